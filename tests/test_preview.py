"""run.py kiosk: what would be printed, dot by dot, without a printer and without a server."""

from __future__ import annotations

import subprocess
import time
from functools import partial
from pathlib import Path

import pytest
import zxingcpp
from fake_printer import FakePrinter
from hall import write_config
from PIL import Image
from servers import command
from slips import emblem

import run
from config import load
from kiosk import example, logo
from kiosk.bitmap import Bitmap
from kiosk.draw import draw
from kiosk.printer import Patience, Sent
from kiosk.receipt import ReceiptPrinter
from kiosk.tcp import Tcp
from kiosk.wording import Wording
from web.address import base_url

LEADERS = [
    {"role": {"vi": "Chủ tịch UBND phường", "en": "Chairperson"}, "phone": "0200 000 001"},
    {"role": {"vi": "Phó Chủ tịch UBND phường"}, "phone": "0200 000 002"},
    {"role": {"vi": "Giám đốc Trung tâm"}, "phone": "0200 000 003"},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An office's folder with a logo, three leaders and a procedure."""
    emblem().save(tmp_path / "logo.png")
    words = {"vi": "Cảm ơn quý khách."}
    changes = {"slip.logo": "logo.png", "office.leaders": LEADERS, "slip.last": words}
    write_config(tmp_path / "config.yaml", changes)
    (tmp_path / "procedures").mkdir()
    leaflet = "# Khai sinh\n\n- [ ] Giấy chứng sinh\n"
    (tmp_path / "procedures" / "ho-tich.md").write_text(leaflet, "utf-8")
    return tmp_path


def preview(what: str, *words: object) -> subprocess.CompletedProcess[str]:
    return command("kiosk", what, *words)


def picture(file: Path) -> Image.Image:
    with Image.open(file) as opened:
        return opened.convert("1")


def expected(data: Path, width: int, at: int) -> Bitmap:
    config = load(data / "config.yaml")
    address = base_url(None, config.web.host, config.web.port, demo=False)
    wording = Wording(config, logo.read(data / "logo.png"), address, False)
    facts = example.ticket(config, "bao-tro", 1147, "en", at)
    return Bitmap.of(draw(wording.slip(facts, name="Trần Thị Hoa", width=width, reprint=True)))


@pytest.mark.parametrize("width", [576, 384])
def test_the_preview_is_the_paper_dot_by_dot(
    data: Path, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 1_773_105_120.0
    monkeypatch.setattr(time, "time", lambda: now)
    monkeypatch.setattr("bootstrap.enter", lambda *_groups: None)
    out = data / "phiếu.png"
    words = ["kiosk", "slip", "--language", "en", "--service", "bao-tro", "--reprint"]
    words += ["--name", "Trần Thị Hoa", "--number", "1147"]
    more = ["--width", str(width), "--data", str(data), "--preview", str(out)]
    assert run.main([*words, *more]) == 0
    monkeypatch.undo()
    assert str(out) in capsys.readouterr().out
    seen = picture(out)
    slip = expected(data, width, round(now * 1000))
    with FakePrinter(width) as fake:
        printer = ReceiptPrinter(partial(Tcp, "127.0.0.1", fake.port, 3), width, Patience())
        assert printer.print(1, "E1147", slip, lambda: None) == Sent("printed")
        [paper] = fake.wait(1)
    assert seen.size == paper.image.size
    assert seen.tobytes() == paper.image.convert("1").tobytes()
    [code] = zxingcpp.read_barcodes(seen.convert("L"))
    assert code.text.endswith(f"/t/{example.TOKEN}")


def test_a_preview_needs_no_server_and_says_where_it_lies(data: Path) -> None:
    done = preview("slip", "--data", data, "--preview", data / "a.png")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(data / "a.png") in done.stdout
    assert picture(data / "a.png").width == 576
    assert not (data / "goiso.db").exists()


def test_the_shipped_office_can_be_previewed_before_its_first_start(tmp_path: Path) -> None:
    done = preview("slip", "--data", tmp_path / "none", "--preview", tmp_path / "a.png")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "none").exists()


def test_a_sheet_is_found_among_the_offices_procedures(data: Path) -> None:
    where = ("--data", data, "--width", 384, "--preview", data / "a.png")
    done = preview("sheet", "ho-tich.md", *where)
    assert done.returncode == 0, done.stderr
    assert picture(data / "a.png").width == 384


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("slip", "--preview", "none/a.png"), "Không ghi được"),
        (("slip", "--preview", "a.png", "--service", "x"), "Không có lĩnh vực “x”"),
        (("slip", "--preview", "a.png", "--number", "0"), "từ 1 đến 9999"),
        (("slip", "a.md", "--preview", "a.png"), "Chỉ sheet"),
        (("sheet", "--preview", "a.png"), "Chỉ sheet"),
        (("sheet", "none.md", "--preview", "a.png"), "Không đọc được tệp"),
        (("slip",), "--preview"),
    ],
)
def test_what_cannot_be_previewed_is_answered_with_one_sentence(
    data: Path,
    words: tuple[str, ...],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bootstrap.enter", lambda *_groups: None)
    monkeypatch.chdir(data)
    with pytest.raises(SystemExit) as ended:
        run.main(["kiosk", *words, "--data", str(data)])
    assert ended.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert sentence in line
    assert not (data / "a.png").exists()


def test_a_logo_that_is_missing_is_said_by_the_preview(data: Path) -> None:
    (data / "logo.png").unlink()
    done = preview("slip", "--data", data, "--preview", data / "a.png")
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert "slip.logo" in line
