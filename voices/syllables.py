"""Vietnamese syllables: which letters make one."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}

_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi
    om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt
    ươu ưt ưu y yêm yên yêng yêt yêu"""
# Names of the highlands have these two (Klơng, Kơk), and every speaker says them.
_THEIRS = "ơc ơng"
INITIALS = frozenset(_INITIALS.split())
RHYMES = frozenset(_RHYMES.split()) | frozenset(_THEIRS.split())

VOWELS = "aăâeêioôơuưy"


def toneless(word: str) -> str:
    """The word in lower case without its tone marks; ă, â, ê, ô, ơ, ư, đ stay letters."""
    return unicodedata.normalize("NFC", "".join(sign for sign, tone in _signs(word) if not tone))


def tone_of(word: str) -> str:
    """The combining mark of its tone, the last one where there are more; "" for the level one."""
    return next((sign for sign, tone in reversed(_signs(word)) if tone), "")


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


def _signs(word: str) -> list[tuple[str, bool]]:
    """Letters and marks in lower case, each with whether it is a tone; the tilde of ñ is none."""
    signs = []
    vowel = False
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign.isalpha():
            vowel = sign in "aeiouy"
        signs.append((sign, vowel and sign in _TONES))
    return signs
