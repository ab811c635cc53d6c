"""run.py check: what is not in order is said in a line, and nothing is changed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_printer import FakePrinter
from hall import Served, write_config
from servers import command
from small_hall import CITIZEN, Hall

from commands import checks
from commands.checks import Line, Place
from config import Config
from office.inspect import inspect


def place(folder: Path, shipped: Config, **changes: Any) -> Place:
    return Place(folder, shipped.model_copy(update=changes))


def states(lines: list[Line]) -> list[str]:
    return [line.state for line in lines]


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(file): (file.stat().st_mtime_ns, file.stat().st_size)
        for file in [folder, *folder.rglob("*")]
    }


def check(*words: object) -> subprocess.CompletedProcess[str]:
    return command("check", *words)


def test_a_served_office_is_in_order_and_left_as_it_is(serving: Callable[..., Served]) -> None:
    served = serving()
    served.post("/kiosk/tickets", {"service": "chung-thuc"})
    config = write_config(
        served.config, {"voices.engines": [], "web.host": "127.0.0.1", "web.port": served.port}
    )
    before = set(listing(served.data))
    done = check("--data", served.data, "--config", config)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert f"Cổng {served.port}: máy chủ Gọi Số đang chạy" in done.stdout
    assert "Cơ sở dữ liệu nguyên vẹn" in done.stdout
    assert set(listing(served.data)) == before
    served.stop()
    stopped = listing(served.data)
    assert "còn trống" in check("--data", served.data, "--config", config).stdout
    assert listing(served.data) == stopped


def test_every_mistake_of_the_settings_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("zones: 3\nhours: {mon: [7]}\n", "utf-8")
    done = check("--data", tmp_path / "none", "--config", wrong)
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.count("[lỗi]") > 2
    assert "Cơ sở dữ liệu chưa có" in done.stdout
    assert not (tmp_path / "none").exists()


def test_a_whole_file_is_whole_with_and_without_its_log(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    hall.office.issue("copies", by=CITIZEN)
    served = inspect(hall.path)
    assert (served.damage, served.last_at) == ([], hall.clock.at)
    hall.store.close()
    before = listing(tmp_path)
    assert inspect(hall.path) == served
    assert listing(tmp_path) == before


@pytest.mark.parametrize("where", ["head", "middle"])
def test_a_damaged_file_is_said_to_be_damaged(where: str, tmp_path: Path, shipped: Config) -> None:
    hall = Hall(tmp_path)
    for _ in range(60):
        hall.office.issue("copies", by=CITIZEN)
    hall.store.close()
    file = hall.path.rename(tmp_path / "goiso.db")
    size = file.stat().st_size
    with file.open("r+b") as out:
        out.seek(0 if where == "head" else size // 2)
        out.write(b"\xa5" * (100 if where == "head" else size // 3))
    (line,) = checks.database(place(tmp_path, shipped))
    assert line.state == "fail"
    assert "bị hỏng" in line.vietnamese


def test_a_printer_that_answers_is_well_and_one_that_does_not_is_not(
    tmp_path: Path, shipped: Config
) -> None:
    (plain,) = shipped.printers
    with FakePrinter() as fake, socket.create_server(("127.0.0.1", 0)) as free:
        there = {"type": "network", "host": "127.0.0.1"}
        gone = free.getsockname()[1]
        free.close()
        described = (
            plain.model_copy(update={**there, "port": fake.port}),
            plain.model_copy(update={**there, "port": gone}),
            plain.model_copy(update={"type": "file", "path": str(tmp_path / "paper")}),
            plain.model_copy(update={"type": "file", "path": str(tmp_path / "no" / "paper")}),
            plain.model_copy(update={"type": "lp", "path": str(tmp_path / "lp0")}),
            plain.model_copy(update={"type": "usb"}),
        )
        lines = checks.printers(place(tmp_path, shipped, printers=described))
    assert states(lines) == ["ok", "fail", "ok", "fail", "fail", "fail"]


def test_a_printer_without_paper_is_told_and_one_with_little_is_a_warning(
    tmp_path: Path, shipped: Config
) -> None:
    (plain,) = shipped.printers
    with FakePrinter() as fake:
        there = {"type": "network", "host": "127.0.0.1", "port": fake.port}
        described = (plain.model_copy(update=there),)
        fake.behave(paper=False)
        (empty,) = checks.printers(place(tmp_path, shipped, printers=described))
        fake.behave(paper=True, near_end=True)
        (little,) = checks.printers(place(tmp_path, shipped, printers=described))
    assert (empty.state, little.state) == ("fail", "warn")
    assert "hãy thay cuộn giấy" in empty.vietnamese


def test_the_printer_of_a_running_server_is_left_alone(tmp_path: Path, shipped: Config) -> None:
    (plain,) = shipped.printers
    address = f"http://127.0.0.1:{shipped.web.port}"
    (tmp_path / "server.json").write_text(json.dumps({"address": address}), "utf-8")
    with FakePrinter() as fake:
        there = {"type": "network", "host": "127.0.0.1", "port": fake.port}
        described = (plain.model_copy(update=there),)
        (line,) = checks.printers(place(tmp_path, shipped, printers=described))
        assert fake.connections == 0
    assert (line.state, "/manager/printers" in line.vietnamese) == ("ok", True)


def test_the_voice_speaks_and_a_voice_that_is_not_there_is_told(
    tmp_path: Path, shipped: Config
) -> None:
    assert states(checks.voice(place(tmp_path, shipped))) == ["ok"]
    nobody = shipped.voices.vi.model_copy(update={"voice": "aav/nobody"})
    voices = shipped.voices.model_copy(update={"vi": nobody})
    (line,) = checks.voice(place(tmp_path, shipped, voices=voices))
    assert (line.state, "aav/nobody" in line.vietnamese) == ("warn", True)
    voices = voices.model_copy(update={"engines": ("espeak",)})
    (line,) = checks.voice(place(tmp_path, shipped, voices=voices))
    assert line.state == "fail"


def test_a_display_too_small_for_its_hall_is_told_with_what_to_do(
    tmp_path: Path, shipped: Config
) -> None:
    assert states(checks.displays(place(tmp_path, shipped))) == ["ok"]
    small = shipped.displays[0].model_copy(update={"screen_inches": 32, "viewing_distance_m": 12})
    (line,) = checks.displays(place(tmp_path, shipped, displays=(small,)))
    assert line.state == "warn"
    assert "từ 72 inch" in line.vietnamese
    media = small.model_copy(update={"layout": "media"})
    (line,) = checks.displays(place(tmp_path, shipped, displays=(media,)))
    assert "layout: calls" not in line.vietnamese
    media = media.model_copy(update={"viewing_distance_m": 5})
    (line,) = checks.displays(place(tmp_path, shipped, displays=(media,)))
    assert "layout: calls" in line.vietnamese
    halves = small.model_copy(update={"zones": ("hall", "yard")})
    (line,) = checks.displays(place(tmp_path, shipped, displays=(halves,)))
    assert "inch hoặc kê ghế gần hơn." in line.vietnamese
    halves = halves.model_copy(update={"viewing_distance_m": 5.2})
    (line,) = checks.displays(place(tmp_path, shipped, displays=(halves,)))
    assert "hoặc để một khu trong zones." in line.vietnamese


def test_a_spoilt_pack_and_a_language_without_one_are_told(tmp_path: Path, shipped: Config) -> None:
    assert checks.packs(place(tmp_path, shipped)) == []
    (tmp_path / "voices" / "packs" / "chi-lan").mkdir(parents=True)
    spoilt, unheard = checks.packs(place(tmp_path, shipped, languages={"rad": "Klei Êđê"}))
    assert spoilt.vietnamese == "bộ giọng chi-lan không dùng được: không đọc được pack.yaml."
    assert "Klei Êđê (rad)" in unheard.vietnamese


def test_a_port_that_another_program_took_is_told(tmp_path: Path, shipped: Config) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        web = shipped.web.model_copy(update={"host": "127.0.0.1", "port": taken.getsockname()[1]})
        assert states(checks.port(place(tmp_path, shipped, web=web))) == ["fail"]


def test_a_clock_behind_the_journal_is_told(tmp_path: Path, shipped: Config) -> None:
    hall = Hall(tmp_path, start="2126-03-12 08:00")
    hall.store.close()
    hall.path.rename(tmp_path / "goiso.db")
    assert states(checks.clock(place(tmp_path, shipped))) == ["fail"]


def test_the_clock_is_told_as_the_screens_of_the_office_show_it(
    tmp_path: Path, shipped: Config
) -> None:
    told: set[str] = set()
    for zone in ("Pacific/Niue", "Pacific/Kiritimati"):
        office = shipped.office.model_copy(update={"time_zone": zone})
        told.update(
            line.vietnamese for line in checks.clock(place(tmp_path, shipped, office=office))
        )
    assert len(told) == 2


def test_a_look_that_breaks_is_a_line_of_its_own(tmp_path: Path, shipped: Config) -> None:
    def port(_: Place) -> list[Line]:
        raise ValueError("no such thing")

    assert states(checks.guarded(port, place(tmp_path, shipped))) == ["fail"]


def test_little_room_is_told_in_time(
    tmp_path: Path, shipped: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(tmp_path).free
    monkeypatch.setattr(checks, "LITTLE", free * 2)
    assert states(checks.space(place(tmp_path, shipped))) == ["warn"]
    monkeypatch.setattr(checks, "TOO_LITTLE", free * 2)
    assert states(checks.space(place(tmp_path / "not" / "yet", shipped))) == ["fail"]
