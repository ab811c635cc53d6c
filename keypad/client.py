"""The keypad of one counter: each key that goes down is one press for the officer there."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from keypad.keys import Keys, Press, Steady
from keypad.watch import Facts, Watch
from paired.link import Answer, Away, Link

PATIENCE = 10.0
"""Seconds in which a press is asked for again, with the same key, where no answer came."""
PAUSE = 0.3
SHOWN = 0.7
"""Seconds in which the server tells what a press changed."""
Told = tuple[str, str, bool]
THINGS: dict[Press, str] = {"recall": "recalls", "absent": "absences", "undo": "undos"}


class Keypad:
    """`say(vietnamese, english, warn)` tells the officer how each press ended. `stop` may come
    from any thread.
    """

    def __init__(
        self,
        link: Link,
        counter: int,
        keys: Keys,
        watch: Watch,
        say: Callable[[str, str, bool], None],
        patience: float = PATIENCE,
    ) -> None:
        self._link, self._counter, self._keys, self._watch = link, counter, keys, watch
        self._say, self._patience = say, patience
        self._over = Event()

    def run(self) -> None:
        """Until `stop`. Raises Unusable."""
        attending = Thread(target=self._watch.run, args=(self._over,), name="watch")
        attending.start()
        steady = Steady()
        try:
            for down in self._keys.downs(self._over):
                if steady.is_new(down):
                    told = self._press(down.press)
                    dropped = self._keys.drop()
                    self._say(*told)
                    if dropped:
                        self._say("Bấm trong lúc đang gửi không tính.", "Too quick.", True)
        finally:
            self.stop()
            attending.join()

    def stop(self) -> None:
        self._over.set()

    def _press(self, press: Press) -> Told:
        facts, arrived = self._watch.now()
        if facts is None:
            return "Chưa nối được máy chủ: phím này không tính.", "No server.", True
        thing = THINGS.get(press) or _smart(facts)
        answer = self._ask(thing, {"key": secrets.token_hex(16), "turn": facts["turn"]})
        if answer is None:
            return "Máy chủ không trả lời. Xin nhìn màn hình quầy.", "No answer.", True
        if answer.refused:
            return str(answer.said.get("message", "")), str(answer.said.get("error", "")), True
        # The next press shall carry what this one made.
        self._watch.await_beyond(arrived, SHOWN)
        return *_done(thing, answer.said), False

    def _ask(self, thing: str, said: dict[str, Any]) -> Answer | None:
        """A reply may be lost though the press arrived: the same key moves nothing twice."""
        end = time.monotonic() + self._patience
        while True:
            try:
                return self._link.post(f"/counter/{self._counter}/{thing}", said)
            except Away:
                if self._over.wait(PAUSE) or time.monotonic() > end:
                    return None


def _smart(facts: Facts) -> str:
    return "starts" if facts["smart"] == "start" else "calls"


def _done(thing: str, said: dict[str, Any]) -> tuple[str, str]:
    ticket, turn = said.get("ticket"), said.get("turn")
    if not ticket:
        return "Đã hoàn thành. Chưa có ai chờ.", "Finished. Nobody is waiting."
    label = ticket["label"]
    return {
        "calls": (f"Đã gọi {label}.", "Called."),
        "starts": (f"Đã bắt đầu phục vụ {label}.", "Started."),
        "recalls": (f"Đã gọi lại {label}, lần {turn['calls'] if turn else 2}.", "Called again."),
        "absences": (f"{label} vắng mặt.", "Absent."),
        "undos": (f"Đã hoàn tác: {label} trở lại như trước khi gọi.", "Undone."),
    }[thing]
