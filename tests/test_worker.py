"""The voice process: what it speaks is right, and when it fails it comes back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config import Config
from voices import compose
from voices.breaker import FIRST_PAUSE, LONGEST_PAUSE, Breaker
from voices.cache import Cache, Sound
from voices.chime import LENGTH, RATE
from voices.lexicon import KNOWN
from voices.names import spoken_name
from voices.numbers import LETTERS_VI
from voices.studio import Studio
from voices.words import Said
from voices.worker import COMMAND, NoSpeech, Worker

NAMES = [
    "NGUYỄN VĂN AN", "Trần Thị Quỳnh Như", "Đỗ Xuân Ngoạn", "H'Hen Niê", "K'Sor Bơl", "Y Bkrông",
    "Rmah Kpă", "Ksor Hwing", "Giàng A Pháo", "Vừ Mí Kía", "Lò Văn Ơn", "Thạch Sô Phia",
    "Đinh Kriêng", "Êban Mlô", "Ea Pleiku", "Fabio Smith", "Nguyen Van Dat", "Lê Văn T.",
    "UBND TP.HCM", "Bùi Quí Gì",
]  # fmt: skip


@pytest.fixture(scope="module")
def studio(shipped: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The shipped voice on the real engine."""
    cache = Cache(tmp_path_factory.mktemp("data") / "audio")
    made = Studio(shipped.voices, shipped.phrases, cache, Worker(), KNOWN)
    yield made
    made.worker.close()


def spoken(studio: Studio, **call: Any) -> Sound:
    sound = studio.sound(Said(**{"label": "A007", "counter": 3, **call}), 1)
    assert studio.trouble == ""
    assert sound is not None
    return sound


def ask(worker: Worker, path: Path | str, text: str = "", **voice: Any) -> dict[str, Any]:
    """A chime, and after it the text in Vietnamese if there is one."""
    settings = {"voice": "aav/vi", "rate": 115, "pitch": 75, "gap": 4, **voice}
    part = {"text": text, "syllables": len(text.split()), "voice": settings}
    return worker.ask(
        {"path": str(path), "chime": True, "repeat": 1, "parts": [part] if text else []}
    )


def test_a_call_is_spoken_with_the_trace_of_its_very_words(studio: Studio) -> None:
    sound = spoken(studio)
    facts = json.loads(sound.path.with_suffix(".json").read_text("utf-8"))
    assert facts["text"] == "Xin mời số a, không không bảy, đến quầy số ba."
    assert facts["language"] == "vi"
    assert facts["phonemes"] == (
        "s'in_ m'@:2j_ s'o3_ 'a:_ x,o#N_ x,o#N_ _b'a4j_ d_,e3n_ kw'@I2_ s'o3_ _b'a:_"
    )
    assert facts["engine"].startswith("espeak-ng 1.")


def test_chime_and_voice_are_heard_at_the_loudness_of_a_hall(studio: Studio) -> None:
    samples = compose.read(spoken(studio).path)
    chime, voice = samples[: int(LENGTH * RATE)], samples[int((LENGTH + 0.2) * RATE) :]
    assert compose.active_rms(voice) == pytest.approx(compose.LEVEL, abs=1.0)
    assert -35 < compose.active_rms(chime) < -15
    assert compose.peak(samples) < -1.0 + 0.01
    gap = samples[int((LENGTH + 0.02) * RATE) : int((LENGTH + 0.2) * RATE)]
    assert compose.peak(gap) < -60


@pytest.mark.parametrize("calls", [1, 2, 3])
@pytest.mark.parametrize("result", [False, True])
def test_every_phrase_is_vietnamese_to_the_last_syllable(
    studio: Studio, calls: int, result: bool
) -> None:
    must_be_vietnamese(spoken(studio, calls=calls, result=result, counter=21, label="R154"))


@pytest.mark.parametrize("letter", sorted(set(LETTERS_VI) - {"Đ"}))
def test_every_letter_is_vietnamese(studio: Studio, letter: str) -> None:
    must_be_vietnamese(spoken(studio, label=f"{letter}234", counter=15))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_vietnamese(studio: Studio, name: str) -> None:
    sound = spoken(studio, name=name)
    assert spoken_name(name) in sound.facts["text"]
    must_be_vietnamese(sound)
    studio.forget(1)
    assert not sound.path.exists()


def must_be_vietnamese(sound: Sound) -> None:
    [part] = sound.facts["parts"]
    assert "(en)" not in part["phonemes"]
    assert "_:" not in part["phonemes"]
    assert 0.1 < part["ms"] / 1000 / len(part["text"].split()) < 1.2


def test_an_english_ticket_is_spoken_by_two_voices(studio: Studio) -> None:
    vietnamese, english = spoken(studio, language="en").facts["parts"]
    assert (vietnamese["voice"], english["voice"]) == ("aav/vi", "gmw/en-us")
    assert english["phonemes"].startswith("n'Vmb3_ 'eI_ z'i@roU_ z'i@roU_ s'Ev@n_")
    assert 2000 < english["ms"] < 8000


def test_no_sound_is_cut_short_when_the_voices_take_turns(studio: Studio) -> None:
    """A property set right before a synthesis gives a sound of no length unless it rests."""
    for number in range(6):
        parts = spoken(studio, language="en", label=f"B{number:03d}").facts["parts"]
        assert [part["ms"] > 2000 for part in parts] == [True, True]


def test_four_callers_at_once_each_get_their_own_sound(tmp_path: Path) -> None:
    worker, answers = Worker(), {}

    def call(n: int) -> None:
        answers[n] = ask(worker, tmp_path / f"{n}.wav", "xin mời " * (n + 1))

    callers = [threading.Thread(target=call, args=(n,)) for n in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(60)
    worker.close()
    assert [answers[n]["parts"][0]["phonemes"].count("m'@:2j") for n in range(4)] == [1, 2, 3, 4]


def test_a_worker_that_crashed_is_started_again_for_the_same_call(tmp_path: Path) -> None:
    worker = Worker()
    ask(worker, tmp_path / "a.wav")
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert ask(worker, tmp_path / "b.wav", "xin mời")["ok"]
    assert worker.pid != first
    worker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
def test_a_worker_that_hangs_is_killed_and_started_again(tmp_path: Path) -> None:
    worker = Worker(timeout=1.5)
    ask(worker, tmp_path / "a.wav")
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    assert ask(worker, tmp_path / "b.wav", "xin mời")["ok"]
    assert worker.pid != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    worker.close()


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import time; time.sleep(60)", "no answer"),
        ("import sys; sys.exit(1)", "has ended"),
        ("print('espeak-ng says hello', flush=True); input()", "no JSON"),
        ('print(\'{"ready": false, "error": "no data"}\', flush=True)', "no data"),
    ],
)
def test_a_worker_that_cannot_work_is_left_alone_for_a_while(
    program: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.worker.START_TIMEOUT", 1.0)
    seconds = [0.0]
    worker = Worker([sys.executable, "-c", program], breaker=Breaker(lambda: seconds[0]))
    with pytest.raises(NoSpeech, match=why):
        ask(worker, "x")
    started = time.monotonic()
    with pytest.raises(NoSpeech, match=why):
        ask(worker, "x")
    assert time.monotonic() - started < 0.5
    assert worker.pid is None
    seconds[0] += FIRST_PAUSE
    assert not worker.breaker.is_open()


def test_a_program_that_is_missing_is_said_so() -> None:
    with pytest.raises(NoSpeech, match="does not start"):
        ask(Worker(["/nowhere/python"]), "x")


def test_the_breaker_waits_longer_each_time_and_a_success_closes_it() -> None:
    seconds = [0.0]
    breaker = Breaker(lambda: seconds[0])
    waits = []
    for _ in range(7):
        breaker.fail("no voice")
        begun = seconds[0]
        while breaker.is_open():
            seconds[0] += 10
        waits.append(seconds[0] - begun)
    assert waits == [30, 60, 120, 240, 480, 600, 600]
    assert waits[-1] == LONGEST_PAUSE
    breaker.succeed()
    assert (breaker.reason, breaker.is_open()) == ("", False)
    breaker.fail("again")
    seconds[0] += FIRST_PAUSE
    assert not breaker.is_open()


def test_an_unknown_voice_is_refused_and_never_replaced_in_silence(tmp_path: Path) -> None:
    worker = Worker()
    with pytest.raises(NoSpeech, match='there is no voice "xx/yy"') as refused:
        ask(worker, tmp_path / "a.wav", "xin mời", voice="xx/yy")
    assert refused.value.text_only
    assert not worker.breaker.is_open()
    for _ in range(2):
        with pytest.raises(NoSpeech):
            ask(worker, tmp_path / "a.wav", "xin mời", voice="xx/yy")
    assert worker.breaker.is_open()
    worker.close()


def test_a_text_without_sound_and_a_folder_that_is_missing_are_refused(tmp_path: Path) -> None:
    worker = Worker()
    with pytest.raises(NoSpeech, match=r"0\.00 s of sound"):
        ask(worker, tmp_path / "a.wav", ".")
    with pytest.raises(NoSpeech, match="No such file"):
        ask(worker, tmp_path / "nowhere" / "a.wav", "xin mời")
    worker.close()


def test_speech_data_behind_a_very_long_path_is_reached_by_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import espeakng_loader

    far = tmp_path.joinpath(*["a-very-long-name-of-a-folder" for _ in range(8)])
    far.mkdir(parents=True)
    (far / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(far / "espeak-ng-data"))
    worker = Worker()
    assert ask(worker, tmp_path / "a.wav", "xin mời")["ok"]
    worker.close()


def test_speech_data_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    worker = Worker()
    with pytest.raises(NoSpeech, match="there is no speech data at"):
        ask(worker, tmp_path / "a.wav", "xin mời")
    assert worker.breaker.is_open()


def test_ctrl_c_in_the_servers_window_is_the_servers_alone(tmp_path: Path) -> None:
    worker = Worker()
    ask(worker, tmp_path / "a.wav", "xin mời")
    assert worker.pid
    pid = worker.pid
    if sys.platform != "win32":
        os.kill(pid, signal.SIGINT)
    ask(worker, tmp_path / "b.wav", "xin mời")
    assert worker.pid == pid
    worker.close()


def test_the_worker_ends_with_the_server() -> None:
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["ready"] is True
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_the_server_never_loads_what_belongs_to_the_worker() -> None:
    program = (
        "import sys, voices.announcer, voices.routes\n"
        "theirs = ('pyttsx3', 'espeakng_loader', 'miniaudio', 'voices.engine', 'voices.compose')\n"
        "print([name for name in theirs if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.strip() == "[]"
