"""The agent: stays connected to the server, prints what it is offered, hears the scanner."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Event, Thread
from typing import Any

import bootstrap
from agent.journal import Journal
from agent.link import AgentLink, Away, Denied, Wire
from agent.pairing import pair
from agent.scans import Scans
from agent.slips import Slips
from agent.sound import Loudspeaker
from paired.pairing import read_token, write_token
from web.faults import fenced

log = logging.getLogger("goiso.agent")

AGAIN = 1.0
"""Seconds between two tries to reach the server."""
TROUBLED = 10.0
"""The same, after what does not pass by itself."""
ENDING = 5.0
"""Seconds that the loudspeaker has to hang up."""


class Agent:
    """`kiosk`: the place that is proposed to the manager. `stop` may come from any thread."""

    def __init__(self, server: str, data: Path, kiosk: str, authority: str | None) -> None:
        self._token = data / "token"
        self._link = AgentLink(server, read_token(self._token), authority)
        self._slips = Slips(self._link, Journal(data / "journal.jsonl"), data)
        self._kiosk = kiosk
        self._over = Event()
        self._wire: Wire | None = None
        self._scans = Scans(self._link, self._wake)
        # Pairing is this loop's; the loudspeaker waits for it.
        self._sound = Loudspeaker(self._link, data, self._over, unknown=lambda: None)
        self._status: tuple[Wire, Any] | None = None
        self._said = ""

    def run(self) -> None:
        """Until `stop`. A slip that is being printed comes out to its end."""
        sounding = Thread(target=self._sound.run, daemon=True)
        sounding.start()
        while not self._over.is_set():
            pause = AGAIN
            try:
                place = self._link.fetch("/kiosk/agent")
                if place and place["room"]:
                    self._attend(place["room"])
                else:
                    pause = TROUBLED
                    self._tell(
                        "Kiosk này không có máy in, máy quét nào ghi at: kiosk; ở đây chỉ có loa.",
                        "No printer or scanner of this kiosk is at: kiosk; its loudspeaker may be.",
                    )
            except Denied:
                self._let_in()
            except Away as fault:
                log.info("%s", fault)
                self._tell(
                    f"Chưa nối được {self._link.server}; đang thử lại.",
                    "The server is not there; trying again.",
                )
            except Exception as error:  # noqa: BLE001 - who ends prints nothing any more
                fenced("the agent", error)
                pause = TROUBLED
            self._over.wait(pause)
        sounding.join(ENDING)

    def stop(self) -> None:
        self._over.set()
        self._sound.wake()
        self._wake()

    def _attend(self, room: str) -> None:
        """Returns when it is stopped. Raises Away, Denied."""
        wire = self._wire = Wire(self._link, room)
        try:
            while not self._over.is_set():
                heard = wire.next(self._slips.pause)
                self._heed(wire, *(heard or ("idle", None)))
        finally:
            self._wire = None
            self._scans.stop()
            wire.close()

    def _heed(self, wire: Wire, event: str, data: Any) -> None:
        if event == "traits":
            self._slips.know(data)
        elif event == "trust":
            self._slips.trust()
        elif event == "clear":
            self._slips.clear()
        elif event == "idle":
            self._slips.look()
        elif event == "snapshot":
            self._follow(wire, data)
        self._say(wire)

    def _follow(self, wire: Wire, facts: dict[str, Any]) -> None:
        """What the room of this kiosk's agent says: whose it is, which printer, which slip."""
        self._slips.tell_ends()
        self._scans.follow(facts["scanner"])
        if facts["journal"] not in (None, self._slips.journal):
            self._slips.leave()
            self._tell(
                "Một máy khác đang in cho máy lấy số này; máy này chờ.",
                "Another computer prints for this kiosk; this one waits.",
            )
            return
        if facts["printer"]:
            self._slips.drive(facts["printer"], facts["traits"])
        self._tell(f"Đã nối {self._link.server}, máy lấy số {facts['kiosk']}.", "Connected.")
        self._say(wire, again=facts["journal"] is None)
        if facts["job"]:
            self._slips.print(facts["job"])

    def _say(self, wire: Wire, *, again: bool = False) -> None:
        """How all is here: once on each connection, when it changed, and `again` if not heard."""
        said = {**self._slips.status(), "scanner": self._scans.trouble}
        if again or self._status != (wire, said):
            wire.say("agent", said)
            self._status = wire, said

    def _wake(self) -> None:
        if self._wire:
            self._wire.wake()

    def _let_in(self) -> None:
        let_in(self._link, self._kiosk, self._token, self._over)

    def _tell(self, vietnamese: str, english: str) -> None:
        """Once, until there is something else to tell."""
        line = f"{vietnamese} · {english}"
        if line != self._said:
            bootstrap.tell(line)
        self._said = line


class DisplayAgent:
    """Stands in for the sound of a display's page: a loudspeaker where there is no screen."""

    def __init__(self, server: str, data: Path, display: str, authority: str | None) -> None:
        token, self._over = data / "token", Event()
        link = AgentLink(server, read_token(token), authority, "display")
        self._sound = Loudspeaker(
            link, data, self._over, lambda: let_in(link, display, token, self._over)
        )

    def run(self) -> None:
        """Until `stop`."""
        self._sound.run()

    def stop(self) -> None:
        self._over.set()
        self._sound.wake()


def let_in(link: AgentLink, place: str, token: Path, over: Event) -> None:
    """Shows a code until the manager has accepted it, and keeps what the server gives for it."""
    try:
        if pair(link, place, over):
            write_token(token, link.token)
    except Away as fault:
        log.info("%s", fault)
