"""How words are said that the rules say less well: ours, and the office's own lexicon.txt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voices.letters import clean, is_letter
from voices.syllables import is_syllable

FILE = "lexicon.txt"
LONGEST = 80

Fault = Literal["no_equals", "no_spelling", "not_one_word", "no_syllables", "no_syllable", "twice"]

# Spelling in small letters -> syllables.
KNOWN: Mapping[str, str] = {
    "ub": "Ủy ban",
    "ubnd": "Ủy ban nhân dân",
    "hđnd": "Hội đồng nhân dân",
    "ubmttq": "Ủy ban Mặt trận Tổ quốc",
    "cccd": "căn cước công dân",
    "cmnd": "chứng minh nhân dân",
    "vneid": "vi en i ai đi",
    "tthc": "thủ tục hành chính",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bhtn": "bảo hiểm thất nghiệp",
    "gcn": "giấy chứng nhận",
    "gcnqsdđ": "giấy chứng nhận quyền sử dụng đất",
    "qsdđ": "quyền sử dụng đất",
    "gplx": "giấy phép lái xe",
    "gpxd": "giấy phép xây dựng",
    "đkkd": "đăng ký kinh doanh",
    "csgt": "cảnh sát giao thông",
    "pccc": "phòng cháy chữa cháy",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "tnhh": "trách nhiệm hữu hạn",
    "htx": "hợp tác xã",
    "tp": "thành phố",
    "tphcm": "Thành phố Hồ Chí Minh",
    "hcm": "Hồ Chí Minh",
    "sđt": "số điện thoại",
    "wifi": "oai phai",
    "nguyen": "Nguyễn",
    "niê": "Ni Ê",
    "nie": "Ni Ê",
    "pleiku": "Pơ Lây Cu",
    "byă": "Bi A",
    "bya": "Bi A",
    "hwing": "Hơ Uynh",
    "néang": "Niêng",
    "neáng": "Niêng",
    "cil": "Chin",
    "dơng": "Đơng",
    "diep": "Diệp",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wrong:
    """A line that is not taken: its number from 1, what is wrong, and the word where that is."""

    line: int
    fault: Fault
    word: str = ""


class Lexicon(Mapping[str, str]):
    """KNOWN and over it the lines of the office's file, as they are now.

    The file is looked at each time that somebody asks, and read when it has changed. `trouble` is
    why it cannot be read at all, `wrong` the lines that are not taken; the rest of it holds.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._words: Mapping[str, str] = KNOWN
        self._lock = threading.Lock()
        self.wrong: tuple[Wrong, ...] = ()
        self.trouble = ""
        self.now()

    def now(self) -> Mapping[str, str]:
        """All spellings and their syllables at this moment."""
        try:
            state = self._file.stat()
            seen = (state.st_mtime_ns, state.st_size)
        except OSError:
            seen = None
        if seen != self._seen:
            with self._lock:
                self._seen = seen
                self._read(missing=seen is None)
        return self._words

    def __getitem__(self, spelling: str) -> str:
        return self.now()[spelling]

    def __iter__(self) -> Iterator[str]:
        return iter(self.now())

    def __len__(self) -> int:
        return len(self.now())

    def _read(self, *, missing: bool) -> None:
        try:
            text = "" if missing else decoded(self._file.read_bytes())
        except (OSError, UnicodeError) as fault:
            # What was read before still holds.
            self.trouble = "not UTF-8" if isinstance(fault, UnicodeError) else str(fault.strerror)
            _log.warning("%s is not read: %s", FILE, self.trouble)
            return
        own, self.wrong = parse(text)
        self._words, self.trouble = {**KNOWN, **own}, ""
        for each in self.wrong:
            # Not the word: it is somebody's name.
            _log.warning("%s line %d is not taken: %s", FILE, each.line, each.fault)


def decoded(file: bytes) -> str:
    """Windows' Notepad writes UTF-8 with a mark, or UTF-16. Raises UnicodeError."""
    utf16 = file.startswith((b"\xff\xfe", b"\xfe\xff"))
    return file.decode("utf-16" if utf16 else "utf-8-sig")


def parse(text: str) -> tuple[dict[str, str], tuple[Wrong, ...]]:
    """The lines "spelling = syllables", {spelling in small letters: syllables}, and wrong ones.

    A line that is empty or begins with # is a remark.
    """
    own: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        spelling, equals, syllables = line.partition("=")
        key, said = clean(spelling).lower(), clean(syllables)
        fault = _fault(key, said, own) if equals else ("no_equals", "")
        if fault is None:
            own[key] = said
        else:
            wrong.append(Wrong(number, *fault))
    return own, tuple(wrong)


def _fault(key: str, said: str, own: Mapping[str, str]) -> tuple[Fault, str] | None:
    if not key:
        return "no_spelling", ""
    if not all(is_letter(sign) or sign == "'" for sign in key) or not key.strip("'"):
        return "not_one_word", key
    if key in own:
        return "twice", key
    if not said or len(said) > LONGEST:
        return "no_syllables", ""
    for syllable in said.split():
        if not is_syllable(syllable):
            return "no_syllable", syllable
    return None
