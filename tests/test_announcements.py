"""What an announcement says, what it is made of, and what is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import STAFF, LoudHall

from config import Config
from office import Office
from voices.words import Said, Sentence


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    return LoudHall(shipped, office, clock, tmp_path)


def test_a_third_call_is_announced_as_the_last(hall: LoudHall) -> None:
    hall.listens()
    seq = hall.call()
    for _ in range(2):
        hall.step()
        hall.wires.say("tv", "ended", seq=seq)
        hall.clock.ahead(seconds=11)
        hall.office.recall(1, by=STAFF)
        seq = hall.seq("recalled")
    hall.step()
    assert [text.partition(":")[0] for text in hall.texts()[1:]] == ["Gọi lần hai", "Gọi lần cuối"]


def test_an_english_ticket_is_called_in_both_languages(hall: LoudHall) -> None:
    hall.listens()
    hall.call(language="en")
    hall.step()
    assert hall.texts() == [
        "Xin mời số a, không không một, đến quầy số một. "
        "Number A, zero zero one, please go to counter one."
    ]


def test_a_result_is_called_to_be_collected(hall: LoudHall) -> None:
    result = next(service.id for service in hall.office.ward.services if service.result)
    hall.listens()
    hall.call(9, service=result)
    hall.step()
    assert hall.texts() == ["Xin mời số e rờ, không không một, đến quầy số chín nhận kết quả."]


def test_a_name_is_said_only_with_consent(hall: LoudHall) -> None:
    hall.listens()
    said = hall.call(1, name="Trần Thị Hoa", say_name=True)
    hall.step()
    hall.wires.say("tv", "ended", seq=said)
    hall.call(2, name="Lê Văn Nam", say_name=False)
    hall.step()
    assert hall.texts() == [
        "Xin mời công dân Trần Thị Hoa, số a, không không một, đến quầy số một.",
        "Xin mời số a, không không hai, đến quầy số hai.",
    ]


def test_an_office_may_say_no_names_at_all(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    voices = shipped.voices.model_copy(update={"names": False})
    hall = LoudHall(shipped.model_copy(update={"voices": voices}), office, clock, tmp_path)
    hall.listens()
    hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    assert hall.texts() == ["Xin mời số a, không không một, đến quầy số một."]


def test_the_sound_of_a_name_goes_when_the_call_is_over(hall: LoudHall) -> None:
    hall.listens()
    seq = hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    [sound] = hall.sounds()
    assert "Trần Thị Hoa" in sound.with_suffix(".json").read_text("utf-8")
    hall.office.start(1, by=STAFF)
    assert hall.sounds() == [sound]
    hall.wires.say("tv", "ended", seq=seq)
    assert [*(hall.data / "audio" / "named").iterdir()] == []


def test_the_sound_of_a_name_goes_when_the_day_closes(hall: LoudHall) -> None:
    hall.listens()
    seq = hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    hall.wires.say("tv", "ended", seq=seq)
    assert len(hall.sounds()) == 1
    hall.office.close_day(by=STAFF)
    assert [*(hall.data / "audio" / "named").iterdir()] == []


def test_the_sound_of_a_name_goes_when_the_server_stops(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops() -> float:
        raise SystemExit

    hall.listens()
    hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    named = hall.data / "audio" / "named"
    assert list(named.glob("*.wav"))
    monkeypatch.setattr(hall.announcer, "step", stops)
    with pytest.raises(SystemExit):
        hall.announcer.work()
    assert list(named.iterdir()) == []


def test_no_address_of_a_named_sound_outlives_a_start(hall: LoudHall) -> None:
    hall.listens()
    hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    before = hall.wires.sent[-1][2]["url"]
    hall.start()
    assert hall.sounds() == []
    hall.listens()
    hall.clock.ahead(seconds=11)
    hall.office.recall(1, by=STAFF)
    hall.step()
    assert hall.wires.sent[-1][2]["url"] != before


def test_when_the_voice_fails_the_chime_sounds_alone(hall: LoudHall) -> None:
    hall.hum.broken = "the voice process has ended"
    hall.listens()
    seq = hall.call()
    hall.step()
    [(_, event, data)] = hall.wires.sent
    assert (event, data["text"]) == ("play", "")
    assert 1000 < data["left_ms"] < 2000
    hall.wires.say("tv", "ended", seq=seq)
    assert hall.state(seq) == "silent"


def test_a_name_that_cannot_be_said_costs_the_name_and_not_the_number(hall: LoudHall) -> None:
    hall.hum.unsayable = "Hoa"
    hall.listens()
    hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    assert hall.texts() == ["Xin mời số a, không không một, đến quầy số một."]


def test_a_call_that_breaks_the_making_of_its_sound_holds_up_no_other(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = hall.announcer._studio.texts

    def breaks(said: Said) -> tuple[Sentence, ...]:
        if said.label.endswith("001"):
            raise KeyError
        return texts(said)

    monkeypatch.setattr(hall.announcer._studio, "texts", breaks)
    hall.listens()
    for seq in (hall.call(1), hall.call(2)):
        hall.step()
        hall.wires.say("tv", "ended", seq=seq)
    assert [text[:20] for text in hall.texts()] == ["", "Xin mời số a, không "]


def test_a_name_that_breaks_what_is_made_ahead_is_in_no_log(
    hall: LoudHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(said: Said) -> tuple[Sentence, ...]:
        raise KeyError(said.name)

    studio = hall.announcer._studio
    monkeypatch.setattr(studio, "texts", breaks)
    studio.prepare(Said("A001", 1, name="Trần Thị Hoa"), 1).join(10)
    assert "a sound made ahead failed: KeyError" in caplog.text
    assert "Hoa" not in caplog.text


def test_while_one_call_is_heard_the_next_is_made_ready(hall: LoudHall) -> None:
    hall.listens()
    hall.call(1)
    hall.call(2)
    hall.step()
    assert [texts[0][-4:-1] for texts in hall.hum.asked] == ["một", "hai"]


def test_a_sentence_is_made_once_and_kept(hall: LoudHall) -> None:
    hall.listens()
    hall.call()
    hall.step()
    hall.office.undo(1, by=STAFF)
    hall.office.call_next(1, by=STAFF)
    hall.step()
    assert len(hall.heard()) == 2
    assert len(hall.hum.asked) == 1


def test_in_quiet_hours_nothing_is_spoken(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    morning = shipped.hours.mon[0]
    rules = shipped.announcer.model_copy(update={"quiet": (morning,)})
    hall = LoudHall(shipped.model_copy(update={"announcer": rules}), office, clock, tmp_path)
    hall.listens()
    seq = hall.call()
    hall.step()
    assert hall.heard() == []
    assert hall.state(seq) == "silent"


def test_a_silent_office_has_the_chime_only(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    voices = shipped.voices.model_copy(update={"engines": ()})
    hall = LoudHall(shipped.model_copy(update={"voices": voices}), office, clock, tmp_path)
    hall.listens()
    hall.call()
    hall.step()
    assert hall.texts() == [""]
    assert hall.hum.asked == []
