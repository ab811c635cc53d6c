"""The running server: one for a folder, patient with nobody, stopped without loss."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from hall import ROOT, Served, write_config
from servers import command

Serving = Callable[..., Served]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return command(*arguments)


def one_sentence(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == 2, ended
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("\n") == 1
    return ended.stderr


def dial(hall: Served) -> socket.socket:
    dialled = socket.create_connection(("127.0.0.1", hall.port), timeout=10)
    dialled.settimeout(10)
    return dialled


def test_a_second_server_on_the_folder_exits_with_a_sentence(serving: Serving) -> None:
    hall = serving()
    told = one_sentence(run("demo", "--data", hall.data, "--port", "0"))
    assert "already running" in told
    assert hall.get("/healthz").json()["ok"]


def test_a_port_in_use_is_told_in_a_sentence(serving: Serving, tmp_path: Path) -> None:
    hall = serving()
    told = one_sentence(run("demo", "--data", tmp_path / "other", "--port", str(hall.port)))
    assert str(hall.port) in told
    assert "--port" in told


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    config = write_config(tmp_path / "config.yaml", {})
    told = one_sentence(
        run("serve", "--config", config, "--data", tmp_path / "file" / "data", "--port", "0")
    )
    assert str(tmp_path / "file" / "data") in told


@pytest.mark.parametrize("file", ["address.txt", "control.key", "server.json"])
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, file: str) -> None:
    data = tmp_path / "data"
    (data / file).mkdir(parents=True)
    config = write_config(tmp_path / "config.yaml", {})
    told = one_sentence(run("serve", "--config", config, "--data", data, "--port", "0"))
    assert str(data) in told


def test_the_server_ends_cleanly_when_asked_and_leaves_no_address(serving: Serving) -> None:
    hall = serving()
    noted = json.loads((hall.data / "server.json").read_text("utf-8"))
    assert noted == {"address": hall.base, "pid": hall.process.pid}
    if os.name == "posix":
        assert (hall.data / "control.key").stat().st_mode & 0o777 == 0o600
    hall.stop()
    assert hall.process.returncode == 0
    assert not (hall.data / "server.json").exists()
    assert not (hall.data / "control.key").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="limits are read from /proc")
def test_a_crash_leaves_no_memory_with_names_on_the_disk(serving: Serving) -> None:
    """Of the server and of every process that it has started."""
    server = serving().process.pid
    children = Path(f"/proc/{server}/task/{server}/children").read_text("ascii").split()
    for pid in (server, *children):
        limits = Path(f"/proc/{pid}/limits").read_text("ascii")
        [dump] = [line for line in limits.splitlines() if line.startswith("Max core file size")]
        assert dump.split()[4:6] == ["1", "1"], f"{pid}: {dump}"


@pytest.mark.skipif(sys.platform != "linux", reason="its own limits")
def test_where_the_computer_forbids_dumps_altogether_it_starts_all_the_same() -> None:
    """As `* hard core 0` in limits.conf does; nobody but root may raise that."""
    lines = (
        "import os, resource, bootstrap",
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
        "os.geteuid() or os.setuid(65534)",
        "bootstrap.leave_no_dumps()",
        "print(resource.getrlimit(resource.RLIMIT_CORE))",
    )
    command = [sys.executable, "-c", "; ".join(lines)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("(0, 0)", 0), done.stderr


def test_only_who_knows_the_key_of_the_folder_gives_orders(serving: Serving) -> None:
    hall = serving()
    key = (hall.data / "control.key").read_text("ascii")
    assert hall.post("/control/day-closes").status_code == 404
    assert hall.post("/control/day-closes", headers={"X-Goiso-Key": "0" * 64}).status_code == 404
    assert (
        hall.post("/control/clock-confirmations", headers={"X-Goiso-Key": key}).status_code == 201
    )
    assert hall.post("/control/day-closes", headers={"X-Goiso-Key": key}).status_code == 201
    assert run("day", "close", "--data", hall.data).returncode == 2


def test_who_does_not_finish_a_request_in_time_is_cut_off(serving: Serving) -> None:
    hall = serving({"web.limits.header_seconds": "1"})
    head = f"POST /kiosk/tickets HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\n"
    slow = (
        b"",
        b"GET / HT",
        head.encode() + b"X-Slow: ",
        head.encode() + b"Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
    )
    for begun in slow:
        with dial(hall) as dialled:
            dialled.sendall(begun)
            started = time.monotonic()
            assert dialled.recv(100) == b"", begun
            assert 0.5 < time.monotonic() - started < 4, begun


def test_a_drip_of_bytes_does_not_buy_more_time(serving: Serving) -> None:
    hall = serving({"web.limits.header_seconds": "1"})
    with dial(hall) as dialled:
        dialled.sendall(b"GET / HTTP/1.1\r\n")
        lasted = 0.0
        while lasted < 8 and not is_closed(dialled):
            time.sleep(0.2)
            lasted += 0.2
            with contextlib.suppress(OSError):
                dialled.send(b"X-Drip: 1\r\n")
    assert lasted < 4


def test_one_address_holds_no_more_unfinished_connections_than_allowed(serving: Serving) -> None:
    hall = serving({"web.limits.connections": "8", "web.limits.header_seconds": "30"})
    opened = [dial(hall) for _ in range(12)]
    for dialled in opened:
        dialled.sendall(b"GET / HT")
    time.sleep(0.5)
    assert hall.get("/healthz").ok
    closed = [is_closed(dialled) for dialled in opened]
    for dialled in opened:
        dialled.close()
    assert closed[:4] == [True] * 4
    assert closed[-6:] == [False] * 6


def is_closed(dialled: socket.socket) -> bool:
    dialled.setblocking(False)
    try:
        return dialled.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_a_body_that_is_too_long_or_of_unknown_length_is_refused(serving: Serving) -> None:
    hall = serving()
    long = requests.post(
        f"{hall.base}/kiosk/tickets",
        data=b'{"service": "' + b"a" * 20_000 + b'"}',
        headers={"Content-Type": "application/json"},
        timeout=10,
    )
    assert long.status_code == 413
    assert "message" in long.json()
    unknown = requests.post(
        f"{hall.base}/kiosk/tickets",
        data=iter([b"{}"]),
        headers={"Content-Type": "application/json"},
        timeout=10,
    )
    assert unknown.status_code == 400


def test_answers_do_not_wait_for_the_delayed_acknowledgement(serving: Serving) -> None:
    hall = serving()
    with requests.Session() as session:
        at_once = asked = 0
        # The first few are acknowledged at once even so; a busy machine makes many late, not all.
        while at_once < 6 and asked < 200:
            started = time.perf_counter()
            session.post(f"{hall.base}/counter/1/calls", json={}, timeout=10)
            at_once += time.perf_counter() - started < 0.03
            asked += 1
    assert at_once == 6, "Nagle's algorithm costs 0.04 s"


def test_twenty_presses_at_once_with_one_turn_make_one_call(serving: Serving) -> None:
    hall = serving()
    for _ in range(5):
        assert hall.post("/kiosk/tickets", {"service": "chung-thuc"}).status_code == 201
    answers: list[int] = []
    gate = threading.Barrier(20)

    def press() -> None:
        gate.wait(10)
        answers.append(hall.post("/counter/2/calls", {"turn": None}).status_code)

    pressing = [threading.Thread(target=press) for _ in range(20)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join(20)
    assert sorted(answers) == [201] + [409] * 19
    assert hall.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]["ahead"] == 4


def test_what_was_given_is_still_there_after_a_power_cut(serving: Serving) -> None:
    hall = serving()
    ticket = hall.post("/kiosk/tickets", {"service": "ho-tich"}).json()["ticket"]
    hall.kill()
    hall.again()
    assert ticket["label"] in hall.get(f"/t/{ticket['token']}").text
    assert hall.post("/kiosk/tickets", {"service": "ho-tich"}).json()["ticket"]["label"] == "B002"
