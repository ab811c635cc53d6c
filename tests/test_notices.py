"""Words to the hall that are no call: spoken between the calls, shown, taken down, wiped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hall import HallClock
from loudspeaker import STAFF, LoudHall

from config import Config
from office import By, Office, Refused
from voices.notices.notices import MOST, Notices

GUIDE = By(surface="voices", officer="7", staff=True)
WORDS = "Xe 15A-123.45 chắn lối ra."


class NoticeHall(LoudHall):
    """A hall with notices; `steps` lets time pass for both."""

    def start(self) -> None:
        super().start()
        self.notices = Notices(self.parts, self.announcer)

    def put_up(self, words: str = WORDS, **more: Any) -> int:
        usual = {"zones": ["hall"], "times": 1, "every": 5, "stays": False, "chosen": None}
        return self.notices.put_up({"vi": words}, by=GUIDE, **{**usual, **more})

    def steps(self, seconds: float = 0) -> None:
        self.clock.ahead(seconds=seconds)
        self.announcer.step()
        self.notices.step()

    def ends(self, page: str = "tv") -> None:
        """What the page plays is over."""
        self.wires.say(page, "ended", seq=self.heard(page)[-1])
        self.steps()

    def shown(self) -> list[str]:
        return [each["vi"] for each in self.notices.shown_in("hall")]

    def how(self) -> str:
        """How the newest notice does in the hall."""
        found: str = self.notices.running()[0]["states"].get("hall", "")
        return found

    def kept(self) -> bytes:
        """All that the office's files hold."""
        files = [path for path in self.data.rglob("*") if path.is_file()]
        return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> NoticeHall:
    return NoticeHall(shipped, office, clock, tmp_path)


def test_a_notice_is_spoken_between_the_calls_and_keeps_none_waiting(hall: NoticeHall) -> None:
    hall.listens()
    calls = [hall.call(1)]
    hall.put_up()
    calls.append(hall.call(2))
    for _ in range(3):
        hall.steps()
        hall.ends()
    assert hall.heard()[:2] == calls
    assert hall.texts()[2] == "Xe một năm a, một hai ba, bốn năm chắn lối ra."


def test_a_notice_that_has_let_calls_go_first_for_half_a_minute_is_spoken(hall: NoticeHall) -> None:
    hall.listens()
    hall.call(1)
    hall.steps()
    hall.put_up()
    hall.clock.ahead(seconds=31)
    hall.call(2)
    hall.ends()
    assert hall.how() == "speaking"
    hall.ends()
    assert (hall.how(), len(hall.heard())) == ("spoken", 3)


def test_it_is_shown_from_the_press_until_a_minute_after_it_was_spoken(hall: NoticeHall) -> None:
    hall.listens()
    hall.call(1)
    hall.put_up()
    assert hall.shown() == [WORDS]
    assert hall.how() == "waiting"
    hall.steps()
    hall.ends()
    hall.steps()
    assert hall.how() == "speaking"
    assert hall.notices.shown_in("hall")[0]["speaking"]
    hall.ends()
    assert hall.how() == "spoken"
    hall.steps(59)
    assert hall.shown() == [WORDS]
    hall.steps(2)
    assert hall.shown() == []


def test_once_it_is_gone_its_words_and_its_sound_are_nowhere(hall: NoticeHall) -> None:
    hall.listens()
    notice = hall.put_up()
    hall.steps()
    hall.ends()
    assert len(hall.sounds()) == 1
    assert b"15A-123" in hall.kept()
    hall.notices.take_down(notice, by=GUIDE)
    hall.office.store.wipe()
    assert hall.sounds() == []
    assert b"15A-123" not in hall.kept()


def test_the_journal_knows_who_when_how_long_and_where_and_not_the_words(hall: NoticeHall) -> None:
    notice = hall.put_up()
    hall.notices.hush(notice, by=GUIDE)
    hall.notices.take_down(notice, by=GUIDE)
    up, hushed, down = hall.office.events_after(notice - 1)
    assert (up.kind, up.seq, up.officer) == ("notice_up", notice, "7")
    assert up.data == {"length": len(WORDS), "zones": ["hall"], "times": 1}
    assert [(e.kind, e.data["notice"]) for e in (hushed, down)] == [
        ("notice_hushed", notice),
        ("notice_down", notice),
    ]


def test_it_may_be_spoken_several_times_and_stays_up_meanwhile(hall: NoticeHall) -> None:
    hall.listens()
    hall.put_up(times=3, every=2)
    for spoken in (1, 2, 3):
        hall.steps()
        hall.steps()
        assert len(hall.heard()) == spoken
        hall.ends()
        hall.steps(90)
        assert len(hall.shown()) == (spoken < 3)
        hall.clock.ahead(seconds=30)
    assert hall.shown() == []


def test_after_a_sleep_of_the_computer_it_is_not_told_for_every_time_it_was_missed(
    hall: NoticeHall,
) -> None:
    hall.listens()
    hall.put_up(times=6, every=5, stays=True)
    hall.steps()
    hall.ends()
    hall.steps(17 * 60)
    assert len(hall.heard()) == 1
    hall.steps(3 * 60)
    hall.steps()
    assert len(hall.heard()) == 2
    [up] = hall.notices.running()
    assert (up["notice"].times, up["notice"].told) == (6, 5)


def test_a_hushed_notice_is_shown_and_spoken_no_more(hall: NoticeHall) -> None:
    hall.listens()
    notice = hall.put_up(times=10, every=1, stays=True)
    hall.steps()
    hall.notices.hush(notice, by=GUIDE)
    assert (hall.wires.sent[-1][1], hall.how()) == ("quiet", "hushed")
    for _ in range(5):
        hall.steps(60)
    assert len(hall.heard()) == 1
    assert hall.shown() == [WORDS]


def test_taken_down_it_leaves_the_screens_and_its_sound_ends(hall: NoticeHall) -> None:
    hall.listens()
    notice = hall.put_up()
    hall.steps()
    call = hall.call(1)
    hall.notices.take_down(notice, by=GUIDE)
    assert [kind for _, kind, _ in hall.wires.sent] == ["play", "quiet"]
    assert hall.shown() == []
    hall.steps()
    assert hall.heard()[-1] == call
    with pytest.raises(Refused, match="unknown_notice"):
        hall.notices.take_down(notice, by=GUIDE)


def test_in_quiet_hours_it_is_shown_and_not_spoken(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    rules = shipped.announcer.model_copy(update={"quiet": (shipped.hours.mon[0],)})
    hall = NoticeHall(shipped.model_copy(update={"announcer": rules}), office, clock, tmp_path)
    hall.listens()
    hall.put_up()
    hall.steps()
    assert (hall.shown(), hall.how(), hall.heard()) == ([WORDS], "quiet", [])
    hall.steps(61)
    assert hall.shown() == []


def test_without_a_loudspeaker_it_is_shown_and_says_so(hall: NoticeHall) -> None:
    hall.put_up()
    assert (hall.shown(), hall.how()) == ([WORDS], "speaker")


def test_in_a_muted_zone_it_is_shown_and_says_so(hall: NoticeHall) -> None:
    hall.listens()
    hall.announcer.mutes.press("hall", mute=True, by=STAFF)
    hall.put_up()
    assert (hall.shown(), hall.how(), hall.heard()) == ([WORDS], "muted", [])


def test_a_voice_that_fails_leaves_the_chime_and_says_so(hall: NoticeHall) -> None:
    hall.listens()
    hall.hum.broken = "the voice process has ended"
    hall.put_up()
    hall.steps()
    hall.ends()
    assert (hall.texts(), hall.how()) == ([""], "silent")


def test_it_is_up_again_after_a_restart_and_nothing_is_said_twice(hall: NoticeHall) -> None:
    hall.listens()
    hall.put_up(times=4, every=5)
    hall.steps()
    hall.ends()
    hall.clock.ahead(minutes=7)
    hall.start()
    hall.listens()
    hall.steps()
    hall.steps()
    # The second time was long due: nobody says it late.
    assert hall.shown() == [WORDS]
    assert hall.heard() == []
    hall.steps(3 * 60)
    hall.steps()
    assert len(hall.heard()) == 1


def test_what_was_being_said_at_a_restart_is_not_said_again(hall: NoticeHall) -> None:
    hall.listens()
    hall.put_up(stays=True)
    hall.steps()
    hall.start()
    hall.listens()
    hall.steps()
    hall.steps()
    assert hall.shown() == [WORDS]
    assert hall.heard() == []


def test_what_a_closed_day_left_up_is_gone_at_the_next_start(hall: NoticeHall) -> None:
    hall.put_up(stays=True)
    hall.clock.ahead(hours=24)
    hall.office.tick()
    hall.start()
    assert hall.shown() == []


def test_closing_the_day_takes_all_down(hall: NoticeHall) -> None:
    hall.listens()
    hall.put_up(stays=True)
    hall.steps()
    hall.office.close_day(by=STAFF)
    assert hall.shown() == []
    assert hall.sounds() == []
    assert b"15A-123" not in hall.kept()


def test_a_wall_of_notices_is_refused(hall: NoticeHall) -> None:
    for n in range(MOST):
        hall.put_up(f"Thông báo {n}")
    with pytest.raises(Refused, match="too_many_notices"):
        hall.put_up()


def test_each_zone_tells_how_it_did(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    yard = shipped.zones[0].model_copy(update={"id": "yard"})
    outside = shipped.displays[0].model_copy(update={"id": "tv2", "zone": "yard"})
    two = {"zones": (*shipped.zones, yard), "displays": (*shipped.displays, outside)}
    hall = NoticeHall(shipped.model_copy(update=two), office, clock, tmp_path)
    hall.listens()
    hall.put_up(zones=["hall", "yard"])
    hall.steps()
    hall.ends()
    assert hall.notices.running()[0]["states"] == {"hall": "spoken", "yard": "speaker"}
    assert [each["vi"] for each in hall.notices.shown_in("yard")] == [WORDS]
    hall.listens("tv2", "yard")
    second = hall.put_up("Hết giờ", zones=["yard"])
    hall.steps()
    assert hall.shown() == [WORDS]
    assert len(hall.heard("tv2")) == 1
    hall.notices.take_down(second, by=GUIDE)
    assert hall.wires.sent[-1][:2] == ("tv2", "quiet")
