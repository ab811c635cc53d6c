"""Prints the slips that are offered, each at most once, and tells how they ended."""

from __future__ import annotations

import logging
from base64 import b64decode
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from agent.journal import Entry, Journal, State
from agent.link import AgentLink, Away, Denied
from config import Printer as Described
from kiosk.bitmap import Bitmap
from kiosk.line import load_escpos
from kiosk.printer import Patience, Printer, Sent, printer
from kiosk.remote import TRIAL
from kiosk.traits import Traits
from web.faults import fenced

log = logging.getLogger("goiso.agent")

JOBS = "/kiosk/agent/jobs"


class NoLeave(Exception):  # noqa: N818 - said as it stands
    """The server takes the slip back before its first mark."""


class Slips:
    """`link` may raise Away and Denied at any moment: what the server missed is told later."""

    def __init__(self, link: AgentLink, journal: Journal, data: Path) -> None:
        self._link = link
        self._journal = journal
        self._data = data
        self._patience = Patience()
        self._described: Described | None = None
        self._printer: Printer | None = None

    @property
    def journal(self) -> str:
        return self._journal.id

    @property
    def pause(self) -> float:
        return self._patience.idle

    def drive(self, described: dict[str, Any], traits: dict[str, Any]) -> None:
        """The printer as the settings of the office describe it now; `traits`: as it was known."""
        wanted = Described.model_validate({**described, "at": "server"})
        if wanted == self._described:
            return
        if wanted.type == "network":
            load_escpos(self._data / "cache" / "escpos")
        interrupted = self._journal.interrupted
        known = Traits.model_validate(traits)
        self._printer = printer(
            wanted, self._data, self._patience, interrupted=interrupted, traits=known
        )
        self._described = wanted
        self._printer.look()

    def leave(self) -> None:
        """The printer is in other hands."""
        self._printer = self._described = None

    def look(self) -> None:
        if self._printer:
            self._printer.look()

    def trust(self) -> None:
        if self._printer:
            self._printer.trust()

    def know(self, said: dict[str, Any]) -> None:
        """What somebody saw of the printer's paper at the office; `room` may stand beside it."""
        if self._printer:
            traits = {part: said[part] for part in Traits.model_fields if part in said}
            self._printer.traits = Traits.model_validate(traits)

    def clear(self) -> None:
        if self._printer:
            self._printer.clear()

    def status(self) -> dict[str, Any]:
        """{journal, heard, trouble, near_end, traits}; without a printer nothing is heard."""
        if self._printer is None:
            return {"journal": self._journal.id, "heard": False}
        known = {**asdict(self._printer.status), "traits": self._printer.traits.model_dump()}
        return {"journal": self._journal.id, **known}

    def tell_ends(self) -> None:
        for entry in self._journal.untold():
            self._tell_end(entry)

    def print(self, job: dict[str, Any]) -> None:
        """`job`: {id, queued_at, offer, begun} as the server offers it."""
        entry = Entry(job["id"], job["queued_at"], job["offer"], "begun")
        known = self._journal.find(*entry.key)
        if known:
            # Never a second time, whatever the server has lost.
            if job["begun"] or self._may_begin(entry):
                state: State = "printed" if known.state == "printed" else "unsure"
                self._post_end(replace(entry, state=state))
        elif job["begun"]:
            # Its leave never came through: not a byte was sent.
            self._post_end(replace(entry, state="queued"))
        else:
            self._print_new(entry)

    def _print_new(self, entry: Entry) -> None:
        found = self._link.fetch(f"{JOBS}/{entry.job}")
        if self._printer is None or found is None or found["offer"] != entry.offer:
            return
        slip = Bitmap(found["width"], b64decode(found["dots"]))
        begun = False

        def begin() -> None:
            nonlocal begun
            if not self._may_begin(entry):
                raise NoLeave
            self._journal.note(entry)
            begun = True

        try:
            if entry.job == TRIAL:
                sent = self._printer.probe(slip, begin)
            else:
                sent = self._printer.print(entry.job, found["label"], slip, begin)
        except NoLeave:
            return
        except (Away, Denied):
            raise
        except Exception as error:  # noqa: BLE001 - a device's fault is how the slip ended
            fenced(f"slip {entry.job}", error)
            sent = Sent("unsure" if begun else "queued", "error")
        end = replace(entry, state=sent.state, trouble=sent.trouble)
        if begun:
            self._keep(end)
        self._tell_end(end)

    def _may_begin(self, entry: Entry) -> bool:
        said = {"offer": entry.offer, "journal": self._journal.id}
        answer = self._link.tell(f"{JOBS}/{entry.job}/begins", said)
        return bool(answer and answer["begin"])

    def _tell_end(self, end: Entry) -> None:
        self._post_end(end)
        if self._journal.find(*end.key):
            self._keep(replace(end, told=True))

    def _post_end(self, end: Entry) -> None:
        said = {
            "offer": end.offer,
            "journal": self._journal.id,
            "queued_at": end.queued_at,
            "state": end.state,
            "trouble": end.trouble,
        }
        self._link.tell(f"{JOBS}/{end.job}/ends", said)

    def _keep(self, entry: Entry) -> None:
        """A full disk loses only how it ended: that it was begun is kept already."""
        try:
            self._journal.note(entry)
        except OSError as error:
            log.error("the journal cannot be written: %s", error.strerror)
