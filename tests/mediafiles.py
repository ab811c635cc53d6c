"""Files as a manager may send them, good ones and others, made here or out of tests/samples."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image, PngImagePlugin

SAMPLES = Path(__file__).parent / "samples"
PLACE, COMMENT = b"20.8449", b"secret words"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 360), **more: Any) -> bytes:
    return encoded(Image.new("RGB", size, (0, 90, 160)), kind, **more)


def encoded(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def photo() -> bytes:
    """Of a telephone held upright, with its place, and words, in EXIF; HTML hangs on."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "secret words"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 50.0, 41.6), 3: "E", 4: (106.0, 41.0, 17.2)})
    image = Image.new("RGB", (800, 450), (0, 90, 160))
    return encoded(image, "JPEG", exif=exif) + b"<html><script>alert(1)</script></html>"


def with_words(words: bytes) -> bytes:
    """A PNG whose chunk of text holds the words."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", words.decode("latin-1"))
    return picture(pnginfo=info)


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few hundred bytes that say they are a picture of gigabytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (640, 360), (shade, 0, 0)) for shade in (0, 200)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def pdf(pages: int = 2, stream: bytes = b"", media: str = "0 0 595 842", more: str = "") -> bytes:
    """Pages of A4 whose content is `stream`, deflated already where `more` says so."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{media}]/Contents 3 0 R>>"
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        f"<</Length {len(stream)}{more}>>\nstream\n".encode() + stream + b"\nendstream",
        *[page.encode()] * pages,
    ]
    return _numbered(objects, "")


def locked_pdf() -> bytes:
    """One that asks for a password: its keys are nobody's."""
    encrypt = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">/P -44>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    return _numbered(objects, encrypt + "/ID[<41><42>]")


def pdf_bomb() -> bytes:
    """200 MB of blanks in less than one."""
    packer, blanks = zlib.compressobj(1), b" " * 1_000_000
    packed = b"".join(packer.compress(blanks) for _ in range(200))
    return pdf(1, packed + packer.flush(), more="/Filter/FlateDecode")


def sample(name: str, *changes: tuple[bytes, bytes]) -> bytes:
    """A file of the folder, with some bytes for others."""
    data = (SAMPLES / name).read_bytes()
    for old, new in changes:
        assert old in data and len(old) == len(new)
        data = data.replace(old, new)
    return data


def after(data: bytes, mark: bytes, skip: int, new: bytes) -> bytes:
    """`data` with `new` in it, `skip` bytes behind the first `mark`."""
    at = data.index(mark) + len(mark) + skip
    return data[:at] + new + data[at + len(new) :]


def send(
    client: Any, file: bytes, name: str = "Lịch tiếp dân.png", key: str = "", **more: Any
) -> Any:
    return client.post(
        "/display/media",
        data=file,
        content_type="application/octet-stream",
        headers={"X-File-Name": quote(name), "X-Key": key},
        **more,
    )


def board(built: Any) -> list[dict[str, Any]]:
    """What the screens are sent."""
    snapshot = built.parts.live.snapshot("playlist")
    assert snapshot is not None
    found: list[dict[str, Any]] = snapshot["media"]
    return found


def folder(built: Any) -> list[str]:
    """The names of all that lies there."""
    return sorted(path.name for path in (built.parts.data / "media").glob("*"))


def listed(built: Any) -> list[dict[str, Any]]:
    """As the manager's page has it."""
    with built.app.test_request_context("/"):
        found: Any = built.app.jinja_env.globals["media_listed"]
        items: list[dict[str, Any]] = found()
        return items


def _numbered(objects: list[bytes], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n".encode()
    return bytes(out) + f"startxref\n{start}\n%%EOF\n".encode()


Made = Callable[[], bytes]
REFUSED: dict[str, tuple[str, Made]] = {
    "nothing": ("empty", lambda: b""),
    "the scanners' test file": ("virus", lambda: EICAR),
    "it, in a picture": ("virus", lambda: with_words(EICAR)),
    "it, far inside": ("virus", lambda: bytes((1 << 20) - 30) + EICAR),
    "an SVG named as a PNG": ("svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "an SVG with a head": ("svg", lambda: b"<?xml version='1.0'?>\n<!-- a -->\n<svg/>"),
    "HTML named as a JPEG": ("markup", lambda: b"\n <!DOCTYPE html><script>alert(1)</script>"),
    "XML": ("markup", lambda: b"\xef\xbb\xbf<?xml version='1.0'?><a/>"),
    "XML of Windows": ("markup", lambda: "\ufeff<?xml version='1.0'?><a/>".encode("utf-16-le")),
    "a script": ("program", lambda: b"#!/bin/sh\necho"),
    "words": ("text", lambda: "Sáng mai nghỉ".encode()),
    "a program": ("program", lambda: b"MZ\x90\0" + bytes(100)),
    "a Word file": ("office", lambda: b"PK\3\4" + bytes(26) + b"word/document.xml"),
    "an old Word file": ("office", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)),
    "a zip": ("archive", lambda: b"PK\3\4" + bytes(26) + b"a.png"),
    "a picture of an iPhone": ("heic", lambda: b"\0\0\0\x18ftypheic" + bytes(100)),
    "a bitmap": ("bmp", lambda: picture("BMP")),
    "a TIFF": ("tiff", lambda: picture("TIFF")),
    "noise": ("unknown", lambda: bytes([0, 7, 200, 9]) * 50),
    "a moving GIF": ("animated", lambda: animated("GIF")),
    "a moving WebP": ("animated", lambda: animated("WEBP")),
    "a moving PNG": ("animated", lambda: animated("PNG")),
    "a stamp": ("small", lambda: picture(size=(300, 400))),
    "half a picture": ("broken_picture", lambda: photo()[:1500]),
    "a bomb of dots": ("many_dots", huge_png),
    "a picture that lies a little": ("broken_picture", lambda: huge_png(7000, 7000)),
    "a locked PDF": ("locked_pdf", locked_pdf),
    "half a PDF": ("broken_pdf", lambda: b"%PDF-1.7\n" + bytes(500)),
    "a PDF of no page": ("broken_pdf", lambda: pdf(0)),
    "a book": ("many_pages", lambda: pdf(31)),
    "a ribbon": ("narrow_page", lambda: pdf(1, media="0 0 10 14000")),
    "HEVC": ("hevc", lambda: sample("hevc.mp4")),
    "ten bits": ("deep", lambda: sample("hi10.mp4")),
    "MP3 in it": ("sound_codec", lambda: after(sample("phone.mp4"), b"\4\x80\x80\x80", 1, b"\x6b")),
    "a locked video": ("secret", lambda: sample("phone.mp4", (b"avc1\0", b"encv\0"))),
    "a long video": (
        "long",
        lambda: after(sample("phone.mp4"), b"mdhd", 12, (16).to_bytes(4, "big")),
    ),
    "a wide video": (
        "wide",
        lambda: sample("phone.mp4", (b"\x02\x80\x01\x68\0\x48", b"\x10\x00\x01\x68\0\x48")),
    ),
    "half a video": ("broken_video", lambda: _moov_first()[:-300]),
    "a video and HTML": ("junk", lambda: sample("phone.mp4") + b"<html><script>"),
    "a video and little": ("junk", lambda: sample("phone.mp4") + b"<a>"),
    "a video in pieces": ("pieces", lambda: sample("phone.mp4") + b"\0\0\0\x08moof"),
    "a sound": ("sound", lambda: sample("phone.mp4", (b"vide", b"text"))),
    "an AVI": ("video_kind", lambda: b"RIFF\0\1\0\0AVI LIST" + bytes(100)),
    "Matroska": ("video_kind", lambda: sample("film.webm", (b"\x84webm", b"\x84mkvv"))),
    "half a WebM": ("broken_video", lambda: sample("film.webm")[:-300]),
    "a WebM and HTML": ("junk", lambda: sample("film.webm") + b"<html>"),
    "AV1": ("codec", lambda: sample("film.webm", (b"V_VP8", b"V_AV1"))),
}
"""{what it is: (the word for why it is refused, the file)}"""


def _moov_first() -> bytes:
    """The sample with its samples at the end, where a cut file lacks them."""
    data = sample("phone.mp4")
    at = data.index(b"moov") - 4
    moov = bytearray(data[at:])
    place = 0
    while (place := moov.find(b"stco", place)) >= 0:
        for entry in range(int.from_bytes(moov[place + 8 : place + 12], "big")):
            where = place + 12 + 4 * entry
            old = int.from_bytes(moov[where : where + 4], "big")
            moov[where : where + 4] = (old + len(moov)).to_bytes(4, "big")
        place += 4
    head = int.from_bytes(data[:4], "big")
    return data[:head] + bytes(moov) + data[head:at]
