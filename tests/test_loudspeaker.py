"""The loudspeaker of a served office: a call at a counter is heard from a page."""

from __future__ import annotations

import hashlib
import os
import queue
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import socketio
from hall import Pages, Served

from voices.cache import measure

Serving = Callable[..., Served]
SECONDS = 20


class Page:
    """A page's live connection, without the page."""

    def __init__(self, served: Served, room: str = "board-tv1") -> None:
        self._events: queue.Queue[tuple[str, dict[str, Any]]] = queue.Queue()
        self.client = socketio.Client(reconnection=False)
        for name in ("play", "quiet", "snapshot"):
            self.client.on(name, lambda data, name=name: self._events.put((name, data)))
        self.client.connect(served.base, transports=["websocket"])
        self.board = self.client.call("watch", {"room": room}, timeout=SECONDS)

    def sounds(self, zone: str = "hall") -> None:
        self.client.emit("sound", {"on": True, "zone": zone})

    def next(self, wanted: str) -> dict[str, Any]:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            name, data = self._events.get(timeout=SECONDS)
            if name == wanted:
                return data
        raise AssertionError(f"no {wanted} came")

    def voice(self, seq: int, state: str) -> None:
        """Waits until the board says so of that call."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if self.next("snapshot")["voice"].get(str(seq)) == state:
                return
        raise AssertionError(f"call {seq} never was {state}")


@pytest.fixture
def page(serving: Serving) -> Iterator[tuple[Served, Page]]:
    served = serving({"voices.engines": ["espeak"]})
    opened = Page(served)
    yield served, opened
    opened.client.disconnect()


def call(served: Served, counter: int = 1, **wanted: Any) -> None:
    service = served.post("/kiosk/tickets", {"service": "chung-thuc", **wanted})
    assert service.status_code == 201, service.text
    assert served.post(f"/counter/{counter}/calls").status_code == 201


def test_a_call_is_heard_as_it_was_spoken(page: tuple[Served, Page]) -> None:
    served, tv = page
    tv.sounds()
    call(served, name="Trần Thị Hoa", say_name=True)
    play = tv.next("play")
    sound = served.get(play["url"])
    facts = served.get(play["url"].replace(".wav", ".json")).json()
    assert facts["text"] == play["text"]
    assert facts["text"].startswith("Xin mời công dân Trần Thị Hoa, số a, không không một")
    assert facts["sha256"] == hashlib.sha256(sound.content).hexdigest()
    assert sound.headers["Content-Type"] == "audio/wav"
    assert sound.headers["Cache-Control"] == "no-store"
    [kept] = (served.data / "audio" / "named").glob("*.wav")
    assert measure(kept) == play["left_ms"]
    tv.client.emit("ended", {"seq": play["seq"]})
    tv.voice(play["seq"], "spoken")
    assert served.post("/counter/1/starts").status_code == 201
    assert served.get(play["url"]).status_code == 404


def test_there_is_nothing_else_to_fetch_than_sounds(page: tuple[Served, Page]) -> None:
    served, _tv = page
    (served.data / "audio" / "secret.wav").write_bytes(b"x")
    for path in ("secret.wav", "..%2f..%2fgoiso.db", "a" * 64 + ".wav", "named", "a" * 64 + ".py"):
        assert served.get(f"/voices/{path}").status_code == 404
    assert served.get("/voices/static/player.js").status_code == 200


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
def test_the_hall_goes_on_while_the_voice_hangs(page: tuple[Served, Page]) -> None:
    served, tv = page
    tv.sounds()
    call(served)
    tv.client.emit("ended", {"seq": tv.next("play")["seq"]})
    os.kill(voice_process(served), signal.SIGSTOP)
    served.post("/counter/1/starts")
    call(served, 2)
    for _ in range(20):
        begun = time.monotonic()
        assert served.get("/healthz").ok
        assert time.monotonic() - begun < 1.5
    assert tv.next("play")["text"].endswith("đến quầy số hai.")


def test_without_a_voice_the_chime_sounds_and_the_light_says_why(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    served = serving({"voices.engines": ["espeak"]})
    tv = Page(served)
    tv.sounds()
    call(served)
    play = tv.next("play")
    assert (play["text"], play["left_ms"]) == ("", 1280)
    tv.client.emit("ended", {"seq": play["seq"]})
    tv.voice(play["seq"], "silent")
    light = served.get("/healthz").json()["voice"]
    assert (light["state"], light["words"]) == ("fail", "Chỉ có chuông")
    assert "không có giọng nào đọc được: espeak: thiếu dữ liệu giọng ở" in light["detail"]
    tv.client.disconnect()


def voice_process(served: Served) -> int:
    """The server's child that speaks."""
    task = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    if not task.exists():
        pytest.skip("this system does not tell the children of a process")
    for child in task.read_text().split():
        if b"voices.child\0espeak" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("there is no voice process")


@pytest.mark.browser
def test_a_display_plays_a_call_to_its_end(serving: Serving, pages: Pages) -> None:
    served = serving({"voices.engines": ["espeak"]})
    watcher = Page(served)
    display = pages.open(f"{served.page}/display/", 1920, 1080)
    wait_for_light(served, "ok")
    call(served)
    seq = watched(watcher, "speaking")
    begun = time.monotonic()
    watcher.voice(seq, "spoken")
    assert time.monotonic() - begun > 3
    assert display.locator("#sound").is_hidden()
    watcher.client.disconnect()


@pytest.mark.browser
def test_a_display_that_may_not_play_asks_for_one_touch(serving: Serving, pages: Pages) -> None:
    served = serving({"voices.engines": ["espeak"]})
    watcher = Page(served)
    page = pages.open(f"{served.page}/display/", 1920, 1080)
    page.add_init_script(
        "HTMLMediaElement.prototype.play = function () {"
        " return window.touched ? Promise.resolve() :"
        " Promise.reject(new DOMException('touch first', 'NotAllowedError')); };"
        "document.addEventListener('click', () => { window.touched = true; }, true);"
    )
    page.reload()
    page.locator("#sound").wait_for(state="visible")
    wait_for_light(served, "warn")
    call(served)
    watched(watcher, "silent")
    page.locator("#sound").click()
    wait_for_light(served, "ok")
    watched(watcher, "speaking")
    watcher.client.disconnect()


def watched(page: Page, state: str) -> int:
    """The newest call once the board gives it this state."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        said = page.next("snapshot")["voice"]
        if said and said[max(said, key=int)] == state:
            return int(max(said, key=int))
    raise AssertionError(f"no call was {state}")


def wait_for_light(served: Served, state: str) -> None:
    until = time.monotonic() + SECONDS
    while served.get("/healthz").json()["voice"]["state"] != state:
        assert time.monotonic() < until, served.get("/healthz").text
        time.sleep(0.1)
