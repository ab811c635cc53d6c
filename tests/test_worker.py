"""The parent's end of a child process: nobody waits for ever, and what is gone comes back."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from voices.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker
from voices.lineup import command
from voices.worker import NoSpeech, Worker, patience_for

ECHO = """
import json, sys, time
print('{"ready": true, "engine": "echo", "voices": []}', flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if asked.get("text") == "nothing":
        time.sleep(60)
    answer = {"ok": asked.get("text") != "no", "error": "it cannot say no"}
    print(json.dumps({"id": asked["id"], "said": asked.get("text"), **answer}), flush=True)
"""
QUOTES = """
import sys, types
from voices import child
class Espeak:
    def __init__(self, folder, wanted): pass
    def probe(self): return "quoter"
    def voices(self): return ()
    def synth(self, part, path): raise ValueError("cannot say " + part["text"])
sys.modules["voices.engines.espeak"] = types.SimpleNamespace(Espeak=Espeak)
child.main("espeak", '{"folder": ".", "wanted": {}}')
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
SECONDS = 20
Makes = Callable[[str], Worker]


@pytest.fixture
def makes() -> Iterator[Makes]:
    """`makes(program)`: a worker of this Python."""
    made = []

    def make(program: str) -> Worker:
        made.append(Worker([sys.executable, "-c", program]))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


@pytest.fixture
def echo(makes: Makes) -> Worker:
    worker = makes(ECHO)
    worker.greet()
    return worker


def say(worker: Worker, text: str, patience: float = SECONDS) -> Any:
    answer = worker.ask({"text": text}, patience)
    worker.breaker.succeed()
    return answer["said"]


def another(worker: Worker, than: int | None) -> bool:
    """Whether another process stands there ready within the time that a test has."""
    until = time.monotonic() + SECONDS
    while worker.pid in (than, None) and time.monotonic() < until:
        time.sleep(0.01)
    return worker.greet()["ready"] is True and worker.pid != than


def test_many_callers_at_once_each_get_their_own_answer(echo: Worker) -> None:
    answers: dict[int, str] = {}
    callers = [
        threading.Thread(target=lambda n=n: answers.update({n: say(echo, f"text {n}")}))
        for n in range(8)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(SECONDS)
    assert answers == {n: f"text {n}" for n in range(8)}


def test_a_child_that_was_killed_is_there_again_though_nobody_asks(echo: Worker) -> None:
    first = echo.pid
    assert first is not None
    os.kill(first, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    assert another(echo, first)
    assert say(echo, "again") == "again"


def test_the_call_that_finds_its_child_dead_is_answered_by_the_next_one(
    echo: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(echo, "_ended", lambda _process: None)
    first = echo.pid
    assert first is not None and echo._process is not None
    echo._process._process.kill()
    echo._process._process.wait(SECONDS)
    assert say(echo, "again") == "again"
    assert echo.pid != first


@POSIX
def test_a_child_that_hangs_is_killed_and_another_one_comes_up(echo: Worker) -> None:
    first = echo.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    begun = time.monotonic()
    with pytest.raises(NoSpeech, match="no answer in time"):
        say(echo, "x", patience=0.2)
    assert time.monotonic() - begun < SECONDS
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert another(echo, first)
    assert say(echo, "again") == "again"


def test_nobody_waits_behind_another_longer_than_he_said(echo: Worker) -> None:
    def wait() -> None:
        with pytest.raises(NoSpeech):
            say(echo, "nothing", 3)

    slow = threading.Thread(target=wait, daemon=True)
    slow.start()
    until = time.monotonic() + SECONDS
    while not echo._lock.locked() and time.monotonic() < until:
        time.sleep(0.01)
    with pytest.raises(NoSpeech, match="busy"):
        say(echo, "x", patience=0.1)
    slow.join(SECONDS)


def test_who_dies_or_hangs_at_the_start_is_not_starting_for_ever(
    makes: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies, hangs = makes("raise SystemExit(1)"), makes("import time; time.sleep(60)")
    for worker in (dies, hangs):
        worker.start()
    assert hangs.is_starting()
    until = time.monotonic() + SECONDS
    while dies.is_starting() and time.monotonic() < until:
        time.sleep(0.01)
    monkeypatch.setattr("voices.worker.START_SECONDS", 0.0)
    assert not dies.is_starting() and not hangs.is_starting()


def test_a_child_that_takes_long_to_start_is_left_to_it(makes: Makes) -> None:
    slow = makes(f"import time; time.sleep(1)\n{ECHO}")
    with pytest.raises(NoSpeech, match="still starting"):
        say(slow, "x", patience=0.1)
    first = slow.pid
    assert slow.greet()["engine"] == "echo"
    assert slow.pid == first
    assert slow.breaker.reason == ""


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import time; time.sleep(60)", "no answer"),
        ("import sys; sys.exit(1)", "has ended"),
        ("print('espeak-ng says hello', flush=True); input()", "no JSON"),
        ('print(\'{"ready": false, "error": "no data"}\', flush=True)', "no data"),
    ],
)
def test_a_child_that_cannot_work_is_left_alone_for_a_while(
    makes: Makes, program: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.worker.START_SECONDS", 0.0)
    seconds = [0.0]
    worker = makes(program)
    worker.breaker = Breaker(lambda: seconds[0])
    for _ in range(FAILURES):
        with pytest.raises(NoSpeech, match=why):
            say(worker, "x", patience=0.2 if why == "no answer" else SECONDS)
    assert worker.breaker.is_open()
    assert worker.pid is None
    with pytest.raises(NoSpeech, match=why):
        say(worker, "x")
    assert worker.pid is None
    seconds[0] += FIRST_PAUSE
    assert not worker.breaker.is_open()


def test_a_notice_has_more_time_than_its_letters_in_a_call_would_have() -> None:
    """Piper on an old computer takes some 20 ms a letter, espeak-ng under one."""
    assert [patience_for(each) for each in (60, 200)] == pytest.approx([1.6, 3.8])


def test_a_program_that_is_missing_is_said_so() -> None:
    with pytest.raises(NoSpeech, match="does not start"):
        say(Worker(["/nowhere/python"]), "x")


def test_three_refusals_in_a_row_are_a_fault_and_fewer_are_not(echo: Worker) -> None:
    for _ in range(2):
        for _ in range(FAILURES - 1):
            with pytest.raises(NoSpeech, match="cannot say no") as refused:
                say(echo, "no")
            assert refused.value.text_only
        assert say(echo, "yes") == "yes"
    for _ in range(FAILURES):
        with pytest.raises(NoSpeech):
            say(echo, "no")
    assert echo.breaker.is_open()


def test_a_library_that_quotes_a_name_tells_it_to_nobody(
    makes: Makes, caplog: pytest.LogCaptureFixture
) -> None:
    quotes = makes(QUOTES)
    asked = {"do": "synth", "part": {"text": "Nguyễn Thị Bưởi"}, "path": "x.wav"}
    for _ in range(FAILURES):
        with pytest.raises(NoSpeech, match=r"ValueError at .* synth") as refused:
            quotes.ask(asked, SECONDS)
        assert "Bưởi" not in str(refused.value)
    assert "Bưởi" not in caplog.text
    assert len(caplog.records) == 1


def test_a_reader_that_breaks_is_a_child_that_has_ended(
    makes: Makes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(lines: queue.Queue[bytes], line: bytes) -> None:
        if line:
            raise RuntimeError(line.decode())
        put(lines, line)

    put = queue.Queue.put
    monkeypatch.setattr(queue.Queue, "put", breaks)
    with pytest.raises(NoSpeech, match="has ended"):
        say(makes(ECHO.replace("echo", "Bưởi")), "x")
    assert "the reader of a voice failed: RuntimeError" in caplog.text
    assert "Bưởi" not in caplog.text


def test_the_breaker_waits_longer_each_time_and_a_success_closes_it() -> None:
    seconds = [0.0]
    breaker = Breaker(lambda: seconds[0])
    for _ in range(FAILURES - 1):
        breaker.fail("no voice")
        assert not breaker.is_open()
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
    assert not breaker.is_open()


@POSIX
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_what_ends_the_server_ends_its_children_only_by_the_server(told: signal.Signals) -> None:
    worker = Worker(command("mixer"))
    worker.greet()
    assert worker.pid
    os.kill(worker.pid, told)
    with pytest.raises(NoSpeech, match="nowhere"):
        worker.ask({"do": "level", "path": "/nowhere/x.wav", "syllables": 1}, SECONDS)
    worker.close()


def test_a_child_ends_with_the_server() -> None:
    process = subprocess.Popen(command("mixer"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["ready"] is True
    process.communicate(timeout=SECONDS)
    assert process.returncode == 0


def test_the_server_never_loads_what_belongs_to_the_children() -> None:
    program = (
        "import sys, voices.announcer, voices.routes\n"
        "theirs = ('pyttsx3', 'espeakng_loader', 'miniaudio', 'piper', 'voices.compose')\n"
        "print([name for name in theirs if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.strip() == "[]"
