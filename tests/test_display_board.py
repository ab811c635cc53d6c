"""The board's snapshot, from a real office."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hall import HallClock

from config import Config, Display
from display.board import board
from display.sizes import inches_for, is_too_small, reach_m, wanted
from office import By, Office, Store, Ward

DOOR = By(surface="kiosk")
DESK = By(surface="counter", staff=True)


class Loudspeaker:
    """Says nothing now; `said` is what became of the calls."""

    def __init__(self, said: dict[int, str]) -> None:
        self.said = said

    def states(self, zone: str) -> dict[int, str]:
        return self.said

    def caption(self, zone: str, shown: Callable[[int], str | None]) -> list[dict[str, str]]:
        return []


def display(shipped: Config, names: str, **more: Any) -> Display:
    return shipped.displays[0].model_copy(update={"names": names, **more})


def open_desk(office: Office, counter: int) -> None:
    if office.desk_facts(counter)["state"] != "open":
        office.desk(counter, "open", by=DESK)


def call(office: Office, counter: int, name: str | None, *, say: bool = True) -> int:
    """Somebody takes a number for certification and is called; the seq of the call."""
    office.issue("chung-thuc", by=DOOR, name=name, say_name=say)
    open_desk(office, counter)
    office.call_next(counter, by=DESK)
    return office.last_seq


def look(office: Office, shown_on: Display, voice: dict[int, str] | None = None) -> dict[str, Any]:
    made = board(office, office.ward, shown_on, Loudspeaker(voice or {}))
    found: dict[str, Any] = json.loads(json.dumps(made))
    return found


@pytest.mark.parametrize(
    ("mode", "text"),
    [("number", None), ("masked", "Trần T** Hoa"), ("given", "Hoa"), ("full", "Trần Thị Hoa")],
)
def test_the_server_sends_only_the_text_that_the_display_shows(
    office: Office, shipped: Config, mode: str, text: str | None
) -> None:
    call(office, 1, "Trần Thị Hoa")
    found = look(office, display(shipped, mode))
    assert found["calls"][0]["name"] == text
    assert mode == "full" or "Trần Thị Hoa" not in json.dumps(found, ensure_ascii=False)


def test_who_did_not_agree_is_called_by_number_alone(office: Office, shipped: Config) -> None:
    call(office, 1, "Trần Thị Hoa", say=False)
    call(office, 2, None)
    assert [c["name"] for c in look(office, display(shipped, "full"))["calls"]] == [None, None]


def test_the_newest_call_is_first_and_a_recall_moves_up(
    office: Office, shipped: Config, clock: HallClock
) -> None:
    call(office, 1, None)
    clock.ahead(seconds=15)
    call(office, 2, None)
    clock.ahead(seconds=15)
    shown_on = display(shipped, "number")
    assert [c["label"] for c in look(office, shown_on)["calls"]] == ["A002", "A001"]
    office.recall(1, by=DESK)
    first = look(office, shown_on)["calls"][0]
    assert (first["label"], first["counter"], first["calls"]) == ("A001", 1, 2)
    assert first["at"] - first["first_at"] == 30_000


def test_a_call_taken_back_is_gone(office: Office, shipped: Config) -> None:
    call(office, 1, None)
    office.undo(1, by=DESK)
    assert look(office, display(shipped, "number"))["calls"] == []


def test_every_counter_calling_at_once_is_in_the_snapshot(
    office: Office, shipped: Config, clock: HallClock
) -> None:
    for _ in range(31):
        call(office, 1, None)
        office.start(1, by=DESK)
        office.finish(1, by=DESK)
    found = look(office, display(shipped, "number"))
    assert len(found["calls"]) == 31
    assert found["most"] == 40


def test_voice_states_are_of_the_shown_calls_alone(office: Office, shipped: Config) -> None:
    seq = call(office, 1, None)
    found = look(office, display(shipped, "number"), {seq: "speaking", 9_999: "spoken"})
    assert found["voice"] == {str(found["calls"][0]["seq"]): "speaking"}


def test_counters_and_services_are_as_the_hall_knows_them(office: Office, shipped: Config) -> None:
    call(office, 1, None)
    office.desk(2, "open", by=DESK)
    found = look(office, display(shipped, "number"))
    desks = {desk["counter"]: desk for desk in found["desks"]}
    assert desks[1]["turn"]["label"] == "A001"
    assert (desks[2]["state"], desks[2]["turn"]) == ("open", None)
    assert desks[3]["state"] == "closed"
    services = {service["letter"]: service for service in found["services"]}
    assert services["A"]["open"] is True
    assert services["A"]["name"]["vi"] == "Chứng thực"
    assert "priority" not in json.dumps(found["calls"])


def test_a_display_of_one_zone_shows_its_counters_alone(office: Office, shipped: Config) -> None:
    call(office, 1, None)
    zone = office.ward.counters[0].zone
    here = look(office, display(shipped, "number", zones=(zone,)))
    assert [each["zone"] for each in here["calls"]] == [zone]
    elsewhere = look(office, display(shipped, "number", zones=("elsewhere",)))
    assert (elsewhere["calls"], elsewhere["desks"]) == ([], [])


def test_a_quiet_zone_keeps_its_calls_however_many_a_busy_one_has(
    ward: Ward, shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    quiet, busy = ward.counters[:2]
    moved = (quiet.model_copy(update={"zone": "yard"}), *ward.counters[1:])
    store = Store(tmp_path / "zones.db", bound=False)
    office = Office(store, ward.model_copy(update={"counters": moved}), clock)
    call(office, quiet.id, None)
    for _ in range(41):
        clock.ahead(seconds=1)
        call(office, busy.id, None)
        office.start(busy.id, by=DESK)
        office.finish(busy.id, by=DESK)
    yard = look(office, display(shipped, "number", zones=("yard",)))
    assert [each["label"] for each in yard["calls"]] == ["A001"]
    both = look(office, display(shipped, "number", zones=("yard", busy.zone)))
    assert [each["zone"] for each in both["calls"]] == [busy.zone] * 40 + ["yard"]
    everywhere = look(office, display(shipped, "number"))
    assert [each["zone"] for each in everywhere["calls"]] == [busy.zone] * 40
    store.close()


def test_whose_turn_is_near_is_told_by_number_and_never_by_priority(
    office: Office, shipped: Config
) -> None:
    office.issue("chung-thuc", by=DOOR, name="Trần Thị Hoa", say_name=True)
    office.issue("ho-tich", by=DOOR)
    for counter in (1, 2, 6):
        open_desk(office, counter)
    found = look(office, display(shipped, "full", lists=("next",)))
    assert found["next"] == sorted(found["next"])
    assert "A001" in found["next"]
    assert look(office, display(shipped, "full"))["next"] == []


def test_who_did_not_come_is_in_the_list_by_number(
    office: Office, shipped: Config, clock: HallClock
) -> None:
    call(office, 1, "Trần Thị Hoa")
    clock.ahead(seconds=15)
    office.recall(1, by=DESK)
    clock.ahead(seconds=30)
    office.absent(1, by=DESK)
    found = look(office, display(shipped, "number"))
    assert found["missed"] == ["A001"]


def test_a_screen_too_small_for_its_hall_is_told_how_large_it_should_be(shipped: Config) -> None:
    usual = display(shipped, "number", screen_inches=65, viewing_distance_m=8)
    assert round(wanted(usual).call * 0.74 * 809.3 / 67.5) == 98
    assert not is_too_small(usual)
    small = display(shipped, "number", screen_inches=32, viewing_distance_m=8)
    assert is_too_small(small)
    assert reach_m(small) < 8
    enough = small.model_copy(update={"screen_inches": inches_for(small) + 1})
    assert not is_too_small(enough)
