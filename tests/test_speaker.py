"""The server's own loudspeaker, played to nowhere in real time."""

from __future__ import annotations

import queue
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hall import ROOT, HallClock
from loudspeaker import SECOND, LoudHall

from commands import checks
from config import Config
from office import Office
from voices.cache import Cache, Sound
from voices.chime import write_pcm
from voices.speaker import Speaker
from voices.trial import Trials

SECONDS = 30


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("miniaudio")
    monkeypatch.setenv("GOISO_AUDIO", "null")


@pytest.fixture
def sound(tmp_path: Path) -> Sound:
    cache = Cache(tmp_path / "audio")
    write_pcm(cache.place("a" * 64), SECOND)
    return cache.keep(cache.place("a" * 64), "a" * 64, {"text": "xin mời"}, personal=False)


def test_a_sound_is_played_to_its_end_in_its_own_time(sound: Sound) -> None:
    ended: queue.Queue[dict[str, Any]] = queue.Queue()
    speaker = Speaker(ended.put)
    begun = time.monotonic()
    speaker.play(7, sound.path, 100)
    assert ended.get(timeout=SECONDS) == {"seq": 7, "heard": True}
    assert time.monotonic() - begun >= 1.0
    assert speaker.trouble == ""


def test_quiet_stops_it_at_once(sound: Sound) -> None:
    ended: queue.Queue[dict[str, Any]] = queue.Queue()
    speaker = Speaker(
        ended.put,
        [sys.executable, "-c", "import time; time.sleep(60)"],
    )
    speaker.play(7, sound.path, 100)
    until = time.monotonic() + SECONDS
    while ended.empty() and time.monotonic() < until:
        speaker.stop()
        time.sleep(0.05)
    assert ended.get(timeout=SECONDS)["heard"] is False


def test_what_is_asked_for_twice_is_played_once(sound: Sound, tmp_path: Path) -> None:
    ended: queue.Queue[dict[str, Any]] = queue.Queue()
    plays = f"import time; time.sleep(0.3); open({str(tmp_path / 'played')!r}, 'a').write('x')"
    speaker = Speaker(ended.put, [sys.executable, "-c", plays])
    speaker.play(7, sound.path, 100)
    speaker.play(7, sound.path, 100)
    told = [ended.get(timeout=SECONDS)["heard"] for _ in range(2)]
    assert sorted(told) == [False, True]
    assert (tmp_path / "played").read_text() == "x"


def test_a_speaker_that_does_not_work_says_why(sound: Sound) -> None:
    ended: queue.Queue[dict[str, Any]] = queue.Queue()
    speaker = Speaker(ended.put)
    sound.path.write_bytes(b"RIFF")
    speaker.play(7, sound.path, 100)
    assert ended.get(timeout=SECONDS) == {"seq": 7, "heard": False}
    assert "this is no WAV" in speaker.trouble


def test_a_fault_while_it_plays_ends_the_call_and_is_logged_without_its_words(
    sound: Sound, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_given: object, **_more: object) -> None:
        raise ValueError("Nguyễn Thị Bưởi")

    ended: queue.Queue[dict[str, Any]] = queue.Queue()
    speaker = Speaker(ended.put)
    monkeypatch.setattr("voices.speaker.subprocess.Popen", breaks)
    speaker.play(7, sound.path, 100)
    assert ended.get(timeout=SECONDS) == {"seq": 7, "heard": False}
    assert speaker.trouble == "ValueError"
    assert "loudspeaker failed: ValueError" in caplog.text
    assert "Bưởi" not in caplog.text


def test_a_dead_speaker_is_known_before_the_first_call() -> None:
    told: queue.Queue[str] = queue.Queue()
    dead = [sys.executable, "-c", "import sys; sys.exit('no device')"]
    speaker = Speaker(lambda _said: None, dead)
    speaker.try_out(lambda: told.put(speaker.trouble))
    assert told.get(timeout=SECONDS) == "no device"
    alive = Speaker(lambda _said: None)
    alive.try_out(lambda: told.put(alive.trouble))
    assert told.get(timeout=SECONDS) == ""


def test_a_call_does_not_wait_for_a_look_and_a_look_stops_no_call(
    sound: Sound, tmp_path: Path
) -> None:
    log = tmp_path / "played"
    plays = (
        "import sys, time; from pathlib import Path\n"
        f"with Path({str(log)!r}).open('a') as log: log.write(Path(sys.argv[1]).name + '\\n')\n"
        "while sys.argv[1].endswith('silence.wav'): time.sleep(1)"
    )
    ended: queue.Queue[dict[str, Any]] = queue.Queue()
    speaker = Speaker(ended.put, [sys.executable, "-c", plays])
    speaker.try_out(lambda: ended.put({"looked": True}))
    until = time.monotonic() + SECONDS
    while not log.exists() and time.monotonic() < until:
        time.sleep(0.01)
    speaker.play(7, sound.path, 100)
    speaker.try_out(lambda: ended.put({"never": True}))
    told = [ended.get(timeout=SECONDS) for _ in range(2)]
    assert {"looked": True} in told
    assert {"seq": 7, "heard": True} in told
    assert log.read_text("utf-8").splitlines() == ["silence.wav", sound.path.name]
    assert speaker.trouble == ""


def test_the_server_s_speaker_is_asked_at_the_start_and_each_hour(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    hall, heard = spoken_by_the_server(shipped, office, clock, tmp_path)
    for _ in range(3):
        hall.announcer._round()
    assert heard.looks == 1
    assert hall.announcer.light().state == "fail"
    hall.clock.ahead(minutes=6)
    heard.will_be = ""
    hall.announcer._round()
    assert heard.looks == 2
    assert hall.announcer.light().state == "ok"
    hall.clock.ahead(minutes=59)
    hall.announcer._round()
    assert heard.looks == 2
    hall.clock.ahead(minutes=2)
    hall.announcer._round()
    assert heard.looks == 3


def test_a_file_that_is_missing_ends_with_one_line() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "voices.play", "/nowhere.wav"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)


class Heard:
    """A loudspeaker of the server that notes what it is given."""

    trouble = ""
    will_be = "no device"
    looks = 0

    def __init__(self) -> None:
        self.taken: list[tuple[str, int]] = []

    def try_out(self, told: Callable[[], None]) -> None:
        self.looks += 1
        self.trouble = self.will_be
        told()

    def play(self, seq: int, _sound: Path, _volume: int) -> None:
        self.taken.append(("play", seq))


def spoken_by_the_server(
    shipped: Config, office: Office, clock: HallClock, data: Path
) -> tuple[LoudHall, Heard]:
    """A hall whose one zone sounds from the server, and that loudspeaker."""
    zone = shipped.zones[0].model_copy(update={"speaker": "server"})
    heard = Heard()
    config = shipped.model_copy(update={"zones": (zone,)})
    return LoudHall(config, office, clock, data, cast(Speaker, heard)), heard


def test_the_zone_whose_server_speaker_was_silent_says_so(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    hall, heard = spoken_by_the_server(shipped, office, clock, tmp_path)
    trials = Trials(hall.parts, hall.announcer)
    assert trials.zones()[0]["troubles"] == []
    heard.trouble = "MiniaudioError: ('failed to init device', -401)"
    assert trials.zones()[0]["troubles"] == ["broken"]
    assert "không có thiết bị phát tiếng" in trials.zones()[0]["broken"]


def test_with_a_speaker_of_the_server_no_display_sounds(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    zone = shipped.zones[0].model_copy(update={"speaker": "server"})
    heard = Heard()
    config = shipped.model_copy(update={"zones": (zone,)})
    hall = LoudHall(config, office, clock, tmp_path, cast(Speaker, heard))
    hall.listens("tv")
    seq = hall.call()
    hall.step()
    assert hall.heard("tv") == []
    assert heard.taken == [("play", seq)]
    assert hall.state(seq) == "speaking"


@pytest.mark.parametrize(("wanted", "state"), [("null", "ok"), ("aplay", "warn")])
def test_the_check_asks_the_speaker_of_the_server_where_a_zone_has_it(
    shipped: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, state: str
) -> None:
    monkeypatch.setenv("GOISO_AUDIO", wanted)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert checks.speaker(checks.Place(tmp_path, shipped)) == []
    zone = shipped.zones[0].model_copy(update={"speaker": "server"})
    config = shipped.model_copy(update={"zones": (zone,)})
    assert [line.state for line in checks.speaker(checks.Place(tmp_path, config))] == [state]
