"""What a paired keypad may, for whom it presses, and what it never hears."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

import pytest
from hall import HallClock
from letin import far_away, machine, person, sign_in
from sqlite_utils import Database

from access.records import Device, Records, migrations
from office import By, Store
from web.built import Built

IDLE_HOURS = 4


class Pad:
    """A keypad of counter 3 behind the door, whose officer sits there."""

    def __init__(self, door: Built) -> None:
        self.door = door
        self.officer = far_away(door)
        self.who = person(door, "officer")
        sign_in(door, self.who, self.officer, counter=3, pin=False)
        assert self.officer.post("/counter/3/states", json={"state": "open"}).status_code == 201
        self.client = far_away(door, "10.0.0.33")
        self.shown = {"Authorization": f"Bearer {machine(door, 'keypad', '3')}"}
        service = door.parts.ward.counters[2].services[0]
        by = By(surface="kiosk")
        door.parts.office.issue(service, by=by, name="Đặng Thị Nở", say_name=True)

    def press(self, thing: str, counter: int = 3, **body: Any) -> tuple[int, str]:
        """(status, the refusal's code)."""
        answer = self.client.post(f"/counter/{counter}/{thing}", json=body, headers=self.shown)
        return answer.status_code, answer.json.get("error", "")


@pytest.fixture
def pad(door: Built) -> Pad:
    return Pad(door)


def test_a_keypad_hears_no_name(pad: Pad, door: Built) -> None:
    live = door.socketio.test_client(door.app, flask_test_client=pad.client, headers=pad.shown)
    facts = live.emit("watch", {"room": "desk-keypad-3"}, callback=True)
    live.disconnect()
    assert {key: facts[key] for key in ("counter", "state", "turn", "smart", "seated")} == {
        "counter": 3,
        "state": "open",
        "turn": None,
        "smart": "call_next",
        "seated": True,
    }
    called = pad.client.post("/counter/3/calls", json={}, headers=pad.shown)
    changed = pad.client.post("/counter/3/recalls", json={"turn": None}, headers=pad.shown)
    assert changed.json["error"] == "changed"
    assert changed.json["desk"]["turn"] == called.json["turn"]["id"]
    for answer in (called, changed):
        assert "Nở" not in answer.text and "Lê Minh Tâm" not in answer.text


def test_a_keypad_presses_five_keys_at_its_own_counter_and_nothing_else(pad: Pad) -> None:
    for thing in ("holds", "transfers", "cancels", "states", "tickets", "seats", "finishes"):
        assert pad.press(thing) == (403, "not_yours"), thing
    assert pad.press("calls", counter=4) == (403, "not_its_counter")
    assert pad.press("calls", turn=None) == (201, "")


def test_a_keypad_is_nobody_else_whatever_cookies_come_with_it(pad: Pad, door: Built) -> None:
    manager = person(door, "manager", "Nguyễn Thị Hạnh")
    sign_in(door, manager, pad.client, counter=4, pin=False)
    machine(door, "kiosk", "k1", pad.client)
    assert pad.press("calls", counter=4) == (403, "not_its_counter")
    page = pad.client.get("/manager/people", headers=pad.shown)
    assert page.status_code == 403
    taken = pad.client.post("/kiosk/tickets", json={"service": "ho-tich"}, headers=pad.shown)
    assert taken.status_code == 403


def test_a_keypad_follows_the_seat_and_not_the_officer(pad: Pad, door: Built) -> None:
    assert pad.officer.post("/counter/4/seats", json={}).status_code == 201
    assert pad.press("calls") == (409, "nobody_seated")
    other = far_away(door)
    mai = person(door, "officer", "Trần Thị Mai")
    sign_in(door, mai, other, counter=3, pin=False)
    assert other.post("/counter/3/states", json={"state": "open"}).status_code == 201
    assert pad.press("calls") == (201, "")
    rows = door.parts.store.all("SELECT officer, surface FROM events WHERE kind = 'called'")
    assert [tuple(row) for row in rows] == [(str(mai.id), "keypad")]


def test_who_presses_the_keypad_is_not_signed_out_for_doing_nothing(
    pad: Pad, door: Built, clock: HallClock
) -> None:
    register = door.parts.register
    for _ in range(3):
        clock.ahead(hours=IDLE_HOURS / 2)
        pad.press("recalls")
        register.tidy(IDLE_HOURS)
    assert register.sessions.holder(3) is not None
    clock.ahead(hours=IDLE_HOURS + 1)
    register.tidy(IDLE_HOURS)
    assert pad.press("calls") == (409, "nobody_seated")


def test_a_keypad_that_only_asks_keeps_nobody_signed_in(
    pad: Pad, door: Built, clock: HallClock
) -> None:
    clock.ahead(hours=IDLE_HOURS / 2)
    live = door.socketio.test_client(door.app, flask_test_client=pad.client, headers=pad.shown)
    assert live.emit("watch", {"room": "desk-keypad-3"}, callback=True)["seated"]
    live.disconnect()
    assert pad.press("finishes") == (403, "not_yours")
    clock.ahead(hours=IDLE_HOURS / 2 + 1)
    door.parts.register.tidy(IDLE_HOURS)
    assert door.parts.register.sessions.holder(3) is None


def test_a_keypad_that_is_switched_off_raises_no_light(door: Built, clock: HallClock) -> None:
    machine(door, "keypad", "3")
    clock.ahead(minutes=5)
    assert door.parts.health.light("devices").state == "ok"


def test_machines_let_in_before_there_were_keypads_stay(tmp_path: Path) -> None:
    file = tmp_path / "goiso.db"
    before = Device(7, "counter", "PC 3", "3", "t", None, "10.0.0.3", 1, None, 1, 1)
    with closing(sqlite3.connect(file)) as old:
        migrations.apply(Database(old), stop_before="keypads_beside_the_counters")
        old.execute(
            "INSERT INTO devices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(before)
        )
        old.commit()
    store = Store(file, bound=False)
    records = Records(store)
    assert records.all(Device) == [before]
    keypad = {**asdict(before), "kind": "keypad", "token": "u", "id": None}
    assert records.add(Device, **keypad) == 8
    store.close()
