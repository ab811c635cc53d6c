"""The chain of engines: a call is spoken whatever happens to the engine that should, and it says
why another one did."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import ROOT

from config import Config
from voices.breaker import FAILURES, FIRST_PAUSE, Breaker
from voices.chain import Chain
from voices.lineup import command
from voices.words import Said, Sentence, sentences
from voices.worker import NoSpeech, Worker

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
SECONDS = 30
ESPEAK, HUM = "espeak", "hum 1.0"
CALL = Sentence("vi", "Xin mời số một đến quầy số ba.")
Mood = Callable[[str], None]


@pytest.fixture
def voices(tmp_path: Path) -> Path:
    """The office's folder of voices, as if it had a Piper voice."""
    folder = tmp_path / "voices"
    folder.mkdir()
    (folder / "hum.onnx").write_bytes(b"stands for a model")
    return folder


@pytest.fixture
def mood(voices: Path) -> Mood:
    def be(mood: str) -> None:
        (voices / "mood").write_text(mood, "utf-8")

    return be


@pytest.fixture
def chain(shipped: Config, voices: Path) -> Iterator[Chain]:
    """A humming engine before espeak-ng, both up."""
    hums = Worker([sys.executable, str(ROOT / "tests" / "fake_engine.py"), str(voices)])
    espeak = Worker(command("espeak", voices, shipped.voices))
    made = Chain(shipped.voices, voices, workers={"piper": hums, "espeak": espeak})
    for worker in (made.mixer, hums, espeak):
        worker.greet(SECONDS)
    yield made
    made.close()


def speak(chain: Chain, folder: Path, sentence: Sentence = CALL) -> dict[str, Any]:
    """The one part of what was spoken."""
    made = chain.record([sentence], folder / "call.wav", chime="")
    [part] = made["parts"]
    assert not list(folder.glob("*.part"))
    return dict(part)


def by(part: dict[str, Any]) -> str:
    return str(part["engine"].split(" ")[0])


def told(part: dict[str, Any]) -> dict[str, str]:
    return {step["engine"]: step["reason"] for step in part["steps"]}


def comes_back(chain: Chain, folder: Path) -> bool:
    """Whether the first engine speaks again within the time that a test has."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if by(speak(chain, folder)) == "hum":
            return True
        time.sleep(0.05)
    return False


def test_the_first_engine_that_can_speaks(chain: Chain, tmp_path: Path) -> None:
    part = speak(chain, tmp_path)
    assert (part["engine"], part["voice"], told(part)) == (HUM, "hum", {})
    assert chain.failed() == ()


def test_a_language_that_an_engine_has_no_voice_for_is_no_fault_of_it(
    chain: Chain, tmp_path: Path
) -> None:
    part = speak(chain, tmp_path, Sentence("en", "Welcome to our office."))
    assert (by(part), told(part)) == ("espeak-ng", {"piper": "there is no voice for en"})
    assert chain.failed() == ()


def test_an_engine_that_is_killed_in_a_call_speaks_the_next_ones(
    chain: Chain, tmp_path: Path, mood: Mood
) -> None:
    mood("dies")
    part = speak(chain, tmp_path)
    assert (by(part), told(part)) == ("espeak-ng", {"piper": "the process has ended"})
    assert [step.engine for step in chain.failed()] == ["piper"]
    mood("")
    assert comes_back(chain, tmp_path)
    assert chain.failed() == ()


@pytest.mark.parametrize("strange", ["rambles", "sighs", "loops"])
def test_whatever_an_engine_answers_the_next_one_speaks_and_the_log_says_it_once(
    chain: Chain, tmp_path: Path, mood: Mood, caplog: pytest.LogCaptureFixture, strange: str
) -> None:
    mood(strange)
    part = speak(chain, tmp_path)
    assert (by(part), len(caplog.records)) == ("espeak-ng", 1)
    assert "the process answers" in told(part)["piper"]
    assert not any(word in caplog.text for word in ("Xin", "quầy"))


def test_a_greeting_of_another_form_is_an_engine_that_does_not_speak(
    chain: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain.workers["piper"], "greet", lambda _patience: {"ready": True})
    assert by(speak(chain, tmp_path)) == "espeak-ng"


@POSIX
def test_an_engine_that_was_killed_from_outside_is_there_for_the_next_call(
    chain: Chain, tmp_path: Path
) -> None:
    for engine in ("piper", "espeak"):
        pid = chain.workers[engine].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    assert comes_back(chain, tmp_path)


@POSIX
def test_a_call_does_not_wait_for_an_engine_that_hangs(
    chain: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.worker.PATIENCE_A_LETTER", 0.0)
    pid = chain.workers["piper"].pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    part = speak(chain, tmp_path)
    assert (by(part), told(part)) == ("espeak-ng", {"piper": "the process gave no answer in time"})
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert comes_back(chain, tmp_path)


def test_a_sound_of_many_parts_waits_once_for_an_engine_that_is_only_starting(
    chain: Chain, tmp_path: Path, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    mood("slow to start")
    piper = chain.workers["piper"]
    pid = piper.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    waits: list[float] = []
    greet = piper.greet

    def counted(patience: float) -> dict[str, Any]:
        waits.append(patience)
        return greet(patience / 10)

    monkeypatch.setattr(piper, "greet", counted)
    made = chain.record([CALL, CALL, CALL], tmp_path / "call.wav", chime="")
    assert [by(part) for part in made["parts"]] == ["espeak-ng"] * 3
    assert len(waits) == 1
    assert chain.recipe([CALL, CALL]) and len(waits) == 2


def test_an_engine_is_left_alone_after_three_failures_and_tried_again_later(
    chain: Chain, tmp_path: Path, mood: Mood, voices: Path
) -> None:
    seconds = [0.0]
    chain.workers["piper"].breaker = Breaker(lambda: seconds[0])
    mood("mumbles")
    for _ in range(FAILURES + 2):
        part = speak(chain, tmp_path)
        assert by(part) == "espeak-ng"
        assert "0.02 s of sound for 8 syllables" in told(part)["piper"]
    assert (voices / "said").read_text("utf-8").count("\n") == FAILURES
    mood("")
    assert by(speak(chain, tmp_path)) == "espeak-ng"
    seconds[0] += FIRST_PAUSE
    assert by(speak(chain, tmp_path)) == "hum"


def test_an_engine_that_is_removed_is_missed_by_no_call(chain: Chain, tmp_path: Path) -> None:
    chain.workers["piper"].close()
    chain.workers["piper"] = Worker(["/nowhere/piper"])
    part = speak(chain, tmp_path)
    assert by(part) == "espeak-ng"
    assert "does not start" in told(part)["piper"]


def test_a_model_that_is_taken_away_is_no_longer_held(
    chain: Chain, tmp_path: Path, voices: Path
) -> None:
    assert by(speak(chain, tmp_path)) == "hum"
    (voices / "hum.onnx").unlink()
    part = speak(chain, tmp_path)
    assert (by(part), chain.workers["piper"].pid) == ("espeak-ng", None)
    assert "there is no model" in told(part)["piper"]
    assert chain.failed() == ()
    (voices / "another.onnx").write_bytes(b"stands for another model")
    assert comes_back(chain, tmp_path)


def test_an_engine_that_cannot_start_gives_its_reason(
    chain: Chain, tmp_path: Path, mood: Mood
) -> None:
    assert chain.workers["piper"].rest()
    mood("cannot")
    part = speak(chain, tmp_path)
    assert (by(part), told(part)) == ("espeak-ng", {"piper": "it has lost its voice"})


def test_without_a_mixer_nobody_is_blamed_but_the_mixer(chain: Chain, tmp_path: Path) -> None:
    chain.mixer.close()
    chain.mixer = Worker(["/nowhere/mixer"])
    with pytest.raises(NoSpeech, match="mixer: the process does not start"):
        speak(chain, tmp_path)
    assert not chain.workers["piper"].breaker.reason


def test_when_all_engines_fail_each_one_says_why(
    chain: Chain, tmp_path: Path, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    assert chain.workers["espeak"].rest()
    mood("mumbles")
    with pytest.raises(NoSpeech, match=r"piper: 0\.02 s of sound.*; espeak: there is no speech"):
        speak(chain, tmp_path)


def test_a_number_is_said_by_recordings_and_a_name_never(shipped: Config, tmp_path: Path) -> None:
    vi = shipped.voices.vi.model_copy(update={"pack": "may-doc"})
    voices = shipped.voices.model_copy(update={"vi": vi})
    chain = Chain(voices, tmp_path / "voices")
    try:
        [number] = sentences(Said("A007", 3), shipped.phrases)
        [name] = sentences(Said("A007", 3, name="Trần Thị Hoa"), shipped.phrases)
        recorded = chain.record([number], tmp_path / "a.wav", chime="", patient=True)["parts"][0]
        assert (recorded["engine"], recorded["voice"]) == ("clips", "may-doc")
        assert recorded["phonemes"].split()[1:3] == ["letter-a", "digit-0"]
        spoken = speak(chain, tmp_path, name)
        assert (by(spoken), told(spoken)["clips"]) == (
            "espeak-ng",
            "only calls by number are recorded",
        )
    finally:
        chain.close()


def test_the_machine_s_own_recordings_say_the_number_when_the_machine_is_gone(
    shipped: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    chain = Chain(shipped.voices, tmp_path / "voices")
    try:
        [number] = sentences(Said("A007", 3), shipped.phrases)
        part = chain.record([number], tmp_path / "a.wav", chime="", patient=True)["parts"][0]
        assert (part["engine"], part["voice"]) == ("machine clips", "may-doc")
        assert "no speech data" in told(part)["espeak"]
    finally:
        chain.close()


def test_callers_at_once_each_get_their_own_sound(chain: Chain, tmp_path: Path) -> None:
    spoken: dict[int, str] = {}

    def call(n: int) -> None:
        folder = tmp_path / str(n)
        folder.mkdir()
        made = chain.record(
            [Sentence("vi", "xin mời " * (n + 1))], folder / "call.wav", chime="", patient=True
        )
        spoken[n] = made["parts"][0]["text"]

    callers = [threading.Thread(target=call, args=(n,)) for n in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(SECONDS)
    assert {n: text.count("mời") for n, text in spoken.items()} == {n: n + 1 for n in range(4)}
