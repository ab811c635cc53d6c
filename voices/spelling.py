"""A syllable spelt so that an engine reads it: the tone on its vowel, and no trap."""

from __future__ import annotations

import re
import unicodedata

from voices.syllables import VOWELS, tone_of, toneless

# espeak-ng swallows the vowel of gi, gin, qui, qung …, and takes these others for English or spells
# them out; what is put in their place sounds the same, or as near as Vietnamese comes.
_SAFE = (
    (r"([iu])\1", r"\1"),
    (r"^gi(?=(m|nh?)?$)", "di"),
    (r"^qui", "quy"),
    (r"^qu(?![aăâeêoôơy])", "cu"),
    (r"^quyu", "quy u"),
    (r"^buyu", "bu y u"),
    (r"^buy(?!t$)", "bu y"),
    (r"^gy", "ghi"),
)
_PARTS = re.compile(rf"(.*?(?:qu(?=[{VOWELS}])|gi(?=[{VOWELS}]))?)([{VOWELS}]+)([^{VOWELS}]*)")


def spelt(syllable: str, tone: str | None = None) -> str:
    """The syllable in small letters; two for the few that an engine says only so.

    Hoà and Hòa, Quí, Qúy and Quý are one. `tone`: in place of the one that it has.
    """
    base, tone = toneless(syllable), tone_of(syllable) if tone is None else tone
    for trap, safe in _SAFE:
        base = re.sub(trap, safe, base)
    if base == "veo" and not tone:
        return "ve o"
    return _toned(base, tone)


def _toned(base: str, tone: str) -> str:
    found = _PARTS.fullmatch(base)
    if not tone or found is None:
        return base
    before, vowels, ending = found.groups()
    at = _carrier(vowels, bool(ending)) + 1
    return unicodedata.normalize("NFC", f"{before}{vowels[:at]}{tone}{vowels[at:]}{ending}")


def _carrier(vowels: str, closed: bool) -> int:
    """Which of the vowels carries the tone: hòa, hoàn, hoài, giữa, thuở, nguyễn."""
    signed = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if signed:
        return signed[-1]
    return len(vowels) - 1 if closed else max(0, len(vowels) - 2)
