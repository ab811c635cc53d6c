"""What the loudspeaker says, as a screen writes it for those who do not hear it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from voices.words import Said, further_wording, wording
from voices.zone import Call

if TYPE_CHECKING:
    from config import Phrases

Shown = Callable[[int], str | None]
"""The name of a ticket as the screen that asks may show it, or None."""


Further = Mapping[str, Mapping[str, str]]
"""{language: phrases} of the languages that clip packs bring."""


def caption(
    calls: Sequence[Call], phrases: Phrases, shown: Shown, further: Further
) -> list[dict[str, str]]:
    """[{lang, text}] of calls that are heard as one; nothing for a notice, which has its own line.

    Numbers stand as on the slip. Several calls are one sentence in Vietnamese, without names.
    """
    said = [(call.ticket, call.said) for call in calls if isinstance(call.said, Said)]
    if not said:
        return []
    if len(said) > 1:
        each = [phrases.vi.joined_each.format(n=one.label, q=one.counter) for _, one in said]
        return [{"lang": "vi", "text": phrases.vi.joined.format(calls=", ".join(each))}]
    ticket, one = said[0]
    name = shown(ticket) or ""
    spoken = [("vi", wording(one, phrases.vi, name))]
    if one.language == "en" and phrases.en is not None:
        spoken.append(("en", wording(one, phrases.en, name)))
    elif one.language in further:
        spoken.append((one.language, further_wording(one, further[one.language])))
    return [
        {"lang": lang, "text": words.strip().format(name=name, n=one.label, q=one.counter)}
        for lang, words in spoken
    ]
