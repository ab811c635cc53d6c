"""Sheets of procedures at a kiosk: which there are, and who may have one printed now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue as Answer

from kiosk import posts
from kiosk.guide import GUIDES, guide_by
from kiosk.job import Job, Wanted
from kiosk.page import kiosk_asked
from office import Refused
from web.aside import aside
from web.asking import body
from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import asked_language

if TYPE_CHECKING:
    from kiosk.leaflets import Offered
    from kiosk.press import Press

HOUR = 3_600_000
Facts = dict[str, Any]


@dataclass
class Sheets:
    """Asks the press for a sheet. A job with the key of another one is that one."""

    parts: Parts
    press: Press

    def offered(self) -> list[Facts]:
        """{id, service, title, lang} in the language of the request."""
        return [_facts(each) for each in self._shelf(asked_language())]

    def print(self, wish: posts.SheetWish, kiosk: str, *, staff: bool) -> tuple[Facts, Job, bool]:
        """(what is printed, its job, whether it was asked for before). `staff` are not limited.

        Refused: `unknown_sheet`, `unknown_service`, `which_sheet` where a service has several,
        `unknown_ticket`, `key_reused`, `no_printer`, `sheet_under_way`, `sheets_soon`,
        `sheets_used`.
        """
        found = self._found(wish)
        printer = self.press.printer_of(kiosk)
        if printer is None:
            raise Refused("no_printer")
        office = self.parts.office
        ticket = posts.ticket_of(office, wish.token).id if wish.token else None
        before = self.press.jobs.keyed(kiosk, wish.key) if wish.key else None
        if before:
            if (before.sheet, before.language) != (found.id, wish.language):
                raise Refused("key_reused")
            return _facts(found), before, True
        now = office.now()
        if not staff:
            self._limit(kiosk, ticket, now)
        wanted = Wanted(
            *(office.today(), ticket, kiosk, printer, now),
            sheet=found.id,
            language=wish.language,
            key=wish.key,
        )
        id = self.press.jobs.again(wanted)
        job = self.press.jobs.get(id) if id else None
        if job is None:
            raise Refused("sheet_under_way")
        self.press.crew.wake()
        return _facts(found), job, False

    def _found(self, wish: posts.SheetWish) -> Offered:
        offered = self._shelf(wish.language)
        if wish.procedure is not None:
            offered = [each for each in offered if each.id == wish.procedure]
            if not offered:
                raise Refused("unknown_sheet")
        else:
            offered = [each for each in offered if each.service == wish.service]
            if not offered:
                raise Refused("unknown_sheet")
            if len(offered) > 1:
                raise Refused("which_sheet", sheets=[each.id for each in offered])
        return offered[0]

    def _shelf(self, language: str) -> list[Offered]:
        """Hundreds of files, or a slow disk, keep nobody else waiting."""
        return aside(partial(self.press.leaflets.offered, language))

    def _limit(self, kiosk: str, ticket: int | None, now: int) -> None:
        rules = self.parts.config.sheets
        times = self.press.jobs.sheets_since(kiosk, now - HOUR)
        if times and now - times[0] < rules.seconds * 1000:
            raise Refused("sheets_soon")
        used = ticket is not None and self.press.jobs.sheets_for(ticket) >= rules.per_ticket
        if used or len(times) >= rules.per_hour:
            raise Refused("sheets_used")


def sheet_routes(routes: Blueprint, parts: Parts, press: Press) -> None:
    """GET sheets: {sheets}; POST sheets, guide/sheets: 201 {sheet, print}, 200 for a repeat."""
    sheets = Sheets(parts, press)

    @routes.get("/sheets")
    @allow(Who.KIOSK, Who.GUIDE, Who.MANAGER)
    def offered() -> Answer:
        return jsonify(sheets=sheets.offered())

    @routes.post("/sheets")
    @allow(Who.KIOSK, Who.GUIDE, Who.MANAGER)
    def printed() -> Answer:
        place = asker().place("kiosk", request.args.get("id"))
        return answer(place, staff=False)

    @routes.post("/guide/sheets")
    @allow(*GUIDES)
    def guided() -> Answer:
        guide_by()
        return answer(request.args.get("id"), staff=True)

    def answer(place: str | None, *, staff: bool) -> Answer:
        kiosk = kiosk_asked(parts.config, place)
        sheet, job, replayed = sheets.print(body(posts.SheetWish), kiosk.id, staff=staff)
        said = {"sheet": sheet, "print": press.facts(job.id)}
        if replayed:
            return jsonify(**said, replayed=True)
        return jsonify(**said), 201


def _facts(offered: Offered) -> Facts:
    return {
        "id": offered.id,
        "service": offered.service,
        "title": offered.title,
        "lang": offered.lang,
    }
