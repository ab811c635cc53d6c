"""Ways to speak that were tried. Where a setting is not named it is the office's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.hearing.filters import as_it_is, band, compressed, tilted
from voices.compose import Samples

if TYPE_CHECKING:
    from config import Voices

BARE = {"voice": "aav/vi", "range": 50}


@dataclass(frozen=True)
class Trial:
    """An engine, settings of its Vietnamese voice, a wording, what is done to the sound after."""

    name: str
    engine: str = "espeak"
    changed: dict[str, Any] = field(default_factory=dict)
    words: Callable[[str], str] = str
    after: Callable[[Samples], Samples] = as_it_is
    repeat: int = 1

    @property
    def says_names(self) -> bool:
        return self.engine != "clips"

    def voices(self, voices: Voices) -> Voices:
        """The office's voices with that engine alone, speaking this way."""
        vi = voices.vi.model_copy(update=self.changed)
        return voices.model_copy(update={"engines": (self.engine,), "vi": vi})


def apart(text: str) -> str:
    """A pause after every syllable."""
    return ", ".join(text.replace(",", "").split())


def said_twice(text: str) -> str:
    """ "Xin mời số a, không không bảy, số a, không không bảy, đến quầy số ba." """
    before, number, after = text.partition(" số ")
    label, to, counter = after.partition(", đến")
    return f"{before}{number}{label}, số {label}{to}{counter}"


OURS = Trial("espeak-ng, as config.yaml has it")
EARLIER = Trial(
    "espeak-ng as until 2026-11-28", changed={**BARE, "rate": 115, "pitch": 75, "gap": 4}
)
UNTUNED = Trial("espeak-ng untuned", changed={**BARE, "rate": 200, "pitch": 50, "gap": 0})
VOICES = [
    OURS,
    EARLIER,
    UNTUNED,
    Trial("recorded clips: the shipped pack", engine="clips"),
    Trial("Piper: an English voice reading Vietnamese", engine="piper"),
]


def _each(key: str, *values: Any) -> list[Trial]:
    return [Trial(f"{key} {value}", changed={key: value}) for value in values]


TRIALS = [
    OURS,
    EARLIER,
    UNTUNED,
    Trial("a pause after every syllable", words=apart),
    Trial("the number twice", words=said_twice),
    Trial("the call twice", repeat=2),
    Trial("band-pass 300–3,400 Hz", after=band(300, 3400)),
    Trial("compressor 4 : 1", after=compressed(4)),
    Trial("treble + 6 dB", after=tilted(6)),
    Trial("band-pass 200–6,000 Hz", after=band(200, 6000)),
    *_each("range", 50, 65, 75, 99),
    *_each("rate", 90, 100, 125, 140),
    *_each("pitch", 35, 50, 60, 90),
    *(Trial(f"rate 100, gap {gap}", changed={"rate": 100, "gap": gap}) for gap in (0, 2, 7)),
    Trial("timbre f5", changed={"voice": "aav/vi+f5"}),
    Trial("no timbre", changed={"voice": "aav/vi"}),
    Trial("Central", changed={"voice": "aav/vi-vn-x-central+f2"}),
    Trial("South", changed={"voice": "aav/vi-vn-x-south+f2"}),
]
