"""Facts going down: who watches what is told, in which order, and who is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import socketio
from hall import Served

from web.built import Built
from web.postman import PHONE_GAP, SLICE, Rounds

Serving = Callable[..., Served]


class Watcher:
    """A page's live connection, without the page."""

    def __init__(self, hall: Served) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.client = socketio.Client(reconnection=False)
        for event in ("snapshot", "called"):
            self.client.on(event, partial(self._hear, event))
        self.client.connect(hall.base, transports=["websocket"])
        self.wire = self.client.eio.ws.sock

    def _hear(self, event: str, data: Any) -> None:
        self.heard.append((event, data))

    def watch(self, room: Any) -> Any:
        return self.client.call("watch", {"room": room}, timeout=10)

    def wait(self, event: str, fits: Callable[[Any], bool], seconds: float = 5) -> Any:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for name, data in list(self.heard):
                if name == event and fits(data):
                    return data
            time.sleep(0.02)
        raise AssertionError(f"no such {event} within {seconds} s: {self.heard}")


@pytest.fixture
def watching() -> Iterator[Callable[[Served], Watcher]]:
    made: list[Watcher] = []

    def watch(hall: Served) -> Watcher:
        made.append(Watcher(hall))
        return made[-1]

    yield watch
    for watcher in made:
        watcher.client.disconnect()
        watcher.wire.close()


def test_a_snapshot_carries_the_servers_time_and_the_journals_number(
    serving: Serving, watching: Callable[[Served], Watcher]
) -> None:
    hall = serving()
    watcher = watching(hall)
    for room in ("home", "home-en", "board-tv1", "desk-3", "kiosk-k1"):
        facts = watcher.watch(room)
        assert facts["room"] == room
        assert abs(facts["now"] - time.time() * 1000) < 60_000, room
        assert facts["seq"] >= 1, room


def test_rooms_that_do_not_exist_answer_nothing(
    serving: Serving, watching: Callable[[Served], Watcher]
) -> None:
    watcher = watching(serving())
    for room in (
        "",
        "nothing",
        "desk-77",
        "desk-x",
        "board-none",
        "ticket-none",
        7,
        None,
        ["home"],
    ):
        assert watcher.watch(room) is None, room
    assert watcher.client.call("watch", "home", timeout=10) is None
    assert watcher.client.call("watch", timeout=10) is None
    assert watcher.watch("board-tv1") is not None


def test_a_call_reaches_the_board_the_desk_and_the_phone(
    serving: Serving, watching: Callable[[Served], Watcher]
) -> None:
    hall = serving()
    ticket = hall.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]
    watcher = watching(hall)
    for room in ("board-tv1", "desk-1", f"ticket-{ticket['token']}"):
        assert watcher.watch(room) is not None
    hall.post("/counter/1/calls", {"turn": None})
    call = watcher.wait("called", lambda data: data["label"] == ticket["label"])
    assert (call["counter"], call["room"], call["calls"]) == (1, "board-tv1", 1)
    for room in ("board-tv1", "desk-1", f"ticket-{ticket['token']}"):
        assert watcher.wait("snapshot", partial(is_of, room, call["seq"]))["now"] > 0


def is_of(room: str, seq: int, snapshot: Any) -> bool:
    return bool(snapshot["room"] == room and snapshot["seq"] >= seq)


def test_many_changes_make_few_snapshots_of_a_phone(
    serving: Serving, watching: Callable[[Served], Watcher]
) -> None:
    hall = serving()
    ticket = hall.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]
    watcher = watching(hall)
    watcher.watch(f"ticket-{ticket['token']}")
    started = time.monotonic()
    for _ in range(20):
        hall.post("/kiosk/tickets", {"service": "chung-thuc"})
    took = time.monotonic() - started
    time.sleep(1.5)
    told = [data for event, data in watcher.heard if event == "snapshot"]
    assert 1 <= len(told) <= took / PHONE_GAP + 2
    assert told[-1]["seq"] >= 20


def test_a_foreign_page_gets_no_connection(serving: Serving) -> None:
    hall = serving()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Origin": "http://evil.example"}
    path = "/socket.io/?EIO=4&transport="
    assert hall.get(path + "websocket", headers=upgrade).status_code == 403
    assert hall.get(path + "polling").status_code == 400


def test_a_large_or_senseless_message_harms_nobody_else(
    serving: Serving, watching: Callable[[Served], Watcher]
) -> None:
    hall = serving()
    rude, polite = watching(hall), watching(hall)
    polite.watch("board-tv1")
    rude.client.emit("sound", ["not", "an", "object"])
    rude.client.emit("unheard-of", {"x": 1})
    rude.client.emit("watch", {"room": "x" * 200_000})
    hall.post("/kiosk/tickets", {"service": "chung-thuc"})
    assert polite.wait("snapshot", lambda s: s["room"] == "board-tv1")
    until = time.monotonic() + 5
    while rude.client.connected and time.monotonic() < until:
        time.sleep(0.05)
    assert not rude.client.connected


def test_a_failing_snapshot_or_listener_stops_nobody(
    built: Built, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_rest: str) -> Any:
        raise ValueError("Trần Thị Hoa")

    def deaf(_events: Any) -> None:
        raise ValueError("Trần Thị Hoa")

    parts = built.parts
    parts.live.room("broken", broken)
    parts.office.listen(deaf)
    page = built.socketio.test_client(built.app)
    with caplog.at_level(logging.DEBUG, logger="goiso"):
        assert page.emit("watch", {"room": "broken"}, callback=True) == []
        assert page.emit("watch", {"room": "board-tv1"}, callback=True)["room"] == "board-tv1"
        answer = built.app.test_client().post("/kiosk/tickets", json={"service": "chung-thuc"})
    assert answer.status_code == 201
    assert "snapshot of broken failed: ValueError" in caplog.text
    assert parts.live.watchers("board-tv1") == 1
    page.disconnect()
    assert parts.live.watchers("board-tv1") == 0


def test_boards_and_desks_are_served_before_kiosks_and_phones_last() -> None:
    rounds = Rounds(lambda: 100.0)
    for room in ("ticket-a", "kiosk-k1", "desk-3", "home", "board-tv1"):
        rounds.add(room)
        rounds.add(room)
    assert list(rounds.take()) == ["desk-3", "board-tv1", "kiosk-k1", "home", "ticket-a"]
    assert list(rounds.take()) == []


def test_phones_are_served_in_slices_with_room_for_a_board_between() -> None:
    now = [100.0]
    rounds = Rounds(lambda: now[0])
    for number in range(2 * SLICE + 5):
        rounds.add(f"ticket-{number}")
    first = rounds.take()
    served = [next(first)]
    rounds.add("board-tv1")
    served += list(first)
    assert served[:3] == ["ticket-0", "board-tv1", "ticket-1"]
    assert len(served) == SLICE + 1
    assert rounds.pause() is not None
    now[0] += 0.1
    assert len(list(rounds.take())) == SLICE


def test_a_phone_is_told_at_most_once_a_second() -> None:
    now = [100.0]
    rounds = Rounds(lambda: now[0])
    rounds.add("ticket-a")
    assert list(rounds.take()) == ["ticket-a"]
    now[0] += 0.3
    rounds.add("ticket-a")
    assert list(rounds.take()) == []
    assert rounds.pause() == pytest.approx(PHONE_GAP - 0.3)
    now[0] += 0.8
    assert list(rounds.take()) == ["ticket-a"]
    assert rounds.pause() is None


def test_desks_that_change_all_the_time_leave_the_kiosk_and_the_phones_their_turn() -> None:
    now = [100.0]
    rounds = Rounds(lambda: now[0])
    desks = [f"desk-{number}" for number in range(31)]
    for room in (*desks, "kiosk-k1", "ticket-a"):
        rounds.add(room)
    served = []
    for room in rounds.take():
        served.append(room)
        now[0] += 0.01
        for desk in desks:
            rounds.add(desk)
        assert len(served) < 200
    assert {"kiosk-k1", "ticket-a"} <= set(served)
