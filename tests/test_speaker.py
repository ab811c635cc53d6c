"""The server's own loudspeaker, played to nowhere in real time."""

from __future__ import annotations

import queue
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

import pytest
from hall import ROOT, HallClock
from loudspeaker import SECOND, LoudHall

from config import Config
from office import Office
from voices.cache import Cache, Sound
from voices.chime import write_pcm
from voices.speaker import SERVER, Speaker

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


def play(sound: Sound, seq: int = 7) -> dict[str, Any]:
    return {"seq": seq, "url": sound.url, "left_ms": sound.ms, "text": "xin mời"}


def test_a_sound_is_played_to_its_end_in_its_own_time(sound: Sound) -> None:
    ended: queue.Queue[tuple[dict[str, Any], str]] = queue.Queue()
    speaker = Speaker(lambda data, page: ended.put((data, page)))
    begun = time.monotonic()
    speaker.take("play", play(sound), Cache(sound.path.parent))
    assert ended.get(timeout=SECONDS) == ({"seq": 7, "heard": True}, SERVER)
    assert time.monotonic() - begun >= 1.0
    assert speaker.trouble == ""


def test_quiet_stops_it_at_once(sound: Sound) -> None:
    ended: queue.Queue[tuple[dict[str, Any], str]] = queue.Queue()
    speaker = Speaker(
        lambda data, page: ended.put((data, page)),
        [sys.executable, "-c", "import time; time.sleep(60)"],
    )
    speaker.take("play", play(sound), Cache(sound.path.parent))
    until = time.monotonic() + SECONDS
    while ended.empty() and time.monotonic() < until:
        speaker.take("quiet", {"seq": 7}, Cache(sound.path.parent))
        time.sleep(0.05)
    assert ended.get(timeout=SECONDS)[0]["heard"] is False


def test_a_speaker_that_does_not_work_says_why(sound: Sound) -> None:
    ended: queue.Queue[tuple[dict[str, Any], str]] = queue.Queue()
    speaker = Speaker(lambda data, page: ended.put((data, page)))
    sound.path.write_bytes(b"RIFF")
    speaker.take("play", play(sound), Cache(sound.path.parent))
    assert ended.get(timeout=SECONDS)[0] == {"seq": 7, "heard": False}
    assert "DecodeError" in speaker.trouble


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

    def __init__(self) -> None:
        self.taken: list[tuple[str, int]] = []

    def take(self, event: str, data: dict[str, Any], _cache: Cache) -> None:
        self.taken.append((event, data["seq"]))


def test_with_a_speaker_of_the_server_no_display_sounds(
    shipped: Config, office: Office, clock: HallClock, tmp_path: Path
) -> None:
    voices = shipped.voices.model_copy(update={"speaker": "server"})
    heard = Heard()
    config = shipped.model_copy(update={"voices": voices})
    hall = LoudHall(config, office, clock, tmp_path, cast(Speaker, heard))
    hall.listens("tv")
    seq = hall.call()
    hall.step()
    assert hall.heard("tv") == []
    assert heard.taken == [("play", seq)]
    assert hall.state(seq) == "speaking"
