"""What is wrong with a file, said in both languages of those who mend it."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A sentence, or a part of one."""

    vietnamese: str
    english: str

    def __str__(self) -> str:
        return f"{self.vietnamese} · {self.english}"

    def then(self, *parts: Said) -> Said:
        """This and the parts after it, as they stand."""
        vietnamese, english = zip(self, *parts, strict=True)
        return Said("".join(vietnamese), "".join(english))


NOTHING = Said("", "")


class Allowed(ValueError):  # noqa: N818 (it says what is right, not what is wrong)
    """Raised by a validator: what may be written. It ends the sentence "… must be …"."""

    def __init__(self, vietnamese: str, english: str) -> None:
        self.said = Said(vietnamese, english)
        super().__init__(english)
