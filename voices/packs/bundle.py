"""The files of a pack that somebody brings, as a folder or a .zip: {name: bytes}, nothing written.

Nothing is ever unpacked to where its name says: names are compared with those that a pack may
have, sizes are counted while reading, and what is kept is written anew under names of our own.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO

from settings.said import Said
from voices.packs.pack import CLIP, FILE

LARGEST_FILE = 8 * 1024 * 1024
LARGEST = 96 * 1024 * 1024
MOST_FILES = 400
# What systems leave in folders and archives by themselves.
# The sheet lies beside the recordings that were read from it.
_LITTER = re.compile(r"(^|/)(__MACOSX/.*|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|to-doc\.html)$")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LARGEST_LIST = 256 * 1024
_FARTHEST_END = 22 + 65_535


class NoBundleError(Exception):
    """The source as a whole cannot be used; `fault` says why."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.fault = Said(vietnamese, english)


@dataclass(frozen=True)
class _Found:
    """A file that is there: `open` gives its bytes, unless `fault` says why it is not wanted."""

    name: str
    size: int = 0
    open: Callable[[], IO[bytes]] = BytesIO
    fault: Said | None = None


def read(source: Path) -> tuple[dict[str, bytes], list[Said]]:
    """What is in the folder or .zip, and a fault for each file that a pack does not have.

    Raises NoBundleError, and OSError when the source cannot be read.
    """
    if source.is_dir():
        return _gathered(_in_folder(source))
    try:
        with source.open("rb") as file:
            _look_at_its_end(file, source.name)
            with zipfile.ZipFile(file) as archive:
                return _gathered(_in_archive(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        raise NoBundleError(*_no_archive(source.name)) from None


def _gathered(found: Iterable[_Found]) -> tuple[dict[str, bytes], list[Said]]:
    files: dict[str, bytes] = {}
    faults: list[Said] = []
    total = 0
    for count, each in enumerate(found, 1):
        if count > MOST_FILES:
            raise NoBundleError(
                f"Có hơn {MOST_FILES} tệp; đây không phải một bộ giọng.",
                f"More than {MOST_FILES} files; this is no clip pack.",
            )
        if fault := each.fault or _refused(each, files):
            faults.append(fault)
            continue
        with each.open() as content:
            files[each.name] = _bounded(content, each.name)
        total += len(files[each.name])
        if total > LARGEST:
            raise NoBundleError(
                f"Các tệp lớn hơn {LARGEST >> 20} MB; đây không phải một bộ giọng.",
                f"The files are larger than {LARGEST >> 20} MB; this is no clip pack.",
            )
    return files, faults


def _refused(each: _Found, files: Mapping[str, bytes]) -> Said | None:
    shown = shortened(each.name)
    if each.name != FILE and not (each.name.endswith(".wav") and CLIP.fullmatch(each.name[:-4])):
        return Said(
            f"Không dùng tệp “{shown}”; chỉ có {FILE} và các đoạn như letter-a.wav.",
            f"The file “{shown}” is not used; there are only {FILE} and clips as letter-a.wav.",
        )
    if each.name in files:
        return Said(f"Tệp “{shown}” có hai lần.", f"The file “{shown}” is there twice.")
    return _too_large(each.name) if each.size > LARGEST_FILE else None


def _bounded(content: IO[bytes], name: str) -> bytes:
    """All of it, but never more than a clip may have, whatever the archive promised."""
    data = content.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise NoBundleError(*_too_large(name))
    return data


def _too_large(name: str) -> Said:
    most, shown = LARGEST_FILE >> 20, shortened(name)
    return Said(
        f"Tệp “{shown}” lớn hơn {most} MB.", f"The file “{shown}” is larger than {most} MB."
    )


def _in_folder(folder: Path) -> Iterator[_Found]:
    for path in sorted(folder.iterdir()):
        kept = path.lstat()
        if _LITTER.search(path.name):
            continue
        if stat.S_ISREG(kept.st_mode):
            yield _Found(path.name, kept.st_size, partial(_open, path))
        else:
            yield _Found(path.name, fault=_no_file(path.name))


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _look_at_its_end(file: IO[bytes], name: str) -> None:
    """Refuse a list of contents that is too long, before all of it is read into memory."""
    file.seek(0, SEEK_END)
    file.seek(max(0, file.tell() - _FARTHEST_END))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 16 or struct.unpack_from("<I", tail, at + 12)[0] > LARGEST_LIST:
        raise NoBundleError(*_no_archive(name))
    file.seek(0)


def _in_archive(archive: zipfile.ZipFile) -> Iterator[_Found]:
    """Archives often hold one folder with everything in it; its name does not matter."""
    entries = [each for each in archive.infolist() if not _LITTER.search(each.filename)]
    tops = {each.filename.partition("/")[0] for each in entries}
    top = f"{tops.pop()}/" if len(tops) == 1 and tops.isdisjoint({"", ".", ".."}) else ""
    for each in entries:
        name = each.filename.removeprefix(top)
        if not name:
            continue
        if each.is_dir() or stat.S_IFMT(each.external_attr >> 16) not in (0, stat.S_IFREG):
            yield _Found(name, fault=_no_file(name))
        elif each.flag_bits & 1 or each.compress_type not in _PACKED:
            yield _Found(name, fault=_locked(name))
        else:
            yield _Found(name, each.file_size, partial(archive.open, each))


def _no_archive(name: str) -> Said:
    shown = shortened(name)
    return Said(f"{shown} không phải tệp .zip dùng được.", f"{shown} is no .zip that can be read.")


def _no_file(name: str) -> Said:
    shown = shortened(name)
    return Said(
        f"“{shown}” không phải tệp thường; bộ giọng không có thư mục con hay liên kết.",
        f"“{shown}” is no plain file; a pack has no folders or links in it.",
    )


def _locked(name: str) -> Said:
    shown = shortened(name)
    return Said(
        f"Tệp “{shown}” có mật khẩu hoặc nén kiểu lạ; hãy nén lại thành .zip thường.",
        f"The file “{shown}” has a password or is packed oddly; make a plain .zip of it.",
    )


def shortened(name: str) -> str:
    """A name from outside, fit for one line of a terminal."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in name)
    return shown if len(shown) <= 60 else shown[:59] + "…"
