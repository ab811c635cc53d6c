"""A counter's PC with a keypad: a FIFO that is written as the kernel writes a keyboard's events."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from guarded import until

from keypad.client import Keypad
from keypad.keys import LINUX
from keypad.linux import DOWN, EV_KEY, INPUT, LinuxKeys
from keypad.pairing import KeypadLink, Pairing
from keypad.watch import Watch
from paired.link import Answer, Away, Link

ENTER, STAR, MINUS, BACKSPACE, FIVE = 96, 55, 74, 14, 76
UP, REPEATED, EV_SYN = 0, 2, 0
PATIENCE = 60.0
assert {ENTER, STAR, MINUS, BACKSPACE} < set(LINUX) and FIVE not in LINUX


@dataclass
class Board:
    """One keyboard at `path`. Its clock goes on a second with each press."""

    path: Path
    at: float = 1000.0
    _fifo: int = -1

    def plug(self) -> None:
        os.mkfifo(self.path)
        self._fifo = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)

    def unplug(self) -> None:
        if self._fifo >= 0:
            self.path.unlink()
            os.close(self._fifo)
        self._fifo = -1

    def press(self, key: int, *, after: float = 1.0, held: int = 0) -> None:
        """Down, `held` repeats of a key that is held down, up."""
        self.at += after
        values = [DOWN, *[REPEATED] * held, UP]
        events = [(EV_KEY, key, value) for value in values]
        os.write(self._fifo, b"".join(self._event(*each) + self._event(EV_SYN) for each in events))

    def _event(self, kind: int, code: int = 0, value: int = 0) -> bytes:
        seconds = int(self.at)
        return INPUT.pack(seconds, round((self.at - seconds) * 1e6), kind, code, value)


@dataclass
class KeypadPc:
    """`said` has what the terminal told, Vietnamese alone; `grabbed` how often it took the keys."""

    link: Link
    counter: int
    folder: Path
    said: list[str] = field(default_factory=list)
    grabbed: int = 0

    def __post_init__(self) -> None:
        self.token = self.folder / "token"
        if self.link.token:
            self.token.write_text(self.link.token, "ascii")
        self.board = Board(self.folder / "event-kbd")
        self.board.plug()
        pairing = Pairing(self.link, self.counter, self.token, self._tell)
        self.watch = Watch(self.link, self.counter, pairing, self._tell)
        keys = LinuxKeys(self.board.path, self._tell, self._grab, again=0.05)
        self.keypad = Keypad(self.link, self.counter, keys, self.watch, self._tell, PATIENCE)
        self._thread = Thread(target=self.keypad.run)
        self._thread.start()

    def sees(self, turn: int | None, *, seated: bool = True) -> None:
        """Waits until the keypad knows of this open turn."""

        def come() -> bool:
            facts, _ = self.watch.now()
            return facts is not None and (facts["turn"], facts["seated"]) == (turn, seated)

        assert until(come, PATIENCE), (self.watch.now(), self.said)

    def lost(self) -> bool:
        return self.watch.now()[0] is None

    def hears(self, words: str) -> None:
        """Waits until the terminal said so after what it was asked for last; forgets all before."""
        assert until(lambda: any(words in each for each in self.said), PATIENCE), self.said
        self.said.clear()

    def close(self) -> None:
        self.keypad.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        self.board.unplug()

    def _tell(self, vietnamese: str, _english: str, _warn: bool = False) -> None:
        if not self.said or self.said[-1] != vietnamese:
            self.said.append(vietnamese)

    def _grab(self, _board: int) -> None:
        self.grabbed += 1


class Lossy(KeypadLink):
    """A way to the server that is disturbed once, at the next press.

    `before` happens when the press is on its way, `after` when its answer is lost.
    """

    before: Callable[[], None] | None = None
    after: Callable[[], None] | None = None

    def post(self, path: str, said: dict[str, Any]) -> Answer:
        if not path.startswith("/counter/"):
            return super().post(path, said)
        before, after, self.before, self.after = self.before, self.after, None, None
        if before:
            before()
        answer = super().post(path, said)
        if after:
            after()
            raise Away("the answer was lost")
        return answer
