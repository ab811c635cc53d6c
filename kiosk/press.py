"""The slips of all kiosks: a job in the ticket's own transaction, paper after the commit.

Sheets of procedures go the same way behind them; who may have one is `kiosk/sheets.py`'s to say.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kiosk import badge
from kiosk.bitmap import Bitmap
from kiosk.crew import Crew
from kiosk.job import Job, Wanted
from kiosk.leaflets import Leaflets
from kiosk.logo import found
from kiosk.memory import Memory, seen_to_print
from kiosk.operator import Operator
from kiosk.printer import Patience, printer
from kiosk.procedure import FOLDER
from kiosk.records import Jobs, Known, Trials
from kiosk.replies import Status, Trouble
from kiosk.studio import Studio
from kiosk.trial import TestPrint
from kiosk.trialslip import trial_slip
from kiosk.wording import Wording
from office import Event, Refused, Ticket, Tx
from office.moves import FINAL
from web.health import Light
from web.parts import Parts
from web.words import _, language

RECENT = 10 * 60_000
LATEST = 20
"""Jobs of a printer on the manager's page."""
Said = tuple[Trouble | None, bool]
"""What the staff read of a printer: its trouble, and whether its paper is near the end."""
FINE: Said = (None, False)
NO_JOB = {"job": None, "state": "off", "trouble": None, "reprint": False}


class Press:
    """Takes the jobs of every kiosk to its printer, where `crew` prints them.

    What a server that ended was printing is unsure from the start of the next one: it is never
    printed again by itself.
    """

    def __init__(self, parts: Parts, patience: Patience | None = None) -> None:
        patience = patience or Patience()
        self._office = parts.office
        self._live = parts.live
        self.jobs = Jobs(parts.store)
        services = {each.id for each in parts.config.services if not each.retired}
        self.leaflets = Leaflets(parts.data / FOLDER, services)
        self._studio = Studio()
        self._address = parts.address
        logo = found(parts.config.slip.logo, parts.data)
        self._wording = Wording(parts.config, logo, parts.address, parts.demo, parts.catalogs)
        self._kiosks = parts.config.kiosks
        self._printer_of = {kiosk.id: kiosk.printer for kiosk in self._kiosks}
        self._said: dict[str, Said] = {}
        self._trials = Trials(parts.store)
        described = parts.config.printers
        known = [each.id for each in described]
        interrupted = self.jobs.interrupt(self._office.now(), known) | self._trials.interrupt()
        self.jobs.prune(self._office.today(), today=False)
        self._memory = Memory(Known(parts.store), described)
        operators = [
            Operator(
                each.id,
                printer(
                    each,
                    parts.data,
                    patience,
                    interrupted=each.id in interrupted,
                    traits=self._memory.of(each.id),
                ),
                self.jobs,
                compose=self._compose,
                now=self._office.now,
                changed=self._changed,
                patience=patience,
            )
            for each in described
        ]
        networked = any(each.type == "network" for each in described)
        cache = parts.data / "cache" / "escpos" if networked else None
        self.crew = Crew(operators, self._studio, cache)
        self.trial = TestPrint(
            self._trials,
            self.crew,
            draw=self._compose_trial,
            now=self._office.now,
            changed=self._changed,
        )
        self._office.listen(self._heard)

    def job(self, tx: Tx, ticket: Ticket, kiosk: str) -> None:
        """A job in the ticket's own transaction, where the kiosk has a printer."""
        wanted = self._wanted(ticket, kiosk)
        if wanted:
            self.jobs.add(tx, wanted)

    def job_of(self, ticket: Ticket) -> int | None:
        """The ticket's last job; None where nothing is printed."""
        job = self.jobs.last(ticket.id)
        return job.id if job else None

    def facts(self, job: int | None) -> dict[str, Any]:
        """{job, state, trouble, reprint}; `off` without a job, `expired` once it is forgotten."""
        if job is None:
            return dict(NO_JOB)
        found = self.jobs.get(job)
        return found.facts() if found else {**NO_JOB, "job": job, "state": "expired"}

    def kiosk_facts(self, kiosk: str) -> dict[str, Any]:
        """{printer: trouble or None, jobs: {id: facts}} of the last ten minutes."""
        operator = self.operator_at(kiosk)
        recent = self.jobs.recent(kiosk, self._office.now() - RECENT)
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
        last = self.jobs.last(ticket.id)
        if last and last.state == "unsure":
            return self.settle(ticket, printed=False, at=kiosk)
        job = self.jobs.again(wanted)
        if job is None:
            raise Refused("wrong_state", state=last.state if last else "queued")
        self.crew.wake()
        return job

    def settle(self, ticket: Ticket, printed: bool, at: str | None = None) -> int:
        """What the citizen saw of the ticket's last slip, an unsure one; the job that counts now.

        Not printed: it is printed once more, as a reprint, at the kiosk `at` or where it was to
        be. A second answer changes nothing.
        Refused: `unknown_ticket` when the ticket has no slip.
        """
        found = self.jobs.last(ticket.id)
        if found is None:
            raise Refused("unknown_ticket")
        if found.state != "unsure":
            return found.id
        again = None if printed else self._wanted(ticket, at or found.kiosk, again=True)
        instead = self.jobs.settle(found, self._office.now(), again)
        operator = self.crew.at(found.printer)
        if printed and operator and found.trouble is None:
            seen_to_print(operator.printer)
        self._changed(found.printer)
        self.crew.wake()
        return instead or found.id

    def printer_of(self, kiosk: str) -> str | None:
        """Its id."""
        return self._printer_of.get(kiosk)

    def operator_at(self, kiosk: str) -> Operator | None:
        return self.crew.at(self._printer_of.get(kiosk))

    def queued_at(self, job: int) -> int:
        """When it was asked for: with its id this is no other job's, in whatever file."""
        found = self.jobs.get(job)
        return found.queued_at if found else 0

    def confirm(self, printer: str, job: int, queued_at: int) -> None:
        """A late word that a slip came out: it settles an unsure one and nothing else."""
        if self.jobs.confirm(job, queued_at, self._office.now()):
            self._changed(printer)

    def printers(self) -> list[dict[str, Any]]:
        """{id, place, status, traits, trial, jobs} of each; jobs as {label, at, state, …}."""
        return [
            {
                "id": each.id,
                "place": self._place(each.id),
                "status": asdict(each.printer.status),
                "traits": each.printer.traits.model_dump(),
                "trial": asdict(trial) if (trial := self._trials.last(each.id)) else None,
                "jobs": [
                    {
                        **job.facts(),
                        "label": self._label(job),
                        "at": job.queued_at,
                    }
                    for job in self.jobs.latest(each.id, self._office.today(), LATEST)
                ],
            }
            for each in self.crew.all()
        ]

    def light(self) -> Light:
        """All printers of the office, the worst first."""
        if self.crew.unable:
            return badge.broken(self.crew.unable)
        operators = self.crew.all()
        return badge.light([badge.Seen(self._place(o.id), o.printer.status) for o in operators])

    def _place(self, printer: str) -> str:
        """What people call it: the kiosk that it stands in."""
        its = [kiosk.name for kiosk in self._kiosks if kiosk.printer == printer]
        named = ", ".join(name.in_language(language()) for name in its)
        return named or _("Máy in %(id)s", id=printer)

    def _label(self, job: Job) -> str:
        if job.sheet is not None or job.ticket is None:
            return _("Tờ hướng dẫn")
        return self._office.ticket(job.ticket).label

    def _wanted(self, ticket: Ticket, kiosk: str, *, again: bool = False) -> Wanted | None:
        printer = self._printer_of.get(kiosk)
        if printer is None:
            return None
        return Wanted(ticket.day, ticket.id, kiosk, printer, self._office.now(), again)

    def _compose(self, job: Job, width: int) -> tuple[str, Bitmap]:
        """The name is asked for now and kept nowhere; only one who agreed is named on paper."""
        if job.ticket is None or job.sheet is not None:
            return self._compose_sheet(job, width)
        ticket = self._office.ticket_facts(job.ticket)
        name = self._office.name(job.ticket)
        said = name.text if name and name.say else None
        slip = self._wording.slip(ticket, name=said, width=width, reprint=bool(job.reprint))
        return slip.label, self._studio.draw(slip)

    def _compose_sheet(self, job: Job, width: int) -> tuple[str, Bitmap]:
        """As its file is now. Raises LookupError where it is gone."""
        language = job.language or "vi"
        leaflet = {o.id: o.leaflet for o in self.leaflets.offered(language)}[job.sheet or ""]
        at = self._office.now()
        sheet = self._wording.sheet(leaflet, language=language, width=width, at=at)
        return job.sheet or "", self._studio.draw(sheet)

    def _compose_trial(self, printer: str, width: int) -> Bitmap:
        at = self._office.time.local(self._office.now())
        return self._studio.draw(
            trial_slip(width, self._place(printer), printer, at, self._address)
        )

    def _changed(self, printer: str) -> None:
        kiosks = [kiosk for kiosk, its in self._printer_of.items() if its == printer]
        self._live.touch(*(f"kiosk-{kiosk}" for kiosk in kiosks))
        self._live.touch("printers")
        operator = self.crew.at(printer)
        if operator is None:
            return
        self._memory.keep(printer, operator.printer.traits)
        said = _said(operator.printer.status)
        if self._said.get(printer, FINE) != said:
            self._said[printer] = said
            # The printers' light stands on the officers' pages too, and on the home page.
            self._live.touch_all("desk-")
            self._live.touch_all("home")

    def _heard(self, events: list[Event]) -> None:
        """With the day its slips are forgotten: they may bear names."""
        for event in events:
            if event.kind == "day_closed":
                self.jobs.prune(event.day)
                for operator in self.crew.all():
                    operator.printer.clear()


def _said(status: Status) -> Said:
    return status.trouble, status.near_end
