"""What becomes of a file for the screens: by what it holds, never by its name."""

from __future__ import annotations

import ctypes
import io
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from mediafiles import (
    COMMENT,
    PLACE,
    REFUSED,
    encoded,
    pdf,
    pdf_bomb,
    photo,
    picture,
    sample,
    with_words,
)
from PIL import Image

from display.media.boxes import boxes
from display.media.checker import look
from display.media.checking import Checker
from display.media.confined import MEMORY
from display.media.unfit import Unfit
from display.media.winjob import limits
from web.mediafaults import FAULTS


def cleaned(data: bytes, folder: Path) -> tuple[dict[str, Any], list[bytes]]:
    """(what is answered of the file, the files that are made of it)"""
    file = folder / "file"
    file.write_bytes(data)
    found = look(file, folder)
    return found, [(folder / name).read_bytes() for name in found["files"]]


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_not_taken_is_named(what: str, tmp_path: Path) -> None:
    code, made = REFUSED[what]
    with pytest.raises(Unfit) as refusal:
        cleaned(made(), tmp_path)
    assert refusal.value.code == code
    assert str(FAULTS[f"media_{code}"]) % refusal.value.facts


def test_each_refusal_of_a_file_says_what_to_do() -> None:
    faults = {code: words for code, words in FAULTS.items() if code.startswith("media_")}
    dumb = [code for code, words in faults.items() if not re.search("hãy ", str(words), re.I)]
    assert len(faults) > 30 and dumb == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_of_each_kind_is_taken(kind: str, tmp_path: Path) -> None:
    found, [file] = cleaned(picture(kind), tmp_path)
    assert (found["kind"], found["width"], found["height"]) == ("image", 640, 360)
    assert Image.open(io.BytesIO(file)).format in ("JPEG", "PNG")


def test_a_photo_is_turned_upright_and_tells_nothing_but_itself(tmp_path: Path) -> None:
    given = photo()
    assert COMMENT in given and b"Exif" in given and b"<script>" in given
    found, [file] = cleaned(given, tmp_path)
    assert (found["width"], found["height"]) == (450, 800)
    shown = Image.open(io.BytesIO(file))
    assert dict(shown.getexif()) == {}
    for words in (COMMENT, b"Exif", b"<script>"):
        assert words not in file


def test_words_in_a_png_are_gone_and_what_it_lets_through_stays(tmp_path: Path) -> None:
    [file] = cleaned(with_words(COMMENT), tmp_path)[1]
    assert COMMENT not in file
    clear = encoded(Image.new("RGBA", (640, 360), (0, 90, 160, 100)), "PNG")
    [file] = cleaned(clear, tmp_path)[1]
    shown = Image.open(io.BytesIO(file))
    assert shown.mode == "RGBA" and shown.getpixel((5, 5)) == (0, 90, 160, 100)


def test_a_picture_larger_than_the_screen_is_made_smaller(tmp_path: Path) -> None:
    found, _ = cleaned(picture("JPEG", (4200, 2100)), tmp_path)
    assert (found["width"], found["height"]) == (3840, 1920)


@pytest.mark.parametrize("mode", ["L", "P", "LA", "CMYK", "I;16"])
def test_pictures_of_all_colours_are_shown_in_plain_ones(mode: str, tmp_path: Path) -> None:
    image = Image.new("L", (640, 360), 200)
    image = Image.new(mode, (640, 360), 51_400) if mode == "I;16" else image.convert(mode)
    [file] = cleaned(encoded(image, "JPEG" if mode == "CMYK" else "PNG"), tmp_path)[1]
    shown = Image.open(io.BytesIO(file)).convert("L").getpixel((5, 5))
    assert isinstance(shown, int) and abs(shown - 200) <= 3


def test_each_page_of_a_pdf_is_a_picture_and_its_script_is_nowhere(tmp_path: Path) -> None:
    drawn = b"0 0 1 rg 100 100 300 300 re f"
    script = b"\n9 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n"
    found, files = cleaned(pdf(2, drawn) + script, tmp_path)
    assert (found["kind"], found["files"]) == ("pdf", ["1.jpg", "2.jpg"])
    for file in files:
        shown = Image.open(io.BytesIO(file))
        assert (shown.format, shown.height) == ("JPEG", 2160)
        blue = shown.getpixel((shown.width // 3, shown.height * 3 // 4))
        assert isinstance(blue, tuple) and blue[2] > 200 > 60 > blue[0]
        assert b"JavaScript" not in file


@pytest.mark.parametrize(
    ("name", "place"), [("phone.mp4", b"loci"), ("phone.mov", PLACE), ("film.webm", PLACE)]
)
def test_a_video_keeps_its_length_and_loses_its_words(
    name: str, place: bytes, tmp_path: Path
) -> None:
    given = sample(name)
    assert place in given
    found, [file] = cleaned(given, tmp_path)
    assert (found["kind"], found["width"], found["height"]) == ("video", 640, 360)
    assert 1000 <= found["length"] <= 1010
    assert len(file) == len(given)
    for words in (place, COMMENT, "Bí mật".encode(), b"Handler", b"libx264"):
        assert words not in file


def test_what_hides_between_the_pictures_of_a_video_becomes_zeros(tmp_path: Path) -> None:
    given = sample("phone.mp4")
    hidden = b"\0\0\0\x20mdat" + b"<script>alert(1)</script"
    unknown = b"\0\0\0\x18goPr" + COMMENT.ljust(16)
    [file] = cleaned(given + hidden + unknown, tmp_path)[1]
    assert b"script" not in file and b"goPr" not in file and COMMENT not in file


@pytest.mark.parametrize("how", ["long header", "no end", "words before", "long header, no end"])
def test_a_video_plays_as_before_however_its_boxes_lie(how: str, tmp_path: Path) -> None:
    """Its pictures and sounds are byte for byte where its tables say."""
    given = sample("phone.mp4")
    found = {box.kind: box for box in boxes(given, 0, len(given))}
    head, moov, mdat = (
        given[found[kind].start : found[kind].end] for kind in (b"ftyp", b"moov", b"mdat")
    )
    film = mdat[8:]
    words = b"\0\0\0\x18free" + COMMENT.ljust(16) if how == "words before" else b""
    front = b"\0\0\0\1mdat" + (16 + len(film)).to_bytes(8, "big")
    if how == "no end":
        front = b"\0\0\0\0mdat"
    elif how == "words before":
        front = (8 + len(film)).to_bytes(4, "big") + b"mdat"
    first = len(head) + len(words) + (len(moov) if how == "no end" else 0) + len(front)
    moov = moved(moov, first - found[b"mdat"].body)
    parts = (
        [head, words, moov, front, film] if how == "no end" else [head, words, front, film, moov]
    )
    if how == "long header, no end":
        parts[-1] = bytes(4) + moov[4:]
    [file] = cleaned(b"".join(parts), tmp_path)[1]
    assert file[first : first + len(film)] == film and COMMENT not in file


def moved(moov: bytes, by: int) -> bytes:
    """The table of places, all of them so many bytes further."""
    data, at = bytearray(moov), -1
    while (at := data.find(b"stco", at + 1)) >= 0:
        for place in range(at + 12, at + 12 + 4 * int.from_bytes(data[at + 8 : at + 12], "big"), 4):
            old = int.from_bytes(data[place : place + 4], "big")
            data[place : place + 4] = (old + by).to_bytes(4, "big")
    return bytes(data)


def test_what_is_said_twice_or_left_in_a_gap_of_a_webm_becomes_zeros(tmp_path: Path) -> None:
    given = sample("film.webm")
    twice = b"\x7b\xa9\x85Hanh1" + b"\x7b\xa9\x85Hanh2"
    given = given.replace(b"\x57\x41\x8dLavf59.27.100", twice, 1)
    gap = given.index(b"\xec\x01\0\0\0\0\0\0") + 9
    given = given[:gap] + b"Hanh3" + given[gap + 5 :]
    [file] = cleaned(given, tmp_path)[1]
    assert b"Hanh" in given and b"Hanh" not in file


def test_sound_that_outlasts_the_pictures_counts_as_the_video_s_length(tmp_path: Path) -> None:
    given = sample("phone.mp4")
    sound = given.index(b"smhd")
    # How long each sample of the sound lasts, and how many there are of the first length.
    at = given.index(b"stts", sound) + 12
    slow = given[: at + 4] + (1 << 24).to_bytes(4, "big") + given[at + 8 :]
    with pytest.raises(Unfit) as refusal:
        cleaned(slow, tmp_path)
    assert refusal.value.code == "long"


def test_a_video_is_looked_at_whatever_byte_of_it_is_wrong(tmp_path: Path) -> None:
    """Each answer is a film or a reason; nothing else comes out of the reader."""
    answers = set()
    for name in ("phone.mp4", "film.webm"):
        given = sample(name)
        heads = [at for at in range(0, len(given), 37) if at < 700 or at > len(given) - 3000]
        for at in heads:
            data = bytearray(given)
            data[at] ^= 0xFF
            answers.add(answer(bytes(data), tmp_path))
    assert answers <= {"video", *FAULTS} and {"video", "media_broken_video"} <= answers


def answer(data: bytes, folder: Path) -> str:
    """The kind of what is taken, or the fault."""
    try:
        return str(cleaned(data, folder)[0]["kind"])
    except Unfit as reason:
        return f"media_{reason.code}"


def test_a_child_that_dies_hangs_or_babbles_is_a_plain_refusal(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(picture())
    for code, program, seconds in (
        ("crashed", "import os; os.abort()", 60.0),
        ("crashed", 'print(\'{"kind": "image", "files": ["../../a.png"]}\')', 60.0),
        ("heavy", "import time; time.sleep(600)", 0.3),
    ):
        checker = Checker((sys.executable, "-c", program), seconds)
        with pytest.raises(Unfit) as refusal:
            checker.look(file, tmp_path)
        assert refusal.value.code == code


def test_a_bomb_bursts_in_its_own_process(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="memory is counted otherwise on Windows")
    file = tmp_path / "file"
    file.write_bytes(pdf_bomb())
    with suppress(Unfit):
        assert Checker().look(file, tmp_path).kind == "pdf"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY // 1024


def test_the_limit_of_memory_is_written_as_windows_reads_it() -> None:
    wanted = limits(MEMORY)
    assert (ctypes.sizeof(wanted.BasicLimitInformation), ctypes.sizeof(wanted)) == (64, 144)
    assert bytes(wanted)[16:20] == bytes.fromhex("00010000")
    assert bytes(wanted)[112:120] == MEMORY.to_bytes(8, "little")
