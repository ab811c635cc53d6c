"""Files for the screens, sent to a running server: slowly, falsely, by strangers; and shown."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from guarded import guarded, until
from hall import Pages, Served
from mediafiles import pdf, pdf_bomb, picture, sample

Serving = Callable[..., Served]
KIND = {"Content-Type": "application/octet-stream"}


def send(hall: Served, file: Any) -> requests.Response:
    return requests.post(hall.base + "/display/media", data=file, headers=KIND, timeout=100)


def rooms(hall: Served) -> list[Path]:
    return list((hall.data / "media").glob("incoming-*"))


def kept(hall: Served) -> list[Path]:
    return [path for path in (hall.data / "media").glob("*") if path.is_file()]


def begun(hall: Served, length: int, cookie: str = "") -> socket.socket:
    """A connection that has sent the head of an upload."""
    opened = socket.create_connection(("127.0.0.1", hall.port), 20)
    head = (
        f"POST /display/media HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\n"
        f"Content-Type: application/octet-stream\r\nContent-Length: {length}\r\n{cookie}\r\n"
    )
    opened.sendall(head.encode())
    return opened


def status(opened: socket.socket) -> bytes:
    with opened.makefile("rb") as answer:
        return answer.readline()


def a_citizen_is_called(hall: Served) -> None:
    assert hall.post("/kiosk/tickets", {"service": "chung-thuc"}).status_code == 201
    called = hall.post("/counter/1/calls")
    assert called.status_code == 201, called.text
    for verb in ("starts", "finishes"):
        assert hall.post(f"/counter/1/{verb}").status_code == 201


def test_a_file_that_breaks_off_leaves_nothing(served: Served) -> None:
    for said, sent in ((100_000, 10), (1 << 20, 600_000)):
        before = kept(served)
        opened = begun(served, said)
        opened.sendall(bytes(sent))
        assert until(lambda: len(rooms(served)) == 1)
        opened.close()
        assert until(lambda: rooms(served) == [])
        assert kept(served) == before


def test_a_length_that_is_no_length_is_refused(served: Served) -> None:
    for said in ("-5", "1e9", "99999999999999999999"):
        opened = begun(served, said)  # type: ignore[arg-type]
        assert status(opened).split()[1] in (b"400", b"413", b"422")
        opened.close()
    assert rooms(served) == []


def test_calls_are_made_while_files_come_in_slowly(served: Served) -> None:
    slow = [begun(served, 5000) for _ in range(3)]
    assert until(lambda: len(rooms(served)) == 3)
    a_citizen_is_called(served)
    assert send(served, picture()).json()["error"] == "media_busy"
    for each in slow:
        each.close()
    assert until(lambda: rooms(served) == [])


@contextlib.contextmanager
def stopped_child(hall: Served) -> Iterator[int]:
    """The process that looks at a file, standing still; its id."""
    found: list[int] = []

    def look() -> bool:
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes()
                if b"display.media.checker" in words and str(hall.data).encode() in words:
                    found.append(int(entry.name))
        return bool(found)

    assert until(look, 60)
    os.kill(found[0], signal.SIGSTOP)
    yield found[0]
    with contextlib.suppress(ProcessLookupError):
        os.kill(found[0], signal.SIGCONT)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_calls_are_made_while_a_file_is_looked_at_and_a_dead_child_is_a_refusal(
    served: Served,
) -> None:
    before = kept(served)
    answers: list[requests.Response] = []
    bomb = pdf_bomb()
    sending = threading.Thread(target=lambda: answers.append(send(served, bomb)))
    sending.start()
    with stopped_child(served) as child:
        a_citizen_is_called(served)
        assert answers == []
        os.kill(child, signal.SIGKILL)
    sending.join(60)
    assert (answers[0].status_code, answers[0].json()["fault"]) == (422, "media_crashed")
    assert (kept(served), rooms(served)) == (before, [])


def test_a_stranger_s_file_is_not_read(serving: Serving) -> None:
    hall = guarded(serving)
    opened = begun(hall.served, 200_000_000)
    assert status(opened).split()[1] == b"401"
    opened.close()
    assert not (hall.served.data / "media").exists()
    large = requests.post(
        hall.served.base + "/display/media/texts", data=bytes(20_000), headers=KIND, timeout=20
    )
    assert large.status_code == 413


def test_a_power_cut_in_the_middle_leaves_the_list_whole(serving: Serving) -> None:
    hall = serving()
    assert send(hall, pdf(2)).status_code == 201
    before = sorted(kept(hall))
    opened = begun(hall, 5000)
    assert until(lambda: len(rooms(hall)) == 1)
    hall.kill()
    opened.close()
    hall.again()
    assert (sorted(kept(hall)), rooms(hall)) == (before, [])


@pytest.mark.browser
def test_cleaned_videos_play_in_a_browser_to_their_end(served: Served, pages: Pages) -> None:
    pages.expected = ("Autoplay", "favicon")
    page = pages.open(served.page + "/display/?id=tv1")
    for name in ("phone.mp4", "phone.mov", "film.webm"):
        before = kept(served)
        assert send(served, sample(name)).status_code == 201
        [file] = set(kept(served)) - set(before)
        length, width = page.evaluate(
            """file => new Promise((done, fail) => {
                const film = document.createElement("video");
                film.muted = true;
                film.onerror = () => fail(film.error.message);
                film.onended = () => done([film.duration, film.videoWidth]);
                film.src = "/display/media/" + file;
                document.body.append(film);
                film.play().catch(fail);
            })""",
            file.name,
        )
        assert width == 640 and 0.9 < length < 1.2
