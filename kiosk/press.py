"""The slips of all kiosks: a job in the ticket's own transaction, paper after the commit."""

from __future__ import annotations

import sys
import time
from threading import Thread
from typing import Any

from kiosk.bitmap import Bitmap
from kiosk.line import load_escpos
from kiosk.logo import found
from kiosk.operator import Operator
from kiosk.printer import Patience, printer
from kiosk.records import Job, Jobs, Wanted
from kiosk.studio import Studio
from kiosk.wording import Wording
from office import Event, Refused, Ticket, Tx
from office.moves import FINAL
from web.faults import fenced
from web.health import Light
from web.parts import Parts
from web.words import _, _l

RECENT = 10 * 60_000
FAREWELL = 4
"""Seconds that a slip being printed is waited for when the server stops."""
LIGHTS = {
    "paper": _l("Máy in đang hết giấy"),
    "cover": _l("Nắp máy in đang mở"),
    "offline": _l("Mất nối máy in"),
    "error": _l("Máy in báo lỗi"),
}
NO_JOB = {"job": None, "state": "off", "trouble": None, "reprint": False}


class Press:
    """Takes the jobs of every kiosk to its printer; `work` runs for as long as the server.

    What a server that ended was printing is unsure from the start of the next one: it is never
    printed again by itself.
    """

    def __init__(self, parts: Parts, patience: Patience | None = None) -> None:
        patience = patience or Patience()
        self._office = parts.office
        self._live = parts.live
        self._cache = parts.data / "cache" / "escpos"
        self._jobs = Jobs(parts.store)
        self._studio = Studio()
        logo = found(parts.config.slip.logo, parts.data)
        self._wording = Wording(parts.config, logo, parts.address, parts.demo)
        self._printer_of = {kiosk.id: kiosk.printer for kiosk in parts.config.kiosks}
        described = parts.config.printers
        self._troubles: dict[str, str | None] = {}
        self._unable = ""
        self._networked = any(each.type == "network" for each in described)
        interrupted = self._jobs.interrupt(self._office.now())
        self._jobs.prune(self._office.today(), today=False)
        self._operators = {
            each.id: Operator(
                each.id,
                printer(each, parts.data, patience, interrupted=each.id in interrupted),
                self._jobs,
                compose=self._compose,
                now=self._office.now,
                changed=self._changed,
                patience=patience,
            )
            for each in described
        }
        self._office.listen(self._heard)

    def work(self) -> None:
        """Runs the operators; returns, and lets a slip come out to its end, when it is killed."""
        if self._networked:
            self._load()
        if self._operators:
            self._studio.open()
        crew = [Thread(target=each.run, daemon=True) for each in self._operators.values()]
        for member in crew:
            member.start()
        try:
            for member in crew:
                member.join()
        finally:
            self.stop()
            until = time.monotonic() + FAREWELL
            for member in crew:
                member.join(max(0, until - time.monotonic()))
            self._studio.close()

    def stop(self) -> None:
        for operator in self._operators.values():
            operator.stop()

    def rest(self, resting: bool) -> None:
        """No slip is begun while resting; the one that is being printed comes out to its end."""
        for operator in self._operators.values():
            operator.rest(resting)

    def busy(self) -> bool:
        return any(operator.at_work for operator in self._operators.values())

    def wake(self) -> None:
        """After a commit: there may be something to print."""
        for operator in self._operators.values():
            operator.wake()

    def job(self, tx: Tx, ticket: Ticket, kiosk: str) -> None:
        """A job in the ticket's own transaction, where the kiosk has a printer."""
        wanted = self._wanted(ticket, kiosk)
        if wanted:
            self._jobs.add(tx, wanted)

    def job_of(self, ticket: Ticket) -> int | None:
        """The ticket's last job; None where nothing is printed."""
        job = self._jobs.last(ticket.id)
        return job.id if job else None

    def facts(self, job: int | None) -> dict[str, Any]:
        """{job, state, trouble, reprint}; `off` without a job, `expired` once it is forgotten."""
        if job is None:
            return dict(NO_JOB)
        found = self._jobs.get(job)
        return found.facts() if found else {**NO_JOB, "job": job, "state": "expired"}

    def kiosk_facts(self, kiosk: str) -> dict[str, Any]:
        """{printer: trouble or None, jobs: {id: facts}} of the last ten minutes."""
        operator = self._operators.get(self._printer_of.get(kiosk) or "")
        recent = self._jobs.recent(kiosk, self._office.now() - RECENT)
        return {
            "printer": operator.printer.status.trouble if operator else None,
            "jobs": {str(job.id): job.facts() for job in recent},
        }

    def reprint(self, ticket: Ticket, kiosk: str) -> int | None:
        """The same number once more; its job. Refused: `wrong_state` while a slip is under way."""
        wanted = self._wanted(ticket, kiosk, again=True)
        if wanted is None:
            return None
        if ticket.state in FINAL:
            raise Refused("wrong_state", state=ticket.state)
        last = self._jobs.last(ticket.id)
        if last and last.state == "unsure":
            return self.settle(ticket, printed=False, at=kiosk)
        job = self._jobs.again(wanted)
        if job is None:
            raise Refused("wrong_state", state=last.state if last else "queued")
        self.wake()
        return job

    def settle(self, ticket: Ticket, printed: bool, at: str | None = None) -> int:
        """What the citizen saw of the ticket's last slip, an unsure one; the job that counts now.

        Not printed: it is printed once more, as a reprint, at the kiosk `at` or where it was to
        be. A second answer changes nothing.
        Refused: `unknown_ticket` when the ticket has no slip.
        """
        found = self._jobs.last(ticket.id)
        if found is None:
            raise Refused("unknown_ticket")
        if found.state != "unsure":
            return found.id
        again = None if printed else self._wanted(ticket, at or found.kiosk, again=True)
        instead = self._jobs.settle(found, self._office.now(), again)
        operator = self._operators.get(found.printer)
        if printed and operator:
            operator.printer.trust()
        self._changed(found.printer)
        self.wake()
        return instead or found.id

    def light(self) -> Light:
        """The worst printer of the office."""
        if self._unable and sys.modules.get("escpos.printer") is None:
            return Light("printer", "fail", str(LIGHTS["error"]), self._unable)
        known = {each.id: each.printer.status for each in self._operators.values()}
        for id, status in known.items():
            if status.trouble:
                return Light("printer", "fail", str(LIGHTS[status.trouble]), id)
        for id, status in known.items():
            if status.near_end:
                return Light("printer", "warn", _("Sắp hết giấy"), id)
        if not known:
            return Light("printer", "warn", _("Chưa có máy in"))
        return Light("printer", "ok", _("Tốt"), ", ".join(known))

    def _load(self) -> None:
        """A full or read-only cache must not end those who print: they try again themselves."""
        try:
            load_escpos(self._cache)
        except Exception as error:  # noqa: BLE001 - a package may fail in its own ways
            fenced("python-escpos", error)
            self._unable = f"python-escpos: {type(error).__name__}"

    def _wanted(self, ticket: Ticket, kiosk: str, *, again: bool = False) -> Wanted | None:
        printer = self._printer_of.get(kiosk)
        if printer is None:
            return None
        return Wanted(ticket.day, ticket.id, kiosk, printer, self._office.now(), again)

    def _compose(self, job: Job, width: int) -> tuple[str, Bitmap]:
        """The name is asked for now and kept nowhere; only one who agreed is named on paper."""
        ticket = self._office.ticket_facts(job.ticket)
        name = self._office.name(job.ticket)
        said = name.text if name and name.say else None
        slip = self._wording.slip(ticket, name=said, width=width, reprint=bool(job.reprint))
        return slip.label, self._studio.draw(slip)

    def _changed(self, printer: str) -> None:
        kiosks = [kiosk for kiosk, its in self._printer_of.items() if its == printer]
        self._live.touch(*(f"kiosk-{kiosk}" for kiosk in kiosks))
        trouble = self._operators[printer].printer.status.trouble
        if self._troubles.get(printer) != trouble:
            self._troubles[printer] = trouble
            # The printer's light stands on the officers' pages too.
            self._live.touch_all("desk-")

    def _heard(self, events: list[Event]) -> None:
        """With the day its slips are forgotten: they may bear names."""
        for event in events:
            if event.kind == "day_closed":
                self._jobs.prune(event.day)
                for operator in self._operators.values():
                    operator.printer.clear()
