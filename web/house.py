"""The application that answers now, and the change to other settings while people wait.

The listener and its port stay. What is being printed or spoken ends first; then new requests
wait for some hundredths of a second, the office is wired anew over the same file, and the pages
of the old one come back by themselves.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import gevent
from gevent.event import Event

from config import Config, ConfigMistakes
from office import StoreUnusable
from settings.written import differences
from web import inuse
from web.built import Built, Worker
from web.faults import fenced
from web.guard import Environ, Start
from web.uploads import MARK

log = logging.getLogger("goiso")

# Where the server listens, and what a day is, are settled for as long as it runs.
FIXED = (("web", "host"), ("web", "port"), ("web", "tls"), ("office", "time_zone"))
WORK_SECONDS = 40
"""A slip takes at most 25 s, an announcement said three times about as long."""
ANSWER_SECONDS = 5
STEP_SECONDS = 0.02
BUSY = (
    "Máy in, loa hoặc tệp đang gửi lên chưa xong, nên chưa đổi gì. Xin nạp lại sau một phút.",
    "A slip, a call or a file sent here is not finished; nothing was changed. Try again soon.",
)
ALREADY = ("Đang nạp cấu hình.", "The settings are being reloaded already.")
CLOCK = (
    "Chưa đổi được: hãy xác nhận giờ của máy trước (run.py clock confirm).",
    "Not changed: confirm the clock first (run.py clock confirm).",
)
UNWIRED = (
    "Chưa đổi được: không ghi được vào thư mục dữ liệu. Máy chủ vẫn chạy như trước.",
    "Not changed: the data folder cannot be written. The server goes on as before.",
)

Build = Callable[[Config, Built | None], Built]


class NotNow(Exception):  # noqa: N818 - said to a person as it stands
    """The settings cannot be changed now, and nothing was; one sentence in two languages."""

    def __init__(self, code: str, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese} · {english}")
        self.code, self.vietnamese, self.english = code, vietnamese, english


@dataclass(frozen=True)
class Change:
    """Readable lines of what is different, of these what needs a restart; ms requests waited."""

    changes: list[str]
    restart: list[str]
    waited_ms: int = 0


class House:
    """A WSGI application that passes every request to the one that is in it now.

    `reread` reads the settings again and raises ConfigMistakes; `build` wires them. `begin` starts
    the jobs, `end` stops everything.
    """

    def __init__(self, build: Build, reread: Callable[[], Config]) -> None:
        self._build = build
        self._reread = reread
        self._door = Event()
        self._door.set()
        self._inside: set[Any] = set()
        self._changing = False
        self._work: list[Any] = []
        self.moved: Callable[[Built], None] = lambda _built: None
        self.trouble: tuple[str, str] | None = None

    def move_in(self, config: Config) -> Built:
        """The first application. What its people depend on and its settings lack is shown."""
        self.built = self._build(config, None)
        parts = self.built.parts
        if uses := parts.office.in_use_beyond(parts.ward):
            self.trouble = inuse.notice(uses, parts.ward)
        return self.built

    def begin(self) -> None:
        self._work = [gevent.spawn(job) for job in self.built.work]

    def end(self, seconds: float) -> None:
        try:
            gevent.killall(self._work, timeout=seconds)
        except gevent.Timeout:
            log.info("a job that does not end by now ends with the process")
        self.built.stop()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self._door.wait()
        # A file may take minutes to come in; who takes it in is a worker, and waited for as such.
        if "HTTP_UPGRADE" in environ or environ.get(MARK):
            return self.built.app(environ, start)
        asking = gevent.getcurrent()
        self._inside.add(asking)
        try:
            answer = self.built.app(environ, start)
            # What the hall was told by it goes out first; and who asks again at once stands behind
            # those who have waited.
            gevent.sleep(0)
            return answer
        finally:
            self._inside.discard(asking)

    def preview(self) -> tuple[Change, NotNow | None]:
        """What `reload` would do, and why it would refuse. Raises ConfigMistakes."""
        wanted, change = self._wanted()
        try:
            self._look(wanted)
        except NotNow as reason:
            return change, reason
        return change, None

    def reload(self) -> Change:
        """Read the settings again and go on with them; the hall stays as it is.

        Raises ConfigMistakes or NotNow; then nothing has changed, and a light says why.
        """
        if self._changing:
            raise NotNow("busy", *ALREADY)
        self._changing = True
        try:
            wanted, change = self._wanted()
            waited = 0 if wanted == self.built.parts.config else self._change(wanted)
            self._settle()
            return Change(change.changes, change.restart, waited)
        except ConfigMistakes as mistakes:
            self.trouble = mistakes.lines[0]
            raise
        except NotNow as reason:
            self.trouble = (reason.vietnamese, reason.english)
            raise
        finally:
            self._changing = False
            self.built.parts.live.touch_all("home")
            self.built.parts.live.touch_all("desk-")

    def on_signal(self) -> None:
        """`reload`, told on the terminal and in the log."""
        try:
            change = self.reload()
            print(f"Đã nạp cấu hình, {len(change.changes)} chỗ thay đổi.", flush=True)
        except (ConfigMistakes, NotNow) as reason:
            log.warning("%s", reason)
        except Exception as error:  # noqa: BLE001 - the office goes on with what it has
            fenced("the reload of the settings", error)

    def _wanted(self) -> tuple[Config, Change]:
        """The file's settings as far as they can be had without a restart."""
        running, read = self.built.parts.config, self._reread()
        lines = differences(running, read)
        fixed = [line for place, line in lines if place[:2] in FIXED]
        kept: dict[str, Any] = {}
        for section, key in FIXED:
            part = kept.get(section, getattr(read, section))
            old = getattr(getattr(running, section), key)
            kept[section] = part.model_copy(update={key: old})
        wanted = read.model_copy(update=kept)
        return wanted, Change([line for place, line in lines if place[:2] not in FIXED], fixed)

    def _look(self, wanted: Config) -> None:
        """Raises NotNow for what would make somebody's place in the hall vanish."""
        parts = self.built.parts
        if parts.office.time.trouble():
            raise NotNow("clock_unsure", *CLOCK)
        ward = wanted.ward()
        if uses := parts.office.in_use_beyond(ward, parts.ward):
            raise NotNow("in_use", *inuse.refusal(uses, parts.ward, ward))

    def _change(self, wanted: Config) -> int:
        """The ms that requests had to wait."""
        self._look(wanted)
        old = self.built
        try:
            until = time.monotonic() + WORK_SECONDS
            for worker in old.workers:
                worker.rest(True)
                self._until(partial(_rests, worker), until - time.monotonic())
            self._door.clear()
            closed = time.perf_counter()
            asking = gevent.getcurrent()
            self._until(lambda: not self._inside - {asking}, ANSWER_SECONDS)
            # Since the first look somebody may have taken a number.
            self._look(wanted)
            self.built = self._build(wanted, old)
        except (OSError, StoreUnusable):
            raise NotNow("unwritable", *UNWIRED) from None
        finally:
            if self.built is old:
                for worker in old.workers:
                    worker.rest(False)
                self._door.set()
        gevent.killall(self._work, block=False)
        self.begin()
        self.moved(self.built)
        self._door.set()
        waited = round((time.perf_counter() - closed) * 1000)
        log.info("new settings; requests waited %d ms", waited)
        gevent.spawn(_send_away, old)
        return waited

    def _until(self, true: Callable[[], bool], seconds: float) -> None:
        until = time.monotonic() + seconds
        while not true():
            if time.monotonic() > until:
                raise NotNow("busy", *BUSY)
            gevent.sleep(STEP_SECONDS)

    def _settle(self) -> None:
        """What was in use at the start and is still missing stays told."""
        parts = self.built.parts
        uses = parts.office.in_use_beyond(parts.ward)
        self.trouble = inuse.notice(uses, parts.ward) if uses else None


def _rests(worker: Worker) -> bool:
    return not worker.busy()


def _send_away(old: Built) -> None:
    """Close the old application's live connections: its pages come back to the new one."""
    engine = old.socketio.server.eio
    for client in list(engine.sockets.values()):
        gevent.spawn(client.close, wait=False)
    old.socketio.server.shutdown()
