"""When the kiosk gives numbers, and what its tiles say when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hall import Client, HallClock, ms
from letin import machine

from config import Config
from office import By
from web.app import create_app
from web.built import Built

DESK = By(surface="counter", staff=True)
Changed = Callable[..., Built]


@pytest.fixture
def wired(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[Changed]:
    """`wired(services=…, counters=…)`: an office with those changes, that keeps its hours."""
    made: list[Built] = []

    def wire(**changes: Any) -> Built:
        voices = shipped.voices.model_copy(update={"engines": ()})
        config = shipped.model_copy(update={"voices": voices, **changes})
        address = "http://127.0.0.1:8000"
        made.append(
            create_app(config, tmp_path, demo=False, address=address, clock=clock, bound=False)
        )
        return made[-1]

    yield wire
    for built in made:
        built.stop()


def facts(built: Built) -> dict[str, Any]:
    found = built.parts.live.snapshot("kiosk-k1")
    assert found is not None
    return found


def state(built: Built, service: str) -> str:
    return next(str(each["state"]) for each in facts(built)["services"] if each["id"] == service)


def html(built: Built) -> str:
    built.app.test_client_class = Client
    client = built.app.test_client()
    machine(built, "kiosk", "k1", client)
    return client.get("/kiosk/").get_data(as_text=True)


def test_outside_the_hours_every_tile_is_shut_and_it_says_when_it_opens(
    wired: Changed, clock: HallClock
) -> None:
    clock.at = ms("2026-03-10T12:00")
    built = wired()
    assert facts(built)["open"] is False
    assert facts(built)["opens_at"] == ms("2026-03-10T13:00")
    assert {each["state"] for each in facts(built)["services"]} == {"shut"}
    assert html(built).count(" disabled>") == len(facts(built)["services"])


def test_on_a_holiday_of_the_settings_the_heading_says_so(
    wired: Changed, shipped: Config, clock: HallClock
) -> None:
    clock.at = ms("2026-03-10T12:00")
    built = wired()
    assert facts(built)["holiday"] is False
    assert "Hiện ngoài giờ lấy số</h1>" in html(built)
    hours = shipped.hours.model_copy(update={"holidays": (date(2026, 3, 10),)})
    built = wired(hours=hours)
    assert facts(built)["holiday"] is True
    assert "Hôm nay nghỉ lễ</h1>" in html(built)


def test_a_counter_that_opens_later_closes_its_service_until_then(
    wired: Changed, shipped: Config, clock: HallClock
) -> None:
    late = [
        counter.model_copy(update={"opens": time(9, 0), "also": ()})
        if "dat-dai" in counter.services
        else counter
        for counter in shipped.counters
    ]
    built = wired(counters=tuple(late))
    assert state(built, "dat-dai") == "closed"
    assert "mở 09:00" in html(built)
    clock.ahead(minutes=61)
    assert state(built, "dat-dai") == "late"
    built.parts.office.desk(7, "open", by=DESK)
    assert state(built, "dat-dai") == "open"


def test_a_used_up_quota_closes_a_service_for_the_day(wired: Changed, shipped: Config) -> None:
    one = [each.model_copy(update={"quota": 1}) for each in shipped.services]
    built = wired(services=tuple(one))
    built.parts.office.issue("ho-tich", by=By(surface="kiosk"))
    assert state(built, "ho-tich") == "full"
    assert "Đã hết số hôm nay" in html(built)
    assert state(built, "cu-tru") == "late"


def test_a_retired_service_has_no_tile(wired: Changed, shipped: Config) -> None:
    gone = [each.model_copy(update={"retired": each.id == "cu-tru"}) for each in shipped.services]
    built = wired(services=tuple(gone))
    assert 'data-service="cu-tru"' not in html(built)
    assert 'data-service="ho-tich"' in html(built)


def test_after_the_cut_off_the_kiosk_says_that_the_result_comes_another_day(
    wired: Changed, clock: HallClock
) -> None:
    built = wired()

    def next_day() -> dict[str, str | None]:
        return {each["id"]: each["next_day"] for each in facts(built)["services"]}

    clock.at = ms("2026-03-10T14:59")
    assert set(next_day().values()) == {None}
    clock.at = ms("2026-03-10T15:00")
    assert {id: told for id, told in next_day().items() if told} == {"chung-thuc": "15:00"}
    assert state(built, "chung-thuc") in ("open", "late")
