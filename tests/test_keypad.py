"""A keypad beside a counter's PC presses for the officer there, in a real hall."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from guarded import OPEN, Browser, Guarded, guarded, until
from hall import Served
from keypadpc import BACKSPACE, ENTER, FIVE, MINUS, STAR, KeypadPc, Lossy
from secured import Secured

from keypad.pairing import KeypadLink

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the keyboard is a FIFO")

ELSEWHERE = 2**50


class Counter:
    """Counter 1 with its officer, three who wait, and its keypad."""

    def __init__(self, hall: Guarded, folder: Path) -> None:
        self.hall, self._folder = hall, folder
        self.officer: Browser = hall.officer(1)
        kiosk = hall.machine("kiosk", "k1")
        for number in range(3):
            kiosk.says("/kiosk/tickets", service="chung-thuc", key=f"{number:032d}")
        told = hall.order("devices", do="add", kind="keypad", name="Bàn phím", place="1")
        self.token, self.device = told["token"], told["id"]
        self._pcs: list[KeypadPc] = []

    def pc(self, *, token: str | None = None, counter: int = 1) -> KeypadPc:
        link = Lossy(self.hall.served.base, self.token if token is None else token)
        folder = self._folder / f"pc{len(self._pcs)}"
        folder.mkdir()
        self._pcs.append(KeypadPc(link, counter, folder))
        return self._pcs[-1]

    def desk(self) -> dict[str, Any]:
        """As the officer's page sees it."""
        told = self.officer.says("/counter/1/recalls", turn=ELSEWHERE)
        found: dict[str, Any] = told.json()["desk"]
        return found

    def turn(self) -> int | None:
        turn = self.desk()["turn"]
        return turn["id"] if turn else None

    def journal(self, kind: str) -> list[tuple[str, str]]:
        """(surface, officer) of each such event."""
        with closing(sqlite3.connect(self.hall.served.data / "goiso.db")) as file:
            return file.execute(
                "SELECT surface, officer FROM events WHERE kind = ?", (kind,)
            ).fetchall()

    def close(self) -> None:
        for pc in self._pcs:
            pc.close()


@pytest.fixture
def counter(serving: Callable[..., Served], tmp_path: Path) -> Iterator[Counter]:
    made = Counter(guarded(serving), tmp_path)
    yield made
    made.close()


def test_enter_calls_starts_and_finishes_for_the_officer_who_sits_there(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)
    pc.board.press(FIVE)
    pc.board.press(ENTER)
    pc.hears("Đã gọi A001.")
    desk = counter.desk()
    assert desk["turn"]["ticket"]["label"] == "A001"
    pc.sees(desk["turn"]["id"])
    pc.board.press(ENTER)
    pc.hears("Đã bắt đầu phục vụ A001.")
    pc.board.press(ENTER)
    pc.hears("Đã gọi A002.")
    ((_, officer),) = counter.journal("seated")
    assert counter.journal("called") == [("keypad", officer)] * 2
    assert counter.journal("started") == [("keypad", officer)]
    assert pc.grabbed == 1


def test_a_key_held_down_or_pressed_twice_calls_nobody_twice(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)
    pc.board.press(ENTER, held=40)
    pc.board.press(ENTER, after=0.1)
    pc.board.press(ENTER, after=0.1)
    pc.hears("Đã gọi A001.")
    pc.board.press(STAR)
    pc.hears("Chưa đến lúc")
    desk = counter.desk()
    assert (desk["turn"]["state"], desk["turn"]["calls"]) == ("called", 1)
    assert len(counter.journal("called")) == 1


def test_backspace_takes_the_call_back_and_minus_is_refused_too_early(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)
    pc.board.press(ENTER)
    pc.hears("Đã gọi A001.")
    pc.board.press(MINUS)
    pc.hears("Xin gọi thêm một lần nữa trước.")
    pc.board.press(BACKSPACE)
    pc.hears("Đã hoàn tác: A001")
    assert counter.turn() is None
    assert counter.desk()["next"]["label"] == "A001"


def test_what_the_page_did_meanwhile_is_not_done_over_by_the_keypad(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)

    def call() -> None:
        assert counter.officer.says("/counter/1/calls", turn=None, key="p" * 32).ok

    link: Any = pc.link
    link.before = call
    pc.board.press(ENTER)
    pc.hears("Quầy vừa thay đổi ở nơi khác.")
    assert len(counter.journal("called")) == 1


def test_a_restart_before_the_answer_arrives_repeats_nothing(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)

    def restart() -> None:
        counter.hall.served.kill()
        counter.hall.served.again()

    link: Any = pc.link
    link.after = restart
    pc.board.press(ENTER)
    pc.hears("Đã gọi A001.")
    assert len(counter.journal("called")) == 1
    pc.sees(counter.turn())
    pc.board.press(ENTER)
    pc.hears("Đã bắt đầu phục vụ A001.")


def test_a_key_pressed_while_the_server_is_away_counts_for_nothing(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)
    counter.hall.served.kill()
    assert until(pc.lost)
    pc.board.press(ENTER)
    pc.hears("phím này không tính")
    counter.hall.served.again()
    pc.sees(None)
    assert counter.journal("called") == []
    pc.board.press(ENTER)
    pc.hears("Đã gọi A001.")


def test_nobody_is_called_once_the_officer_has_signed_out(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)
    assert counter.officer.says("/counter/1/states", state="closed").ok
    assert counter.officer.says("/sign-out").ok
    pc.sees(None, seated=False)
    pc.board.press(ENTER)
    pc.hears("Chưa có cán bộ ngồi ở quầy này.")
    assert counter.journal("called") == []


def test_a_keypad_of_one_counter_does_nothing_at_another(counter: Counter) -> None:
    other = counter.hall.officer(2, "Trần Thị Mai")
    pc = counter.pc(counter=2)
    pc.hears("không được chấp nhận cho quầy 2")
    bearer = {"Authorization": f"Bearer {counter.token}"}
    refused = counter.hall.served.post("/counter/2/calls", headers=bearer)
    assert (refused.status_code, refused.json()["error"]) == (403, "not_its_counter")
    assert other.says("/counter/2/recalls", turn=ELSEWHERE).json()["desk"]["turn"] is None


def test_a_keyboard_is_taken_again_when_it_is_plugged_in_again(counter: Counter) -> None:
    pc = counter.pc()
    pc.sees(None)
    pc.hears("Đã nhận bàn phím")
    pc.board.unplug()
    pc.hears("đang chờ cắm lại")
    pc.board.plug()
    pc.hears("Đã nhận bàn phím")
    pc.board.press(ENTER)
    pc.hears("Đã gọi A001.")
    assert pc.grabbed == 2


def test_a_keypad_shows_a_code_and_is_let_in_by_the_manager_until_revoked(
    counter: Counter,
) -> None:
    manager = counter.hall.manager()
    pc = counter.pc(token="")

    def code() -> str:
        shown = [each for each in pc.said if each.startswith("Mã của bàn phím: ")]
        return shown[-1].split()[4] if shown else ""

    assert until(lambda: bool(code()))
    page = manager.page(f"/manager/devices?code={code()}").text
    assert "Bàn phím ở quầy" in page and "Quầy 1" in page
    accepted = manager.says("/manager/devices", code=code(), name="Bàn phím 1", place="1")
    assert accepted.status_code == 201
    pc.sees(None)
    assert pc.token.stat().st_mode & 0o777 == 0o600
    pc.board.press(ENTER)
    pc.hears("Đã gọi A001.")
    revoked = manager.says(f"/manager/devices/{accepted.json()['id']}/revocations")
    assert revoked.status_code == 201
    pc.hears("Mã của bàn phím")
    pc.board.press(ENTER)
    pc.hears("phím này không tính")
    assert len(counter.journal("started")) == 0


def test_a_press_goes_over_https_too(secured: Callable[..., Secured], tmp_path: Path) -> None:
    office = secured({**OPEN})
    office.post("/kiosk/tickets", {"service": "chung-thuc", "key": "0" * 32})
    pc = KeypadPc(KeypadLink(office.base, "", office.authority), 1, tmp_path)
    try:
        pc.sees(None)
        pc.board.press(ENTER)
        pc.hears("Đã gọi A001.")
    finally:
        pc.close()
