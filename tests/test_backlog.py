"""Many calls wait for one loudspeaker: what the hall hears of them, and what is made ready."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import STAFF, LoudHall

from config import Config
from office import Office


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    for counter in (4, 5):
        office.desk(counter, "open", by=STAFF)
    return LoudHall(shipped, office, clock, tmp_path)


def over(hall: LoudHall, seq: int) -> None:
    hall.wires.say("tv", "ended", seq=seq)
    hall.step()


def rehearsed(hall: LoudHall) -> None:
    """The hall is still for a while, and what is made ahead is made."""
    hall.clock.ahead(seconds=2)
    for _ in range(10):
        hall.announcer.step()
        for thread in threading.enumerate():
            if thread.name == "sound ahead":
                thread.join(10)


def reason(hall: LoudHall, purpose: str) -> str:
    return next(each.id for each in hall.config.reasons if purpose in each.for_)


def test_calls_that_waited_long_are_read_in_one_sentence(hall: LoudHall) -> None:
    hall.listens()
    first, *others = [hall.call(counter) for counter in (1, 2, 3, 4, 5)]
    hall.step()
    hall.clock.ahead(seconds=30)
    over(hall, first)
    assert hall.texts()[1] == (
        "Xin mời số a, không không hai đến quầy hai; số a, không không ba đến quầy ba; "
        "số a, không không bốn đến quầy bốn."
    )
    assert [hall.state(seq) for seq in others] == ["speaking"] * 3 + ["waiting"]
    over(hall, others[0])
    assert [hall.state(seq) for seq in others] == ["spoken"] * 3 + ["speaking"]


def test_a_joined_sentence_says_no_names(hall: LoudHall) -> None:
    hall.listens()
    first = hall.call(1)
    for counter in (2, 3):
        hall.call(counter, name="Trần Thị Hoa", say_name=True)
    hall.step()
    hall.clock.ahead(seconds=30)
    over(hall, first)
    assert "Hoa" not in hall.texts()[1]
    assert len(hall.wires.sent[-1][2]["seqs"]) == 2


def test_an_undone_call_is_taken_out_of_a_sentence_that_was_made_ready(hall: LoudHall) -> None:
    hall.listens()
    hall.hum.seconds = 30
    first, second, undone, last = [hall.call(counter) for counter in (1, 2, 3, 9)]
    hall.step()
    assert hall.hum.asked[-1][0].count("quầy") == 3
    hall.clock.ahead(seconds=29)
    hall.office.undo(3, by=STAFF)
    over(hall, first)
    assert hall.wires.sent[-1][2]["seqs"] == [second, last]
    assert hall.state(undone) == "silent"


def test_one_of_a_sentence_that_is_undone_while_it_is_heard_does_not_cut_the_others(
    hall: LoudHall,
) -> None:
    hall.listens()
    first, second, third = [hall.call(counter) for counter in (1, 2, 3)]
    hall.step()
    hall.clock.ahead(seconds=25)
    over(hall, first)
    hall.office.undo(3, by=STAFF)
    assert "quiet" not in [event for _, event, _ in hall.wires.sent]
    assert (hall.state(second), hall.state(third)) == ("speaking", "speaking")


def test_english_and_the_repetition_go_when_many_wait(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    rules = shipped.announcer.model_copy(update={"repeat": 2})
    config = shipped.model_copy(update={"announcer": rules})
    office.desk(4, "open", by=STAFF)
    hall = LoudHall(config, office, clock, tmp_path)
    hall.listens()
    calls = [hall.call(counter, language="en") for counter in (1, 2, 3, 4)]
    hall.step()
    assert "Number" not in hall.texts()[0]
    over(hall, calls[0])
    over(hall, calls[1])
    assert "Number A, zero zero three" in hall.texts()[2]


def test_between_two_announcements_the_hall_is_silent_for_a_moment(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    hall = LoudHall(shipped, office, clock, tmp_path, gap=0.5)
    hall.listens()
    first, second = hall.call(1), hall.call(2)
    hall.step()
    hall.wires.say("tv", "ended", seq=first)
    assert hall.step() == pytest.approx(0.5)
    assert hall.heard() == [first]
    hall.step(0.5)
    assert hall.heard() == [first, second]


def test_whoever_is_next_is_made_ready_for_each_counter_that_may_call(hall: LoudHall) -> None:
    hall.listens()
    hall.take()
    rehearsed(hall)
    asked = [texts[0] for texts in hall.hum.asked]
    assert "Xin mời số a, không không một, đến quầy số một." in asked
    assert "Xin mời số a, không không một, đến quầy số ba." in asked
    made = len(hall.hum.asked)
    hall.office.call_next(1, by=STAFF)
    hall.step()
    assert (len(hall.heard()), len(hall.hum.asked)) == (1, made)


def test_what_no_engine_could_make_ready_is_made_as_soon_as_one_is_there(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.listens()
    hall.take()
    monkeypatch.setattr(hall.hum, "starting", lambda: True)
    rehearsed(hall)
    assert hall.hum.asked == []
    assert hall.step() == 1
    monkeypatch.setattr(hall.hum, "starting", lambda: False)
    rehearsed(hall)
    assert ["Xin mời số a, không không một, đến quầy số một."] in hall.hum.asked


def test_the_sound_of_a_name_that_is_not_called_after_all_is_deleted(hall: LoudHall) -> None:
    hall.listens()
    ticket = hall.take(name="Trần Thị Hoa", say_name=True)
    rehearsed(hall)
    named = hall.data / "audio" / "named"
    assert list(named.glob("*.wav"))
    hall.office.cancel(ticket.id, reason=reason(hall, "cancel"), by=STAFF)
    rehearsed(hall)
    assert list(named.iterdir()) == []


def test_the_prepared_sounds_of_a_name_go_with_its_call(hall: LoudHall) -> None:
    hall.listens()
    hall.take(name="Trần Thị Hoa", say_name=True)
    rehearsed(hall)
    hall.office.call_next(1, by=STAFF)
    hall.step()
    hall.office.start(1, by=STAFF)
    hall.wires.say("tv", "ended", seq=hall.seq("called"))
    assert list((hall.data / "audio" / "named").iterdir()) == []
