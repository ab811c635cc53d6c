"""Who is called aloud, in which order, on which loudspeaker, and what when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import STAFF, LoudHall

from config import Config
from office import Office


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    return LoudHall(shipped, office, clock, tmp_path)


def test_a_call_is_spoken_on_the_page_that_has_its_sound_on(hall: LoudHall) -> None:
    hall.listens()
    seq = hall.call()
    assert hall.state(seq) == "waiting"
    hall.step()
    [(page, event, data)] = hall.wires.sent
    assert (page, event, data["seq"], data["left_ms"]) == ("tv", "play", seq, 4000)
    assert data["text"] == "Xin mời số a, không không một, đến quầy số một."
    assert (hall.data / "audio" / data["url"].removeprefix("/voices/")).is_file()
    assert hall.state(seq) == "speaking"
    hall.wires.say("tv", "ended", seq=seq)
    assert hall.state(seq) == "spoken"


def test_calls_of_one_zone_are_spoken_one_after_the_other(hall: LoudHall) -> None:
    hall.listens()
    calls = [hall.call(counter) for counter in (1, 2, 3)]
    hall.step()
    assert hall.heard() == calls[:1]
    hall.step(2)
    assert hall.heard() == calls[:1]
    hall.wires.say("tv", "ended", seq=calls[0])
    hall.step()
    assert hall.heard() == calls[:2]
    assert [hall.state(seq) for seq in calls] == ["spoken", "speaking", "waiting"]


def test_a_page_that_never_reports_the_end_holds_up_nobody(hall: LoudHall) -> None:
    hall.listens()
    first, second = hall.call(1), hall.call(2)
    hall.step()
    assert hall.step(4.5) == pytest.approx(0.5)
    assert hall.heard() == [first]
    hall.step(0.5)
    assert hall.heard() == [first, second]
    assert hall.state(first) == "spoken"


def test_only_the_playing_page_can_end_a_call(hall: LoudHall) -> None:
    hall.listens("tv")
    hall.listens("phone")
    seq = hall.call()
    hall.step()
    hall.wires.say("phone", "ended", seq=seq)
    hall.wires.say("tv", "ended", seq=seq + 1)
    hall.wires.say("tv", "ended", seq=None)
    assert hall.state(seq) == "speaking"


def test_without_a_sounding_page_the_call_is_silent_and_nothing_waits(hall: LoudHall) -> None:
    seq = hall.call()
    assert hall.step() >= 1
    assert hall.state(seq) == "silent"
    hall.office.start(1, by=STAFF)
    assert hall.state(seq) == "silent"


def test_a_page_that_comes_back_within_a_minute_still_speaks_the_young_calls(
    hall: LoudHall,
) -> None:
    old = hall.call(1)
    hall.clock.ahead(seconds=50)
    young = hall.call(2)
    hall.clock.ahead(seconds=15)
    hall.listens()
    hall.step()
    assert hall.heard() == [young]
    assert hall.state(old) == "silent"


def test_a_second_page_takes_over_in_the_middle_and_says_the_call_again(hall: LoudHall) -> None:
    hall.listens("tv")
    hall.listens("other")
    seq = hall.call()
    hall.step()
    hall.step(1)
    hall.wires.leave("tv")
    hall.step()
    assert (hall.heard("tv"), hall.heard("other")) == ([seq], [seq])
    assert hall.state(seq) == "speaking"


def test_a_page_that_leaves_after_the_last_word_leaves_nothing_to_repeat(hall: LoudHall) -> None:
    hall.listens("tv")
    hall.listens("other")
    seq = hall.call()
    hall.step()
    hall.clock.ahead(seconds=4)
    hall.wires.leave("tv")
    hall.step()
    assert hall.heard("other") == []
    assert hall.state(seq) == "spoken"


def test_a_call_whose_page_left_is_said_once_though_it_was_recalled_meanwhile(
    hall: LoudHall,
) -> None:
    hall.listens("tv")
    hall.listens("other")
    hall.hum.seconds = 12
    first, second = hall.call(1), hall.call(2)
    hall.step()
    hall.clock.ahead(seconds=11)
    hall.office.recall(1, by=STAFF)
    hall.wires.leave("tv")
    recall = hall.seq("recalled")
    for seq in (recall, second):
        hall.step()
        hall.wires.say("other", "ended", seq=seq)
    hall.step()
    assert hall.heard("other") == [recall, second]
    assert hall.state(first) == "silent"


def test_a_page_that_may_not_play_hands_the_call_to_the_next(hall: LoudHall) -> None:
    hall.listens("tv")
    hall.listens("other")
    seq = hall.call()
    hall.step()
    hall.wires.say("tv", "sound", on=False, zone=hall.config.zones[0].id)
    hall.wires.say("tv", "ended", seq=seq, heard=False)
    hall.step()
    assert hall.heard("other") == [seq]


def test_an_undone_call_that_waits_is_never_spoken(hall: LoudHall) -> None:
    hall.listens()
    first, undone = hall.call(1), hall.call(2)
    hall.step()
    hall.office.undo(2, by=STAFF)
    hall.wires.say("tv", "ended", seq=first)
    hall.step()
    assert hall.heard() == [first]
    assert hall.state(undone) == "silent"


def test_an_undone_call_that_is_being_spoken_stops(hall: LoudHall) -> None:
    hall.listens()
    seq = hall.call()
    hall.step()
    hall.office.undo(1, by=STAFF)
    assert hall.wires.sent[-1] == ("tv", "quiet", {"seq": seq})
    assert hall.state(seq) == "silent"
    again = hall.call()
    hall.step()
    assert hall.heard() == [seq, again]


def test_a_call_undone_while_its_sound_is_made_is_not_spoken(hall: LoudHall) -> None:
    hall.listens()
    hall.call()

    def take_it_back() -> None:
        hall.office.undo(1, by=STAFF)

    hall.hum.meanwhile = take_it_back
    hall.step()
    assert hall.heard() == []


@pytest.mark.parametrize("moment", ["first", "made ahead"])
def test_a_name_leaves_the_disk_when_its_call_is_over_while_its_sound_is_made(
    hall: LoudHall, moment: str
) -> None:
    hall.listens()
    counter = 1
    if moment == "made ahead":
        hall.call(1)
        hall.announcer.step()
        counter = 2
    hall.call(counter, name="Trần Thị Hoa", say_name=True)
    hall.hum.meanwhile = lambda: undo(hall, counter)
    hall.step()
    assert "Trần Thị Hoa" in str(hall.hum.asked)
    assert list((hall.data / "audio" / "named").iterdir()) == []


def undo(hall: LoudHall, counter: int) -> None:
    hall.office.undo(counter, by=STAFF)


def test_a_name_leaves_the_disk_when_its_page_leaves_after_the_call_is_over(
    hall: LoudHall,
) -> None:
    hall.listens()
    hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    hall.office.start(1, by=STAFF)
    named = hall.data / "audio" / "named"
    assert list(named.iterdir()), "it is heard out"
    hall.wires.leave("tv")
    assert list(named.iterdir()) == []


def test_with_the_day_go_the_records_of_what_was_spoken_the_day_before(hall: LoudHall) -> None:
    hall.listens()
    hall.call()
    hall.step()
    spoken = "SELECT count(*) FROM spoken"
    hall.office.close_day(by=STAFF)
    assert hall.office.store.all(spoken)[0][0] == 1
    hall.clock.ahead(hours=25)
    hall.office.tick()
    hall.take()
    hall.office.close_day(by=STAFF)
    assert hall.office.store.all(spoken)[0][0] == 0


def test_a_trial_of_the_voice_that_fails_does_not_end_the_announcer(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[None] = []

    def fails() -> None:
        tried.append(None)
        raise RuntimeError

    monkeypatch.setattr(hall.announcer._studio, "try_voice", fails)
    hall.announcer._studio.trouble = "none"
    assert hall.announcer._round() > 1
    monkeypatch.setattr(hall.hum, "starting", lambda: True)
    assert hall.announcer._round() == 1
    assert len(tried) == 1, "no call waits for an engine that is only starting"


def test_who_has_come_before_the_loudspeaker_got_there_is_not_called_any_more(
    hall: LoudHall,
) -> None:
    hall.listens()
    first, second = hall.call(1), hall.call(2)
    hall.step()
    hall.office.start(2, by=STAFF)
    hall.office.start(1, by=STAFF)
    hall.wires.say("tv", "ended", seq=first)
    hall.step()
    assert hall.heard() == [first]
    assert (hall.state(first), hall.state(second)) == ("spoken", "silent")


def test_a_recall_that_finds_its_call_still_waiting_is_spoken_once(hall: LoudHall) -> None:
    hall.listens()
    first, second, third = hall.call(1), hall.call(2), hall.call(3)
    hall.clock.ahead(seconds=11)
    hall.office.recall(2, by=STAFF)
    recall = hall.seq("recalled")
    for seq in (first, recall, third):
        hall.step()
        hall.wires.say("tv", "ended", seq=seq)
    assert hall.heard() == [first, recall, third]
    assert hall.state(second) == "silent"
    assert hall.texts()[1].startswith("Gọi lần hai: Xin mời số a, không không hai")


def test_a_call_that_was_never_spoken_is_spoken_after_a_restart(hall: LoudHall) -> None:
    hall.listens()
    spoken = hall.call(1)
    hall.step()
    cut_off = hall.call(2)
    hall.clock.ahead(seconds=20)
    hall.start()
    assert (hall.state(spoken), hall.state(cut_off)) == ("spoken", "silent")
    hall.listens()
    hall.step()
    assert hall.heard() == [cut_off]


def test_after_a_restart_old_undone_and_served_calls_stay_unspoken(hall: LoudHall) -> None:
    hall.call(1)
    hall.clock.ahead(seconds=61)
    hall.call(2)
    hall.office.undo(2, by=STAFF)
    hall.call(3)
    hall.office.start(3, by=STAFF)
    hall.start()
    hall.listens()
    hall.step()
    assert hall.heard() == []
