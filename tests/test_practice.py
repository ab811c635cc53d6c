"""A practice hall: invented people on invented days, by the real rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hall import ROOT, ms
from small_hall import STAFF

from config import Config, load
from office import Office, Store
from office.ward import Span
from practice.clock import JumpingClock, ScaledClock
from practice.days import Practice
from practice.headless import live
from practice.load import REFERENCE, plan
from practice.people import name
from practice.sittings import working_days

THURSDAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)
OF_A_DAY = {
    "events": "SELECT * FROM events WHERE day = ?",
    "tickets": "SELECT * FROM tickets WHERE day = ?",
    "turns": "SELECT * FROM turns WHERE day = ?",
}


@pytest.fixture(scope="module")
def shipped() -> Config:
    return load(ROOT / "config.yaml")


@pytest.fixture(scope="module")
def days(shipped: Config, tmp_path_factory: pytest.TempPathFactory) -> dict[date, dict[str, Any]]:
    """Thursday to Saturday as they were lived: {day: {events, tickets, turns}}."""
    return lived(shipped, tmp_path_factory.mktemp("days"), days=3, seed=7)


def lived(config: Config, folder: Path, *, days: int, seed: int) -> dict[date, dict[str, Any]]:
    found = {}
    file = folder / "goiso.db"
    for office, day in live(
        config.ward(), file, first=THURSDAY, days=days, citizens=REFERENCE, seed=seed
    ):
        with office.store.reading() as tx:
            found[day] = {
                table: [dict(row) for row in tx.all(of_day, (str(day),))]
                for table, of_day in OF_A_DAY.items()
            }
            found[day]["names"] = tx.value("SELECT count(*) FROM names")
    return found


def test_a_day_is_that_of_the_reference_ward(shipped: Config) -> None:
    people = plan(shipped.ward(), THURSDAY, 20_000, Random(1))
    noon = ms(f"{THURSDAY} 12:00")
    share = Counter(person.service for person in people)["chung-thuc"] / len(people)
    assert 0.72 < share < 0.75
    assert 0.61 < sum(person.at < noon for person in people) / len(people) < 0.65
    halves = Counter((person.at - noon) // (30 * 60_000) for person in people)
    assert 0.10 < max(halves.values()) / len(people) < 0.13
    minutes = [person.takes for person in people if person.service == "chung-thuc"]
    assert 7.7 < sum(minutes) / len(minutes) < 8.3
    assert people == sorted(people, key=lambda person: person.at)


def test_a_day_without_hours_brings_nobody_and_half_a_day_about_half(shipped: Config) -> None:
    ward = shipped.ward()
    assert plan(ward, date(2026, 11, 29), 317, Random(1)) == []
    assert len(plan(ward, SATURDAY, 317, Random(1))) == 200
    first = [day for day, _ in zip(working_days(ward, SATURDAY), range(3), strict=False)]
    assert first == [SATURDAY, SATURDAY + timedelta(2), SATURDAY + timedelta(3)]


def test_names_are_of_their_kind() -> None:
    names = [name(Random(i)) for i in range(300)]
    assert len(set(names)) > 150
    assert all(2 <= len(each.split()) <= 5 and each == each.title() for each in names)


def test_everybody_gets_a_number_and_nobody_is_forgotten(days: dict[date, Any]) -> None:
    assert list(days) == [THURSDAY, THURSDAY + timedelta(1), SATURDAY]
    for day, kept in days.items():
        states = Counter(ticket["state"] for ticket in kept["tickets"])
        assert set(states) <= {"done", "cancelled", "expired"}
        assert sum(states.values()) == (200 if day == SATURDAY else REFERENCE)
        assert states["done"] > 0.93 * sum(states.values())
        # Who expired was called and did not come, or was let down by nobody but themselves.
        called = {turn["ticket"] for turn in kept["turns"]}
        expired = {t["id"] for t in kept["tickets"] if t["state"] == "expired"}
        assert expired <= called
        assert all(turn["ended_at"] for turn in kept["turns"])
        assert kept["names"] == 0


def test_the_hall_lives_as_an_office_does(days: dict[date, Any]) -> None:
    kinds = Counter(e["kind"] for kept in days.values() for e in kept["events"])
    for kind in ("recalled", "absent", "returned", "held", "resumed", "transferred", "checked_in"):
        assert kinds[kind] > 0, kind
    assert kinds["held"] == kinds["resumed"]
    tickets = [ticket for kept in days.values() for ticket in kept["tickets"]]
    assert any(ticket["priority"] for ticket in tickets)
    assert any(ticket["slot_at"] for ticket in tickets)


def test_officers_have_lunch_and_all_call_as_the_hall_opens_again(days: dict[date, Any]) -> None:
    turns = days[THURSDAY]["turns"]
    lunch, opens = ms(f"{THURSDAY} 12:15"), ms(f"{THURSDAY} 13:00")
    called = [turn["called_at"] for turn in turns]
    assert not [at for at in called if lunch < at < opens]
    assert min(called) >= ms(f"{THURSDAY} 07:30")
    early = {t["counter"] for t in turns if 0 <= t["called_at"] - ms(f"{THURSDAY} 07:30") < 180_000}
    assert len(early) >= 3
    assert max(called) < ms(f"{THURSDAY} 18:30")


def test_the_same_seed_is_the_same_day_and_another_one_another(
    shipped: Config, tmp_path: Path
) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
    first, again, other = (
        [
            (e["at"], e["kind"], e["ticket"], e["counter"])
            for kept in lived(shipped, tmp_path / folder, days=2, seed=seed).values()
            for e in kept["events"]
        ]
        for folder, seed in (("a", 5), ("b", 5), ("c", 6))
    )
    assert first == again
    assert first != other


@pytest.fixture
def practice(shipped: Config, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    store = Store(tmp_path / "goiso.db", bound=False, synchronous="OFF")

    def make(at: str = "07:00", citizens: int = 120, **wish: Any) -> tuple[Practice, JumpingClock]:
        clock = JumpingClock(ms(f"{THURSDAY} {at}"))
        made = Practice(Office(store, shipped.ward(), clock), citizens, 3, **wish)
        made.begin(THURSDAY)
        return made, clock

    yield make
    store.close()


def run(practice: Practice, clock: JumpingClock, until: str) -> None:
    end = ms(f"{THURSDAY} {until}")
    while (coming := practice.next()) is not None and coming <= end:
        clock.set(coming)
        practice.do()
    clock.set(end)


def test_where_a_person_sits_nobody_is_simulated(practice: Callable[..., Any]) -> None:
    taken = {3}
    hall, clock = practice(is_away=lambda counter: counter in taken)
    run(hall, clock, "09:30")
    assert hall.hall.desks[3].state == "closed"
    assert hall.hall.desks[1].state == "open"
    # As soon as the person leaves, somebody simulated opens the counter and calls.
    taken.clear()
    run(hall, clock, "10:30")
    assert hall.hall.desks[3].state in ("open", "paused")
    with hall.office.store.reading() as tx:
        assert tx.value("SELECT count(*) FROM turns WHERE counter = 3") > 0


def test_a_turn_left_behind_by_a_person_is_carried_on(practice: Callable[..., Any]) -> None:
    taken: set[int] = set()
    hall, clock = practice(is_away=lambda counter: counter in taken)
    run(hall, clock, "08:00")
    taken.add(1)
    ticket = hall.hall.desks[1].ticket
    run(hall, clock, "09:00")
    assert hall.hall.desks[1].ticket == ticket != 0
    taken.clear()
    run(hall, clock, "09:20")
    assert hall.hall.desks[1].ticket != ticket


def test_a_day_that_has_begun_goes_on_with_those_who_are_still_to_come(
    practice: Callable[..., Any],
) -> None:
    hall, clock = practice(at="10:00")
    run(hall, clock, "10:30")
    with hall.office.store.reading() as tx:
        first = tx.value("SELECT min(taken_at) FROM tickets WHERE slot_at IS NULL")
        count = tx.value("SELECT count(*) FROM tickets WHERE state <> 'booked'")
    assert first >= ms(f"{THURSDAY} 10:00")
    assert 0 < count < 30


def test_a_hall_that_sits_past_midnight_leaves_the_next_day_open(
    practice: Callable[..., Any],
) -> None:
    taken: set[int] = set()
    hall, clock = practice(is_away=lambda counter: counter in taken)
    run(hall, clock, "16:30")
    # Somebody sits down at a counter where a citizen was called, and forgets the page.
    taken |= {counter for counter, desk in hall.hall.desks.items() if desk.stage}
    assert taken
    run(hall, clock, "23:58")
    assert not hall.is_over()
    clock.set(ms(f"{THURSDAY + timedelta(1)} 07:00"))
    hall.office.tick()
    assert hall.is_over()
    hall.end()
    assert hall.office.is_open(str(THURSDAY + timedelta(1)))


def test_a_held_file_that_is_given_up_keeps_no_counter_from_calling(
    practice: Callable[..., Any],
) -> None:
    hall, clock = practice(citizens=317)
    while not hall.hall.held:
        clock.set(hall.next())
        hall.do()
    ((ticket, counter),) = hall.hall.held.items()
    hall.office.cancel(ticket, by=STAFF, reason="dan-yeu-cau")
    assert hall.hall.held == {}
    assert hall.hall.back_at(counter) is None


def count(office: Office, what: str) -> int:
    counts = {
        "booked": "SELECT count(*) FROM tickets WHERE slot_at IS NOT NULL",
        "tickets": "SELECT count(*) FROM tickets",
        "open": "SELECT count(*) FROM tickets WHERE state IN ('waiting', 'called', 'serving')",
    }
    with office.store.reading() as tx:
        return int(tx.value(counts[what]))


def test_idle_officers_call_a_paper_roll_as_soon_as_it_is_opened(
    practice: Callable[..., Any],
) -> None:
    hall, clock = practice("08:00", citizens=0)
    run(hall, clock, "08:05")
    hall.office.open_roll("C", 201, 202, by=STAFF)
    run(hall, clock, "08:20")
    (roll,) = hall.office.rolls()["rolls"]
    assert (roll["called"], roll["done"]) == (2, 2)


def test_a_day_begun_again_in_its_middle_books_and_brings_nobody_twice(
    practice: Callable[..., Any], shipped: Config
) -> None:
    hall, clock = practice(citizens=317)
    run(hall, clock, "09:00")
    booked = count(hall.office, "booked")
    assert booked > 3
    # As after a fault, and as after other settings: another hall on the same file.
    hall.begin(THURSDAY)
    assert count(hall.office, "booked") == booked
    again = Practice(Office(hall.office.store, shipped.ward(), clock), 317, 3)
    again.begin(THURSDAY)
    assert count(again.office, "booked") == booked
    assert again.hall.held == hall.hall.held
    while not again.is_over():
        clock.set(again.next())
        again.do()
    assert count(again.office, "open") == 0
    assert count(again.office, "tickets") == REFERENCE


def test_a_shorter_morning_and_a_night_shift_bring_their_people_in_time(shipped: Config) -> None:
    ward = shipped.ward()
    hours = ward.hours.model_copy(update={"thu": (Span(start=time(22), end=time(0)),)})
    people = plan(ward.model_copy(update={"hours": hours}), THURSDAY, 300, Random(1))
    assert len(people) > 50
    opens, ends = ms(f"{THURSDAY} 22:00"), ms(f"{THURSDAY + timedelta(1)} 00:00")
    assert all(opens <= person.at < ends for person in people)


def test_the_clock_of_a_practice_hall_runs_faster_and_never_back() -> None:
    real = JumpingClock(1_000)
    clock = ScaledClock(50_000, 20, real)
    real.set(1_100)
    assert clock.wall() == clock.steady() == 52_000
    clock.set(40_000)
    assert clock.wall() == 52_000
    clock.set(90_000)
    real.set(1_200)
    assert clock.wall() == 92_000
