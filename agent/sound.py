"""Plays the announcements of a zone on this computer's loudspeaker, where the settings say so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

from agent.link import AgentLink, Away, Denied, Wire
from voices.speaker import Speaker
from web.faults import fenced

log = logging.getLogger("goiso.agent")

AGAIN, TROUBLED = 1.0, 10.0
"""Seconds between two tries to reach the server; and after what does not pass by itself."""
IDLE = 30.0
FILES = "sound-*.wav"


class Loudspeaker:
    """`unknown()` is called when the server does not know this machine; `over` ends `run`.

    A sound lies in `folder` while it is played: a name may be in it.
    """

    def __init__(
        self, link: AgentLink, folder: Path, over: Event, unknown: Callable[[], None]
    ) -> None:
        self._link = link
        self._folder = folder
        self._over = over
        self._unknown = unknown
        self._wire: Wire | None = None
        self._speaker = Speaker(self._ended)
        self._clear()

    def run(self) -> None:
        while not self._over.is_set():
            pause = AGAIN
            try:
                place = self._link.fetch("/voices/speaker")
                if place and place["room"]:
                    self._attend(place["room"], place["zone"])
                else:
                    pause = TROUBLED
            except Denied:
                self._unknown()
            except Away as fault:
                log.info("%s", fault)
            except Exception as error:  # noqa: BLE001 - who ends plays nothing any more
                fenced("the loudspeaker", error)
                pause = TROUBLED
            self._over.wait(pause)

    def wake(self) -> None:
        if self._wire:
            self._wire.wake()

    def _attend(self, room: str, zone: str) -> None:
        """Returns when it is stopped. Raises Away, Denied."""
        wire = self._wire = Wire(self._link, room, ("play", "quiet"))
        try:
            wire.say("sound", {"on": True, "zone": zone})
            while not self._over.is_set():
                event, data = wire.next(IDLE) or ("idle", {})
                if event == "play":
                    self._play(data)
                elif event == "quiet":
                    self._speaker.stop()
        finally:
            # The server gives what was cut to whoever sounds next.
            self._wire = None
            self._speaker.stop()
            wire.close()
            self._clear()

    def _play(self, call: dict[str, Any]) -> None:
        self._speaker.stop()
        sound = self._link.file(call["url"])
        if sound is None:
            self._ended({"seq": call["seq"], "heard": False})
            return
        self._place(call["seq"]).write_bytes(sound)
        self._speaker.play(call["seq"], self._place(call["seq"]), call["volume"])

    def _clear(self) -> None:
        for left in self._folder.glob(FILES):
            # Windows keeps it while a process that is just ending plays it; `_ended` comes after.
            with suppress(OSError):
                left.unlink()

    def _place(self, seq: int) -> Path:
        return self._folder / FILES.replace("*", str(seq))

    def _ended(self, said: dict[str, Any]) -> None:
        """In the thread that played it."""
        self._place(said["seq"]).unlink(missing_ok=True)
        if self._speaker.trouble:
            log.warning("the loudspeaker: %s", self._speaker.trouble)
        wire = self._wire
        if wire is not None:
            with suppress(Away):
                wire.say("ended", said)
