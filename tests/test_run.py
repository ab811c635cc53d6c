"""The front door: what each command does, and the one sentence where it cannot."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hall import ROOT, Served
from servers import command

import run

Done = subprocess.CompletedProcess[str]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def refused(done: Done) -> str:
    """The one sentence of a command that ended with 2."""
    assert done.returncode == 2, done.stderr
    (sentence,) = done.stderr.splitlines()
    return sentence


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("open", "invalid choice: 'open'"),
        ("serve --port eighty", "--port"),
        ("serve --citizens 3", "--citizens"),
        ("day shut", "invalid choice: 'shut'"),
        ("demo --citizens 400000", "--citizens"),
        ("demo --host 0.0.0.0", "127.0.0.1"),
        ("demo --host goiso.test", "127.0.0.1"),
    ],
)
def test_a_wrong_command_line_is_answered_with_one_sentence(
    line: str, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(line.split())
    (sentence,) = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert part in sentence


def test_whoever_reads_only_the_beginning_gets_no_trace_of_the_program() -> None:
    line = [sys.executable, str(ROOT / "run.py"), "check"]
    asked = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert asked.stdout is not None and asked.stderr is not None
    asked.stdout.close()
    with asked.stderr as told:
        assert (told.read(), asked.wait()) == ("", 1)


def test_serve_is_what_run_py_does_when_nothing_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command("--data", tmp_path, "--host", "127.0.0.1", "--port", port)
    assert str(port) in refused(done)


def test_the_first_serve_copies_the_settings_and_later_ones_read_that_copy(tmp_path: Path) -> None:
    own = tmp_path / "office" / "config.yaml"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        there = ("--data", own.parent, "--host", "127.0.0.1", "--port", taken.getsockname()[1])
        refused(command("serve", *there))
        first, *copied = own.read_text("utf-8").splitlines()
        assert copied == (ROOT / "config.yaml").read_text("utf-8").splitlines()[1:]
        assert (own.parent / "lexicon.txt").read_bytes().startswith(b"# C")
        assert first.endswith((ROOT / "docs" / "config.schema.json").as_uri())
        own.write_text("zones: 3\n", "utf-8")
        done = command("serve", *there)
        assert "--port" in refused(command("serve", "--config", ROOT / "config.yaml", *there))
    assert done.returncode == 2
    assert str(own) in done.stderr
    assert "Traceback" not in done.stderr


def test_every_mistake_of_the_settings_has_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    shipped = (ROOT / "config.yaml").read_text("utf-8")
    wrong.write_text(shipped + "\nnonsense: 1\nmore: 2\n", "utf-8")
    done = command("demo", "--config", wrong, "--data", tmp_path)
    assert done.returncode == 2
    file, *mistakes = done.stderr.splitlines()
    assert str(wrong) in file
    told = ["nonsense" in mistakes[0], "nonsense" in mistakes[1], "more" in mistakes[2]]
    assert [*told, len(mistakes)] == [True, True, True, 4]


def test_a_data_folder_that_cannot_be_written_gets_one_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", "utf-8")
    for mode in ("serve", "demo"):
        done = command(mode, "--data", in_the_way / "office", "--port", 0)
        assert str(in_the_way / "office") in refused(done)


def test_orders_without_a_running_server_get_one_sentence(tmp_path: Path) -> None:
    assert str(tmp_path) in refused(command("day", "close", "--data", tmp_path))
    (tmp_path / "server.json").write_text('{"address": "http://127.0.0.1:9", "pid": 1}', "utf-8")
    (tmp_path / "control.key").write_text("0" * 64, "utf-8")
    assert str(tmp_path) in refused(command("clock", "confirm", "--data", tmp_path))


def test_an_address_file_that_was_cut_short_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text('{"addr')
    (tmp_path / "control.key").write_text("key")
    told = command("day", "close", "--data", tmp_path)
    assert told.returncode == 2
    assert "Máy chủ chưa chạy" in told.stderr
    assert "Traceback" not in told.stderr


def test_one_server_a_folder_and_it_takes_orders(serving: Callable[..., Served]) -> None:
    all_day = {f"hours.{day}": ["00:00-00:00"] for day in WEEK}
    served = serving(all_day, mode="serve")
    second = command("demo", "--data", served.data, "--config", served.config, "--port", 0)
    assert str(served.data) in refused(second)

    proxy = {"http_proxy": "http://127.0.0.1:9"}
    confirmed = command("clock", "confirm", "--data", served.data, env=proxy)
    assert (confirmed.returncode, len(confirmed.stdout.splitlines())) == (0, 1)
    closed = command("day", "close", "--early", "--data", served.data, env=proxy)
    assert closed.returncode == 0, closed.stderr
    assert "Đã đóng ngày làm việc" in closed.stdout

    (served.data / "control.key").write_text("0" * 64, "utf-8")
    refused(command("day", "close", "--early", "--data", served.data))


def test_a_demo_without_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    line = [sys.executable, str(ROOT / "run.py"), "demo", "--port", "0"]
    demo = subprocess.Popen(
        line, env={**os.environ, "TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert demo.stdout
    assert "DEMO" in demo.stdout.readline()
    assert len(list(tmp_path.glob("goiso-demo-*"))) == 1
    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=30)
    assert demo.returncode == 0
    assert list(tmp_path.glob("goiso-demo-*")) == []


@pytest.mark.long
def test_every_command_is_there_for_a_process_that_imported_nothing_else() -> None:
    """Tests run commands as forks of a process that has imported the program."""
    modules = sorted(each.stem for each in (ROOT / "commands").glob("[a-z]*.py"))
    for module in modules:
        line = [sys.executable, "-B", "-W", "error", "-c", f"import commands.{module}"]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{module}: {done.stderr}"


@pytest.mark.long
def test_the_tests_of_run_py_test_are_all_but_the_long_ones(tmp_path: Path) -> None:
    """Its own two kinds, in a file that pytest is pointed to."""
    file = tmp_path / "test_kinds.py"
    file.write_text(
        "import pytest\n\ndef test_short(): pass\n\n@pytest.mark.long\ndef test_soak(): pass\n"
    )
    quick = command("test", "-v", file)
    soak = command("test", "--long", "-v", file)
    assert passed(quick.stdout) == {"test_short"}
    assert passed(soak.stdout) == {"test_soak"}


def passed(told: str) -> set[str]:
    """The tests that pytest says have passed; its workers say it the other way round."""
    lines = [line for line in told.splitlines() if "PASSED" in line]
    return {name for name in ("test_short", "test_soak") if any(name in line for line in lines)}
