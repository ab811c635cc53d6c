"""The work beside the requests: kept going, seen when it fails, and what the clock brings about."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gevent
import pytest
from hall import Client, HallClock, ms

from config import Config
from web.app import create_app
from web.built import Built
from web.guard import Guard
from web.jobs import Jobs, renewing, tick


def until(holds: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        gevent.sleep(0.01)


@contextmanager
def at_work(job: Callable[[], None]) -> Iterator[None]:
    running = gevent.spawn(job)
    yield
    running.kill()


def test_a_job_that_fails_is_begun_again_and_seen(
    built: Built, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []
    jobs = Jobs(again=0.01)

    def job() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ValueError("Trần Thị Hoa")

    built.parts.health.add("work", "Việc chạy nền", jobs.light)
    assert client.get("/healthz").json["ok"] is True
    jobs.kept("the announcer", job)()
    assert len(tries) == 3
    assert caplog.text.count("the announcer failed: ValueError") == 2
    assert "Hoa" not in caplog.text
    assert client.get("/healthz").json["ok"] is False
    assert "Có việc bị dừng" in client.get("/").text
    assert "A job has stopped" in client.get("/?lang=en").text


def test_every_job_of_the_office_is_kept(
    built: Built, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise OSError("no such device")

    monkeypatch.setattr(built.parts.office, "tick", broken)
    assert len(built.work) == 9
    with caplog.at_level(logging.ERROR), at_work(built.work[7]):
        until(lambda: "the day's tick failed: OSError" in caplog.text)


@pytest.mark.parametrize(("before", "opens"), [("07:29:55", "07:30"), ("12:59:55", "13:00")])
def test_a_watching_screen_hears_that_the_office_opens(
    shipped: Config, tmp_path: Path, before: str, opens: str
) -> None:
    clock = HallClock(f"2026-03-10T{before}")
    silent = shipped.voices.model_copy(update={"engines": ()})
    config = shipped.model_copy(update={"voices": silent})
    address = "http://127.0.0.1:8000"
    built = create_app(config, tmp_path, demo=True, address=address, clock=clock, bound=False)
    page = built.socketio.test_client(built.app)
    rooms = {"kiosk-k1", "board-tv1", "desk-1", "home"}
    seen = {room: page.emit("watch", {"room": room}, callback=True) for room in rooms}
    assert seen["kiosk-k1"]["open"] is False
    assert seen["kiosk-k1"]["opens_at"] == ms(f"2026-03-10T{opens}")
    clock.ahead(seconds=10)
    tick(built.parts)
    told: dict[str, Any] = {}

    def heard() -> bool:
        for event in page.get_received():
            snapshot = event["args"][0]
            if snapshot["now"] == clock.at:
                told[snapshot["room"]] = snapshot
        return set(told) >= rooms

    with at_work(built.parts.live.deliver):
        until(heard)
    assert told["kiosk-k1"]["open"] is True
    assert told["desk-1"]["issuing"] is True
    assert told["home"]["day"]["open"] is True
    page.disconnect()
    built.stop()


def test_a_new_address_of_this_computer_is_answered(built: Built) -> None:
    guard = built.app.wsgi_app
    assert isinstance(guard, Guard)
    client = Client(built.app, built.app.response_class)
    asked = {"Host": "192.168.7.7:8000"}
    assert client.get("/", headers=asked).status_code == 421
    work = renewing(guard, lambda: {"192.168.7.7"})
    with at_work(work):
        until(lambda: bool(guard.own))
    assert client.get("/", headers=asked).status_code == 200
