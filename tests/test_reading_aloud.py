"""The kiosk read aloud: for whoever cannot see it, and to hear one's name before the hall does."""

from __future__ import annotations

import io
import json
import sys
import threading
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from citizens import Citizen
from fake_printer import FakePrinter
from guarded import until
from hall import Pages, Served
from kioskpage import KioskPage
from listener import Listener

from config import Config
from voices.cache import Cache
from voices.chain import Chain
from voices.letters import LONGEST
from voices.lexicon import KNOWN
from voices.prose import spoken
from voices.reader import WAITING, Reader
from voices.studio import Studio
from voices.words import Said
from voices.worker import Worker

Comes = Callable[[], tuple[Citizen, Listener]]
COUNT_CUTS = """() => {
  const { stop } = AudioBufferSourceNode.prototype;
  window.cuts = 0;
  AudioBufferSourceNode.prototype.stop = function () {
    window.cuts += 1;
    stop.call(this);
  };
}"""
ENDS_AT_ONCE = """() => {
  AudioBufferSourceNode.prototype.stop = () => {};
  AudioBufferSourceNode.prototype.start = function () {
    setTimeout(() => this.onended());
  };
}"""
HANGS = """
import sys
voice = '{"id": "aav/vi", "language": "vi", "name": ""}'
print('{"ready": true, "engine": "none", "voices": [' + voice + ']}', flush=True)
sys.stdin.read()
"""
READINGS = "/kiosk/readings?id=k1"


@pytest.fixture
def reader(shipped: Config, tmp_path: Path) -> Iterator[Reader]:
    chain = Chain(shipped.voices, tmp_path / "voices")
    yield Reader(shipped.phrases, KNOWN, tmp_path / "reading", chain)
    chain.close()


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as read:
        assert any(read.readframes(read.getnframes()))
        return float(read.getnframes() / read.getframerate())


@pytest.mark.parametrize(
    ("language", "shown", "said"),
    [
        ("vi", "Số của quý khách là A007.", "Số của quý khách là a, không không bảy."),
        ("vi", "Chờ 10–20 phút", "Chờ mười đến hai mươi phút"),
        ("vi", "Mở lại lúc 07:30 hôm nay.", "Mở lại lúc bảy giờ ba mươi phút hôm nay."),
        ("vi", "mở 09:00", "mở chín giờ"),
        ("en", "Number B012, 5–10 min", "Number B, zero one two, five to ten min"),
    ],
)
def test_numbers_are_read_as_they_are_called(language: str, shown: str, said: str) -> None:
    assert spoken(shown, language) == (said,)


def test_long_words_are_read_in_parts_that_the_engine_can_take() -> None:
    parts = spoken("Xin gõ họ và tên. " * 60 + "…", "vi")
    assert " ".join(parts).count("Xin gõ") == 60
    assert max(map(len, parts)) <= LONGEST
    assert spoken("… –", "vi") == ()


def test_a_page_is_read_by_the_offices_own_voice_and_kept(reader: Reader) -> None:
    sound = reader.sentence("Mời quý khách chọn lĩnh vực", "vi", keep=True)
    assert sound is not None and seconds(sound) > 0.5
    assert reader.sentence("Mời quý khách chọn lĩnh vực", "vi", keep=True) is sound
    english = reader.sentence("Please choose a service", "en", keep=True)
    assert english is not None and english != sound


def test_nothing_with_a_name_in_it_is_kept(reader: Reader, shipped: Config, tmp_path: Path) -> None:
    assert reader.name("Trần Thị Hoa") is not None
    assert reader.sentence("Trần Thị Hoa", "vi", keep=False) is not None
    assert not reader._kept
    assert not list((tmp_path / "reading").iterdir())
    (tmp_path / "reading" / "left.wav").write_bytes(b"a name, when the power went")
    Reader(shipped.phrases, KNOWN, tmp_path / "reading", reader._chain)
    assert not list((tmp_path / "reading").iterdir())


def test_what_is_kept_does_not_grow_without_end(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.reader.KEPT", 200_000)
    for number in range(8):
        reader.sentence(f"Mời số {number}", "vi", keep=True)
    assert 0 < sum(map(len, reader._kept.values())) <= 200_000
    monkeypatch.setattr("voices.reader.LARGEST_KEPT", 1000)
    before = dict(reader._kept)
    assert reader.sentence("Một câu dài", "vi", keep=True) is not None
    assert dict(reader._kept) == before


def test_a_call_is_made_while_the_voice_of_the_kiosk_hangs(shipped: Config, tmp_path: Path) -> None:
    hangs = Worker([sys.executable, "-c", HANGS])
    stuck = Chain(shipped.voices, tmp_path / "voices", workers={"espeak": hangs})
    reader = Reader(shipped.phrases, KNOWN, tmp_path / "reading", stuck)
    asking = [
        threading.Thread(target=reader.sentence, args=("Mời", "vi"), kwargs={"keep": True})
        for _ in range(WAITING)
    ]
    for each in asking:
        each.start()
    chain = Chain(shipped.voices, tmp_path / "voices")
    hall = Studio(shipped.voices, shipped.phrases, Cache(tmp_path), chain, KNOWN)
    sound = hall.sound(Said("A007", 3), 1)
    assert sound is not None and sound.facts["text"]
    assert reader.sentence("Không ai đợi sau nhiều người", "vi", keep=True) is None
    chain.close()
    for each in asking:
        each.join(60)
    stuck.close()


def test_the_kiosk_hears_a_name_and_is_told_when_there_is_no_voice(
    serving: Callable[..., Served],
) -> None:
    silent = serving({})
    assert silent.post(READINGS, {"text": "Xin chào"}).status_code == 503
    assert facts_of(silent)["speaks"] is False
    served = serving({"voices.engines": ["espeak"]})
    assert facts_of(served)["speaks"] is True
    answer = served.post(READINGS, {"name": "trần thị hoa"})
    assert answer.headers["Content-Type"] == "audio/wav"
    assert answer.headers["Cache-Control"] == "no-store"
    assert seconds(answer.content) > 1
    assert served.post(READINGS, {"name": "0912345678"}).status_code == 400
    assert "hoa" not in served.log.read_text("utf-8").lower()


def facts_of(served: Served) -> Any:
    return json.loads(served.get("/kiosk/").text.split('id="facts">')[1].split("</script>")[0])


@pytest.fixture
def comes(serving: Callable[..., Served], pages: Pages) -> Iterator[Comes]:
    """`comes()`: a citizen who sees nothing, at a kiosk that prints and speaks."""
    with FakePrinter() as printer:
        place = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(printer.port)}
        served = serving({"printers.0": place, "voices.engines": ["espeak"]})

        def come() -> tuple[Citizen, Listener]:
            kiosk = KioskPage(pages, served, touch=False)
            return Citizen(kiosk, printer), Listener(kiosk)

        yield come


@pytest.mark.browser
def test_whoever_sees_nothing_takes_a_number_by_a_keypad(comes: Comes) -> None:
    they, heard = comes()
    they.keys("0")
    heard.hears("Đã bật đọc to", "Phím 5 hoặc Enter: chọn", "chọn lĩnh vực")
    they.keys("6")
    heard.hears("A, Chứng thực", "0 đang chờ")
    they.keys("6")
    heard.hears("B, Hộ tịch")
    they.keys("4")
    heard.hears("A, Chứng thực")
    they.keys("5")
    heard.hears("được gọi thế nào?", "Lĩnh vực đã chọn", "Chỉ gọi số")
    they.keys("*")
    heard.hears("chọn lĩnh vực")
    they.keys("6", "5")
    heard.hears("được gọi thế nào?", "Chỉ gọi số")
    they.page.evaluate(COUNT_CUTS)
    they.keys("5")
    said = heard.hears("Số của quý khách là A001.")["text"]
    assert said.startswith("Số của quý khách là A001.")
    assert "Khi được gọi, đến quầy" in said
    cuts = they.page.evaluate("window.cuts")
    they.kiosk.see("Mời nhận phiếu")
    assert they.reads_the_slip() == "A001"
    assert they.page.evaluate("window.cuts") == cuts, "nothing may cut off the number"
    they.keys("0")
    heard.hears("Số của quý khách là A001.")
    they.keys("*")
    they.page.wait_for_selector("#home:not([hidden])")
    heard.hears("hết đọc to")
    assert until(heard.is_silent)
    they.keys("6")
    assert heard.is_silent(), "the next citizen did not ask to be read to"


@pytest.mark.browser
@pytest.mark.long
def test_what_is_refused_and_what_is_asked_is_read_too(comes: Comes) -> None:
    they, heard = comes()
    they.keys("0")
    heard.hears("Đã bật đọc to")
    they.page.evaluate("document.getElementById('priority').focus()")
    heard.hears("Ưu tiên")
    they.keys("5")
    heard.hears("Quý khách thuộc diện nào?", "Cán bộ tại quầy sẽ xác nhận.", "75 tuổi")
    they.keys("*", "6")
    they.page.evaluate("document.querySelector('[data-service=ho-tich]').focus()")
    they.keys("5", "6")
    heard.hears("Gọi tên", "Họ tên được xóa khi hết ngày làm việc")
    they.keys("5")
    heard.hears("đã đủ 16 tuổi chưa?")
    they.keys("5")
    assert heard.hears("Xin gõ họ và tên")["text"].startswith("Xin gõ")
    they.page.keyboard.type("Hoa ")
    assert heard.hears("Hoa")["text"].endswith("Hoa")
    they.page.fill("#typed", "2026")
    they.keys("Enter")
    heard.hears("Tên cần có chữ cái")


@pytest.mark.browser
def test_whoever_has_a_keypad_only_is_told_that_a_name_needs_letters(comes: Comes) -> None:
    they, heard = comes()
    they.keys("0", "6", "5")
    heard.hears("được gọi thế nào?", "Lĩnh vực đã chọn: Chứng thực")
    they.keys("6", "5", "5")
    heard.hears("Gõ tên cần bàn phím có chữ", "bấm phím sao để quay lại")
    they.keys("NumpadMultiply")
    heard.hears("được gọi thế nào?", "Chỉ gọi số")
    they.keys("5")
    heard.hears("Số của quý khách là A001.")


@pytest.mark.browser
def test_the_english_page_explains_its_keys_and_reads_each_sentence_by_its_own_voice(
    comes: Comes,
) -> None:
    they, heard = comes()
    they.page.evaluate(ENDS_AT_ONCE)
    they.keys("0")
    heard.hears("Đã bật đọc to")
    they.kiosk.press("[data-lang=en]")
    # The key that was touched may be read before it or after.
    assert heard.heard("Reading aloud is on", "Please choose")["language"] == "en"
    they.kiosk.choose()
    heard.hears("“Number A…, please go")
    they.page.evaluate("document.getElementById('by-name').focus()")
    heard.hears("“Number A…, please go", "By choosing")
    first, call, number = heard.asked[-3:]
    assert (first["language"], call["language"], number["language"]) == ("en", "vi", "en")
    assert first["text"].startswith("By name") and "Xin mời" not in first["text"]
    assert call["text"].startswith("“Xin mời công dân")
    assert number["text"].startswith("“Number A…, please go")
