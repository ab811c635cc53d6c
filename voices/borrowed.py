"""The Vietnamese syllables nearest to a word that is none.

Names of the Ê-đê, Ba-na, K'ho, Cơ Tu … and of foreigners have clusters and endings that Vietnamese
has not. Given such a word, espeak-ng changes to English or spells it letter by letter. Spoken the
way a Vietnamese speaker says it (Bkrông: "bơ cờ rông"), it stays one voice.
"""

from __future__ import annotations

import re
import unicodedata

from voices.spelling import spelt
from voices.syllables import INITIALS, RHYMES, VOWELS, tone_of, toneless

_ACUTE = "\u0301"


def _bare(letters: str) -> str:
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in letters)


# What is typed without marks, where it is no rhyme as it stands: uyen -> uyên, uong -> ương.
_TYPED = {_bare(rhyme): rhyme for rhyme in sorted(RHYMES) if _bare(rhyme) not in RHYMES}
_LETTERS = (("č", "ch"), ("ç", "x"), ("ñ", "nh"), ("ƀ", "b"))
# In this order. A stroke parts syllables. Languages of the highlands write j, dj, c and ing for
# what Vietnamese writes gi, gi, ch and inh; y before a vowel is the d of the South.
_FOREIGN = (
    (r"djh?|jh", "j"), (r"bh", "b"), (r"sh", "s"), (r"ck", "c"), (r"c(?=[eêiy])", "x"),
    (r"d", "đ"), (r"z", "d"), (r"f", "ph"),
    (rf"(?<=[{VOWELS}])[hr](?=[^{VOWELS}])", ""), (rf"(?<=[{VOWELS}][klmnpst])e$", ""),
    (rf"(?<=[{VOWELS}])w(?=[{VOWELS}])", "|w"), (r"wa", "oa"), (r"we", "oe"), (r"wi", "uy"),
    (r"wo", "uô"), (r"w", "u"),
    (rf"(?<=[{VOWELS}])(?<![uiy])y(?=[aăâoôơuư])", "|d"), (r"^y(?=[aăâoôơuư])", "d"),
    (r"iy(?=[aăâoôơuư])", "i|"), (r"iao", "i|ao"), (r"ei", "ây"), (r"ea", "êa"), (r"ou", "u"),
    (r"ee", "i"), (r"oo(?=[ckrn])", "o"), (r"oo", "u"), (r"(.)\1+", r"\1"),
    (r"((?<![iyu])ê|[iy])ng$", r"\1nh"), (r"((?<![iyu])ê|[iy])[ckq]$", r"\1ch"),
    (r"uô$|uô(?=r)", "ua"),
)  # fmt: skip
# No two rhymes together have more.
_MOST_VOWELS = 6
_ENDINGS = {"k": "c", "q": "c", "g": "c", "l": "n", "d": "t", "s": "t", "x": "t", "b": "p",
            "v": "p", "đ": "t"}  # fmt: skip
_BACK = {"k": "c", "gh": "g", "ngh": "ng", "q": "c", "j": "gi"}
_FRONT = {"c": "k", "g": "gh", "ng": "ngh", "q": "k", "j": "d"}


def nearest(word: str) -> str:
    """Syllables, lower case and apart, that sound nearest to `word`; "" when it has no letter.

    `word` has Latin letters only. A tone stays where one syllable has all the vowels: Bríu is
    "bơ ríu", but the mark of Chamaléa is none of ours.
    """
    base = _plain(word)
    for foreign, ours in _FOREIGN:
        base = re.sub(foreign, ours, base)
    said = [syllable for part in base.split("|") for syllable in _syllables(part)]
    if len(re.findall(f"[{VOWELS}]+", base)) == 1 and tone_of(word):
        said[-1] = spelt(said[-1], tone_of(word))
    return " ".join(said)


def _plain(word: str) -> str:
    """Lower case, no tones, and of other marks the nearest Vietnamese letter."""
    base = toneless(word)
    for letter, sound in _LETTERS:
        base = base.replace(letter, sound)
    ours = (c if c in "ăâêôơưđ" else unicodedata.normalize("NFD", c)[0] for c in base)
    return "".join(c for c in ours if "a" <= c <= "z" or c in "ăâêôơưđ")


def _syllables(base: str) -> list[str]:
    said: list[str] = []
    onset = ""
    while base:
        consonants, vowels, base = _next(base)
        *alone, onset = _onsets(onset + consonants, bool(vowels))
        said += [_spelt(one, "ơ") for one in alone]
        while vowels:
            rhyme, vowels, base = _rhyme(vowels, base)
            said.append(_spelt(onset, rhyme))
            onset = ""
        if not re.search(f"[{VOWELS}]", base) and said:
            break
    return said


def _next(base: str) -> tuple[str, str, str]:
    """The leading consonants, the vowels after them, the rest."""
    found = re.match(f"([^{VOWELS}]*)([{VOWELS}]*)(.*)", base)
    assert found is not None
    return found[1], found[2], found[3]


def _onsets(consonants: str, before_vowel: bool) -> list[str]:
    """Consonants cut into what can begin a syllable; the last one takes the vowel, if any."""
    cuts = []
    while consonants:
        size = max((n for n in (1, 2, 3) if consonants[:n] in INITIALS), default=1)
        # "gi" is never met here: its i is a vowel.
        cuts.append(consonants[:size])
        consonants = consonants[size:]
    return cuts if before_vowel and cuts else [*cuts, ""]


def _rhyme(vowels: str, rest: str) -> tuple[str, str, str]:
    """One rhyme, the vowels left for a next syllable, and the consonants left after them."""
    for start in range(len(vowels) if len(vowels) <= _MOST_VOWELS else 0):
        for ending, taken in _endings(rest):
            before, rhyme = vowels[:start], _known(vowels[start:] + ending)
            if rhyme and not before:
                return _closed(rhyme, ending), "", rest[taken:]
            if rhyme and before in RHYMES:
                return before, vowels[start:], rest
    for length in range(min(len(vowels), _MOST_VOWELS), 0, -1):
        if rhyme := _known(vowels[:length]):
            return rhyme, vowels[length:], rest
    return {"ă": "a", "â": "ơ"}[vowels[0]], vowels[1:], rest


def _known(rhyme: str) -> str:
    rhyme = _TYPED.get(rhyme, rhyme)
    return rhyme if rhyme in RHYMES else ""


def _endings(rest: str) -> list[tuple[str, int]]:
    """How consonants before a pause or a next syllable may close this one, best first."""
    run, vowels, _ = _next(rest)
    if not vowels:
        whole = [(_ending(run[:taken]), taken) for taken in range(len(run), 0, -1)]
        return whole + [(_ENDINGS.get(letter, letter), len(run)) for letter in run[1:]]
    if run in INITIALS and run != "ng":
        return []
    return [
        (_ending(run[:taken]), taken)
        for taken in range(1, len(run))
        if run[taken:] in INITIALS or run[taken:] == "j"
    ]


def _ending(consonants: str) -> str:
    last = consonants if consonants in {"ch", "ng", "nh"} else consonants[0]
    return _ENDINGS.get(last, last)


def _closed(rhyme: str, ending: str) -> str:
    """A rhyme closed by c, ch, p, t cannot be without a tone: it gets the rising one."""
    mark = _ACUTE if ending in {"c", "ch", "p", "t"} else ""
    vowels = rhyme.removesuffix(ending)
    return unicodedata.normalize("NFC", vowels + mark) + ending


def _spelt(onset: str, rhyme: str) -> str:
    """Consonant and rhyme as Vietnamese spells them together: ca, ki, ghe, nghi, gia."""
    spelling = _FRONT if toneless(rhyme[0]) in "eêiy" else _BACK
    return spelling.get(onset, onset) + rhyme
