"""The kiosk read aloud: sentences of its page, and the name as the loudspeaker will say it.

It has a voice process of its own. The hall's makes one sound at a time, and a call must not wait
behind what somebody at the kiosk listens to.
"""

from __future__ import annotations

import re
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voices.names import clean, spoken_name
from voices.numbers import cardinal_en, cardinal_vi, label_en, label_vi
from voices.studio import syllables
from voices.words import LONGEST, Sentence
from voices.worker import NoSpeech, Worker

if TYPE_CHECKING:
    from config import Phrases, Voices

KEPT = 8_000_000
"""Bytes of sounds that are kept in memory; none of them has a name in it."""
WAITING = 8
REST = 3600.0
_LABEL = re.compile(r"\b([A-Z])(\d{3,4})\b")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_RANGE = re.compile(r"(?<=\d)\s*–\s*(?=\d)")
_SENTENCE = re.compile(r"(?<=[.?!:…]) ")
_SAYABLE = re.compile(r"\w")
_NUMBER = re.compile(r"\b\d{1,4}\b")
_WORDS: Mapping[str, tuple[Any, Any, str, str]] = {
    "vi": (label_vi, cardinal_vi, " đến ", "{} giờ {}"),
    "en": (label_en, cardinal_en, " to ", "{} {}"),
}


class Reader:
    """Makes the sounds for the kiosks. `worker`: in the place of its own."""

    def __init__(
        self,
        voices: Voices,
        phrases: Phrases,
        lexicon: Mapping[str, str],
        worker: Worker | None = None,
    ) -> None:
        self._voices, self._phrases, self._lexicon = voices, phrases, lexicon
        self._worker = worker or Worker()
        self._kept: OrderedDict[tuple[Sentence, ...], bytes] = OrderedDict()
        self._waiting = 0
        self._end = threading.Event()

    @property
    def speaks(self) -> bool:
        return self._voices.engine != "silent" and not self._worker.breaker.is_open()

    def sentence(self, text: str, language: str, *, keep: bool) -> bytes | None:
        """A WAV of words of the page; None where there is no voice now.

        `keep`: they are the page's own, and may be asked for again.
        """
        parts = tuple(Sentence(language, part) for part in spoken(text, language))
        made = self._kept.get(parts) or self._made(parts)
        if made is None or not keep:
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
            while not self._end.wait(REST):
                pass
        finally:
            self._worker.close()

    def _made(self, said: tuple[Sentence, ...]) -> bytes | None:
        if not self.speaks or not said or self._waiting >= WAITING:
            return None
        parts = [
            {
                "text": each.text,
                "syllables": syllables(each),
                "voice": self._voices.of(each.language).model_dump(),
            }
            for each in said
        ]
        self._waiting += 1
        try:
            with tempfile.TemporaryDirectory("", "goiso-read-", ignore_cleanup_errors=True) as own:
                path = Path(own) / "said.wav"
                self._worker.ask({"path": str(path), "chime": False, "repeat": 1, "parts": parts})
                return path.read_bytes()
        except (NoSpeech, OSError):
            return None
        finally:
            self._waiting -= 1


def spoken(text: str, language: str) -> tuple[str, ...]:
    """With numbers and labels in words: "A007", "10–20 phút", "15:00".

    In parts of whole sentences, for the engine takes LONGEST characters at a time.
    """
    label, cardinal, to, time = _WORDS[language]
    text = _LABEL.sub(lambda found: label(found[0]), clean(text))
    text = _TIME.sub(lambda found: time.format(int(found[1]), int(found[2]) or "").strip(), text)
    text = _NUMBER.sub(lambda found: cardinal(int(found[0])), _RANGE.sub(to, text))
    parts = [""]
    for sentence in _SENTENCE.split(text):
        if len(parts[-1]) + len(sentence) >= LONGEST:
            parts.append("")
        parts[-1] = f"{parts[-1]} {sentence}".strip()[:LONGEST]
    return tuple(part for part in parts if _SAYABLE.search(part))
