"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from display.media.unfit import Unfit

Taken = Literal["jpeg", "png", "webp", "gif", "pdf", "mp4", "webm"]

HEAD = 4096
PIECE = 1 << 20
# In two parts: whole, it would make a virus scanner take this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
STARTS: tuple[tuple[bytes, str], ...] = (
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"8BPS", "photoshop"),
    (b"\0\0\1\0", "icon"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "program"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"%!PS", "postscript"),
    (b"OggS", "video_kind"),
    (b"FLV\1", "video_kind"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video_kind"),
    (b"\0\0\1\xba", "video_kind"),
    (b"\0\0\1\xb3", "video_kind"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
)
STILL = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(\?xml|!doctype\s+svg|svg|!doctype|\w+)", re.I | re.S)
OFFICE = (b"word/", b"ppt/", b"xl/", b"mimetypeapplication/vnd.oasis")
ISO = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide")


def kind_of(file: Path) -> Taken:
    """Raises Unfit for all that is not taken, and for what holds the test string of the virus
    scanners.
    """
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise Unfit("empty")
    if _has_eicar(file):
        raise Unfit("virus")
    found = _taken(head)
    if found is None:
        raise Unfit(_refused(head))
    return found


def _has_eicar(file: Path) -> bool:
    before = b""
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            if EICAR in before + piece:
                return True
            before = piece[-len(EICAR) :]
    return False


def _taken(head: bytes) -> Taken | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith((b"%PDF-", b"\xef\xbb\xbf%PDF-")):
        return "pdf"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if head[4:8] in ISO and not (head[4:8] == b"ftyp" and head[8:12] in STILL):
        return "mp4"
    return None


def _refused(head: bytes) -> str:
    """The word for its kind."""
    if head[4:8] == b"ftyp":
        return "heic"
    if head.startswith(b"RIFF"):
        return "sound" if head[8:12] == b"WAVE" else "video_kind"
    if head.startswith(b"PK"):
        return "office" if any(mark in head for mark in OFFICE) else "archive"
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[:1] == b"\x47" and head[188:189] == b"\x47":
        return "video_kind"
    return _refused_text(head)


def _refused_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    markup = MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))
    if markup is not None:
        svg = b"<svg" in head.lower() or b"svg" in markup[1].lower()
        return "svg" if svg else "markup"
    if b"\0" in head:
        return "unknown"
    try:
        head.decode("utf-8", "strict")
    except UnicodeDecodeError as fault:
        # The last letter may be cut.
        return "text" if fault.start > len(head) - 4 else "unknown"
    return "text"
