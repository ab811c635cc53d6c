"""Vietnamese syllables: which letters make one, and the nearest ones for a word that is none.

Names of the Ê-đê, Ba-na, K'ho, Mông … and of foreigners have clusters and endings that
Vietnamese has not. Given such a word, espeak-ng changes to English or spells it letter by letter.
Spoken the way a Vietnamese speaker says it (Bkrông: "bơ cờ rông"), it stays one voice.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ACUTE = "\u0301"

_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi
    om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt
    ươu ưt ưu y yêm yên yêng yêt yêu"""
INITIALS = frozenset(_INITIALS.split())
RHYMES = frozenset(_RHYMES.split())


def _bare(letters: str) -> str:
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in letters)


# What is typed without marks, where it is no rhyme as it stands: uyen -> uyên, uong -> ương.
_TYPED = {_bare(rhyme): rhyme for rhyme in sorted(RHYMES) if _bare(rhyme) not in RHYMES}
_VOWELS = "aăâeêioôơuưy"
_FOREIGN = (
    ("sh", "s"), ("ck", "c"), ("dr", "đr"), ("f", "ph"), ("z", "d"), ("wa", "oa"), ("we", "oe"),
    ("wi", "uy"), ("w", "u"), ("ei", "ây"), ("ea", "êa"), ("ou", "âu"), ("ee", "i"), ("oo", "u"),
)  # fmt: skip
_ENDINGS = {"k": "c", "q": "c", "g": "c", "l": "n", "d": "t", "s": "t", "x": "t", "b": "p",
            "v": "p", "đ": "t"}  # fmt: skip
_BACK = {"k": "c", "gh": "g", "ngh": "ng", "q": "c", "j": "gi"}
_FRONT = {"c": "k", "g": "gh", "ng": "ngh", "q": "k", "j": "d"}


def toneless(word: str) -> str:
    """The word in lower case without its tone marks; ă, â, ê, ô, ơ, ư, đ stay letters."""
    letters = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))


def is_syllable(word: str) -> bool:
    """Whether Vietnamese spelling knows `word` (one syllable, any case) and its tone.

    A syllable closed by c, ch, p or t is none without a tone mark ("Dat").
    """
    base = toneless(word)
    if base.endswith(("c", "ch", "p", "t")) and base == word.lower():
        return False
    # The letters of an onset and a rhyme that meet are written once: gì, giếng, quỳnh.
    if base in RHYMES or (base[:2] in {"gi", "qu"} and base[1:] in RHYMES):
        return True
    return any(_spells(base[:cut], base[cut:]) for cut in (1, 2, 3))


def _spells(onset: str, rhyme: str) -> bool:
    if onset not in INITIALS or rhyme not in RHYMES:
        return False
    front = rhyme[0] in "eêi"
    if onset in {"c", "g", "ng"}:
        return not front
    return front or onset not in {"gh", "ngh"}


def nearest(word: str) -> str:
    """Syllables, lower case and apart, that sound nearest to `word`; "" when it has no letter.

    `word` has Latin letters only. A tone mark that it carries is given up.
    """
    base = _plain(word)
    for foreign, ours in _FOREIGN:
        base = base.replace(foreign, ours)
    base = re.sub(r"(.)\1+", r"\1", base)
    spoken: list[str] = []
    onset = ""
    while base:
        consonants, vowels, base = _next(base)
        *alone, onset = _onsets(onset + consonants, bool(vowels))
        spoken += [_spelt(one, "ơ") for one in alone]
        while vowels:
            rhyme, vowels, base = _rhyme(vowels, base)
            spoken.append(_spelt(onset, rhyme))
            onset = ""
        if not re.search(f"[{_VOWELS}]", base) and spoken:
            break
    return " ".join(spoken)


def _plain(word: str) -> str:
    """Lower case, no tones, and of other marks the nearest Vietnamese letter."""
    base = toneless(word).replace("č", "ch").replace("ñ", "nh").replace("ƀ", "b")
    ours = (c if c in "ăâêôơưđ" else unicodedata.normalize("NFD", c)[0] for c in base)
    return "".join(c for c in ours if "a" <= c <= "z" or c in "ăâêôơưđ")


def _next(base: str) -> tuple[str, str, str]:
    """The leading consonants, the vowels after them, the rest."""
    found = re.match(f"([^{_VOWELS}]*)([{_VOWELS}]*)(.*)", base)
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
    for length in range(len(vowels), 0, -1):
        closes = length == len(vowels)
        for ending, taken in _endings(rest) if closes else []:
            rhyme = vowels + ending
            if (rhyme := _TYPED.get(rhyme, rhyme)) in RHYMES:
                return _toned(rhyme, ending), "", rest[taken:]
        rhyme = vowels[:length]
        if (rhyme := _TYPED.get(rhyme, rhyme)) in RHYMES:
            return rhyme, vowels[length:], rest
    return {"ă": "a", "â": "ơ"}[vowels[0]], vowels[1:], rest


def _endings(rest: str) -> list[tuple[str, int]]:
    """How consonants before a pause or a next syllable may close this one, best first."""
    run, vowels, _ = _next(rest)
    found = []
    for taken in range(len(run), 0, -1):
        onset = run[taken:]
        if vowels and (taken == len(run) or (onset not in INITIALS and onset != "j")):
            continue
        ending = run[:taken] if run[:taken] in {"ch", "ng", "nh"} else run[0]
        found.append((_ENDINGS.get(ending, ending), taken))
        if not vowels:
            found += [(_ENDINGS.get(letter, letter), taken) for letter in run[1:]]
    return found


def _toned(rhyme: str, ending: str) -> str:
    """A rhyme closed by c, ch, p, t cannot be without a tone: it gets the rising one."""
    mark = _ACUTE if ending in {"c", "ch", "p", "t"} else ""
    vowels = rhyme.removesuffix(ending)
    return unicodedata.normalize("NFC", vowels + mark) + ending


def _spelt(onset: str, rhyme: str) -> str:
    """Consonant and rhyme as Vietnamese spells them together: ca, ki, ghe, nghi, gia."""
    spelling = _FRONT if toneless(rhyme[0]) in "eêiy" else _BACK
    return spelling.get(onset, onset) + rhyme
