"""Every Vietnamese syllable, written by hand, and the keys that people type for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def _words(text: str) -> list[str]:
    return text.split()


ONSETS = ["", *_words("b c ch d đ g gh h k kh l m n ng ngh nh p ph r s t th tr v x")]
# The letter that carries the tone stands before the stroke.
RIMES = _words("""
    a| a|c a|ch a|i a|m a|n a|ng a|nh a|o a|p a|t a|u a|y ă|c ă|m ă|n ă|ng ă|p ă|t â|c â|m â|n â|ng
    â|p â|t â|u â|y e| e|c e|m e|n e|ng e|o e|p e|t ê| ê|ch ê|m ê|n ê|nh ê|p ê|t ê|u i| i|a i|ch i|m
    i|n i|nh i|p i|t i|u iê|c iê|m iê|n iê|ng iê|p iê|t iê|u o| o|c o|i o|m o|n o|ng o|p o|t o|a
    oa|c oa|ch oa|i oa|m oa|n oa|ng oa|nh oa|o oa|p oa|t oa|y oă|c oă|m oă|n oă|ng oă|t o|e oe|n
    oe|o oe|t ô| ô|c ô|i ô|m ô|n ô|ng ô|p ô|t ơ| ơ|i ơ|m ơ|n ơ|p ơ|t u| u|a u|c u|i u|m u|n u|ng u|p
    u|t uâ|n uâ|t uâ|y uê| uê|ch uê|nh u|y uy|a uy|ch uy|nh uy|p uy|t uy|u uyê|n uyê|t uơ| uô|c uô|i
    uô|m uô|n uô|ng uô|t ư| ư|a ư|c ư|i ư|ng ư|t ư|u ươ|c ươ|i ươ|m ươ|n ươ|ng ươ|p ươ|t ươ|u y|
    yê|m yê|n yê|t yê|u
""")
QU = _words("""
    a| a|c a|ch a|i a|n a|ng a|nh a|t a|y ă|c ă|n ă|ng ă|t â|n â|t e| e|n e|o e|t ê| ê|n y| y|t y|nh
    yê|n yê|t ơ| ô|c
""")
GI = _words("""
    a| a|i a|m a|n a|ng a|o a|p a|t a|y ă|c ă|ng â|m â|n â|t â|y e|o o| o|i o|ng ô|ng ơ|i u|ng ươ|ng
    ư|a
""")
TONES = {
    "": "",
    "sac": "\u0301",
    "huyen": "\u0300",
    "hoi": "\u0309",
    "nga": "\u0303",
    "nang": "\u0323",
}
TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
TONE_KEYS = {
    "telex": dict(zip(TONES, ["", *"sfrxj"], strict=True)),
    "vni": dict(zip(TONES, ["", *"12345"], strict=True)),
}


def syllables() -> Iterator[tuple[str, str, str]]:
    """(the letters before the tone, those after it, the tone's name) of each syllable."""
    shapes = [(onset, rime) for onset in ONSETS for rime in RIMES if _fits(onset, rime)]
    shapes += [("qu", rime) for rime in QU] + [("gi", rime) for rime in GI]
    for onset, rime in shapes:
        before, _, after = rime.partition("|")
        stopped = after in ("p", "t", "c", "ch")
        for tone in ("sac", "nang") if stopped else TONES:
            yield onset + before, after, tone


def _fits(onset: str, rime: str) -> bool:
    """g before ia and iu is the onset gi."""
    return not (onset == "g" and rime in ("i|a", "i|u"))


def written(before: str, after: str, tone: str) -> str:
    return unicodedata.normalize("NFC", before + TONES[tone] + after)


def orders(before: str, after: str, tone: str, method: str) -> set[str]:
    """The keys: tone last, tone after its vowel, marks at the end of the letters."""
    marks = TELEX if method == "telex" else VNI
    key = TONE_KEYS[method][tone]
    spelt = [_spelt(part, marks) for part in (before, after)]
    late = "".join(marks.get(sign, sign)[0] for sign in before + after)
    # ươ takes one horn for both.
    signs = dict.fromkeys(marks[sign][1] for sign in before + after if sign in marks)
    return {spelt[0] + spelt[1] + key, spelt[0] + key + spelt[1], late + "".join(signs) + key}


def _spelt(part: str, marks: dict[str, str]) -> str:
    return "".join(marks.get(sign, sign) for sign in part)
