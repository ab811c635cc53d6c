"""The kiosk read aloud: sentences of its page, and the name as the loudspeaker will say it.

It has engines of its own. The hall's make one sound at a time, and a call must not wait behind
what somebody at the kiosk listens to.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from voices.chain import Chain
from voices.names import spoken_name
from voices.prose import spoken
from voices.words import Sentence
from voices.worker import NoSpeech

if TYPE_CHECKING:
    from config import Phrases

KEPT = 8_000_000
"""Bytes of sounds that are kept in memory; none of them has a name in it."""
WAITING = 8
LARGEST_KEPT = 1_000_000
"""Bytes; one longer sound would put out many short ones that are asked for more often."""


class Reader:
    """Makes the sounds for the kiosks, in a `folder` of its own, with a chain of its own."""

    def __init__(
        self,
        phrases: Phrases,
        lexicon: Mapping[str, str],
        folder: Path,
        chain: Chain,
        *,
        south: bool = False,
    ) -> None:
        self._phrases, self._lexicon, self._south = phrases, lexicon, south
        self._chain = chain
        self._kept: OrderedDict[tuple[Sentence, ...], bytes] = OrderedDict()
        self._waiting = 0
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for left in (*folder.glob("*.wav"), *folder.glob("*.part")):
            # A power cut may have left a name.
            left.unlink(missing_ok=True)

    @property
    def speaks(self) -> bool:
        return self._chain.may_speak()

    def sentence(self, text: str, language: str, *, keep: bool) -> bytes | None:
        """A WAV of words of the page; None where there is no voice now.

        `keep`: they are the page's own, and may be asked for again.
        """
        said = spoken(text, language, self._lexicon, south=self._south)
        parts = tuple(Sentence(language, part) for part in said)
        made = self._kept.get(parts) or self._made(parts)
        if made is None or not keep or len(made) > LARGEST_KEPT:
            return made
        self._kept[parts] = made
        self._kept.move_to_end(parts)
        while sum(map(len, self._kept.values())) > KEPT:
            self._kept.popitem(last=False)
        return made

    def name(self, name: str) -> bytes | None:
        """A WAV of the call as far as the name; it is not kept."""
        said = spoken_name(name, self._lexicon)
        before = self._phrases.vi.name.partition("{name}")[0]
        return self._made((Sentence("vi", f"{before}{said}."),)) if said else None

    def work(self) -> None:
        """Waits for the end of the server, and ends the voice process then."""
        try:
            threading.Event().wait()
        finally:
            self._chain.close()

    def _made(self, said: tuple[Sentence, ...]) -> bytes | None:
        if not self.speaks or not said or self._waiting >= WAITING:
            return None
        path = self._folder / f"{secrets.token_hex(8)}.wav"
        self._waiting += 1
        try:
            self._chain.record(said, path, chime="", patient=True)
            return path.read_bytes()
        except (NoSpeech, OSError):
            return None
        finally:
            self._waiting -= 1
            path.unlink(missing_ok=True)
