"""The patched server under load: printer, voice, screens and eight clients, and nobody waits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
import socketio
from fake_printer import FakePrinter
from hall import Served
from yardstick import Yardstick

SECONDS = 10
SLOWEST = 1.0
CLIENTS = 8
# This counter's citizens walk to it: a call is not spoken once its citizen is there.
PATIENT, WALK = 1, 2.0
MUST_WORK = ("/kiosk/tickets",)


class Worker(threading.Thread):
    """A kiosk and a counter in one: takes numbers, calls, starts, finishes, looks at a phone."""

    def __init__(self, hall: Served, counter: int, until: float) -> None:
        super().__init__()
        self.hall, self.counter, self.until = hall, counter, until
        self.took: list[tuple[float, str]] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        with requests.Session() as self.session:
            while time.monotonic() < self.until:
                name = {"name": "Trần Thị Hoa", "say_name": True}
                given = self.ask("POST", "/kiosk/tickets", {"service": "chung-thuc", **name})
                if "ticket" in given:
                    self.ask("GET", f"/t/{given['ticket']['token']}")
                for verb in ("calls", "starts", "finishes"):
                    self.ask("POST", f"/counter/{self.counter}/{verb}", {})
                    if verb == "calls" and self.counter == PATIENT:
                        time.sleep(WALK)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        started = time.perf_counter()
        try:
            answer = self.session.request(method, self.hall.base + path, json=body, timeout=10)
        except requests.RequestException as error:
            self.took.append((time.perf_counter() - started, path))
            self.wrong.append(f"{path}: {type(error).__name__}")
            return {}
        self.took.append((time.perf_counter() - started, path))
        if answer.status_code >= (400 if path in MUST_WORK else 500):
            self.wrong.append(f"{path}: {answer.status_code}")
        return answer.json() if method == "POST" else None


@pytest.mark.long
@pytest.mark.alone
def test_no_answer_takes_a_second_while_printer_voice_and_screens_are_busy(
    serving: Callable[..., Served],
) -> None:
    with FakePrinter() as printer:
        printer.behave(row_seconds=0.0005)
        network = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": printer.port}
        hall = serving({"voices.engines": ["espeak"], "printers": [network]})
        played: list[int] = []
        rooms = ("board-tv1", "desk-1", "desk-2", "kiosk-k1")
        screens = [screen(hall, room, played) for room in rooms]
        until = time.monotonic() + SECONDS
        workers = [Worker(hall, number + 1, until) for number in range(CLIENTS)]
        with Yardstick() as beside:
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join(SECONDS + 30)
        for client in screens:
            client.disconnect()
        printed = len(printer.papers)
    took = sorted((entry for worker in workers for entry in worker.took), reverse=True)
    assert len(took) > 100
    assert took[0][0] < SLOWEST * beside.slower, (beside.slower, took[:5])
    assert [wrong for worker in workers for wrong in worker.wrong] == []
    assert printed > 0
    assert len(played) > 0
    called = {str(row) for row in calls_of(hall)}
    assert len(called) == len(calls_of(hall)) > 0


def screen(hall: Served, room: str, played: list[int]) -> Any:
    """Watches a room; the board's is the sounding one and notes in `played` what it sounds."""

    def play(data: Any) -> None:
        played.append(data["seq"])
        client.emit("ended", {"seq": data["seq"]})

    client = socketio.Client(reconnection=False)
    client.connect(hall.base, transports=["websocket"])
    assert client.call("watch", {"room": room}, timeout=10)["room"] == room
    if room.startswith("board"):
        client.on("play", play)
        client.emit("sound", {"on": True, "zone": "hall"})
    return client


def calls_of(hall: Served) -> list[str]:
    """The labels of the newest calls on the board; each stands there once."""
    client = socketio.Client(reconnection=False)
    client.connect(hall.base, transports=["websocket"])
    board = client.call("watch", {"room": "board-tv1"}, timeout=10)
    client.disconnect()
    return [call["label"] for call in board["calls"]]


def test_who_asks_a_hundred_times_at_once_stands_behind_who_has_waited(
    serving: Callable[..., Served],
) -> None:
    served = serving()
    body = b'{"service": "chung-thuc"}'
    head = f"POST /kiosk/tickets HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port)) as greedy:
        greedy.sendall((head.encode() + body) * 300)
        number = served.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]["label"]
        assert int(number[1:]) < 300
