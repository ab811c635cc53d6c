"""The agents at the kiosks: who is connected, what each is to print, and what it says of it."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue as Answer
from pydantic import Field, StringConstraints

from kiosk.operator import Operator
from kiosk.page import kiosk_asked
from kiosk.printer import Sent
from kiosk.remote import TRIAL, News, Offer, RemotePrinter
from kiosk.replies import Status, Trouble
from kiosk.scanner import Trouble as Unheard
from kiosk.traits import Traits
from web.asking import Body, body
from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.who import Who

if TYPE_CHECKING:
    from kiosk.cards import Cards
    from kiosk.press import Press

ROOM = "agent-"
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,32}$")]


class Here(Body):
    """What an agent says when it comes and whenever its printer is not as it was."""

    journal: Mark
    heard: bool
    trouble: Trouble | None = None
    near_end: bool = False
    traits: Traits | None = None
    scanner: Unheard | None = "missing"


class Scanned(Body):
    """What a scanner read, byte by byte, and the question that was open when it began."""

    question: Mark
    hex: Annotated[str, StringConstraints(max_length=8000, pattern=r"^([0-9a-f]{2})+$")]


class Begin(Body):
    offer: Mark
    journal: Mark


class End(Begin):
    """`queued_at`: of the job, which may have to be found in the records."""

    queued_at: Annotated[int, Field(ge=0, le=2**53)]
    state: Literal["printed", "unsure", "queued"]
    trouble: Trouble | None = None


def agents(routes: Blueprint, parts: Parts, press: Press, cards: Cards) -> None:
    """The room `agent-<kiosk>` is what an agent watches: {kiosk, scanner, printer, traits, journal,
    job}.

    GET agent: {kiosk, room} of the asking machine; GET agent/jobs/<job>: its dots;
    POST agent/jobs/<job>/begins {offer, journal}: {begin}, leave for the first mark;
    POST agent/jobs/<job>/ends {offer, journal, queued_at, state, trouble};
    POST agent/scans {question, hex}: a card, or whatever was held before the scanner.
    """
    remote = _remote(parts, press)
    scanners = cards.remote()
    described = {each.id: each for each in parts.config.printers}

    def snapshot(kiosk: str) -> dict[str, Any] | None:
        if kiosk not in {*remote, *scanners}:
            return None
        kind = scanners[kiosk].kind.model_dump(mode="json") if kiosk in scanners else None
        facts = {
            "kiosk": kiosk,
            "scanner": {"kind": kind, "asked": cards.asked(kiosk)} if kind else None,
        }
        if kiosk not in remote:
            return {**facts, "printer": None, "traits": None, "journal": None, "job": None}
        operator, printer = remote[kiosk]
        return {
            **facts,
            "printer": described[operator.id].model_dump(mode="json"),
            "traits": printer.traits.model_dump(),
            "journal": printer.agent.journal if printer.agent else None,
            "job": _job(press, printer),
        }

    def here(data: dict[str, Any], sid: str) -> None:
        said = Here.model_validate(data)
        status = Status(said.heard, said.trouble, said.near_end)
        for kiosk in _kiosks(parts.live.rooms_of(sid)):
            if kiosk in remote:
                remote[kiosk][1].join(sid, said.journal, status, said.traits)
            if kiosk in scanners:
                scanners[kiosk].say(sid, said.journal, said.scanner)

    def gone(sid: str) -> None:
        for _, printer in remote.values():
            printer.leave(sid)
        for each in scanners.values():
            each.leave(sid)

    parts.live.room(ROOM, snapshot, Who.KIOSK)
    parts.live.on("agent", here)
    parts.live.left(gone)

    def own_printer() -> RemotePrinter:
        kiosk = own_kiosk()
        return remote[kiosk][1] if kiosk in remote else abort(404)

    def own_kiosk() -> str:
        return kiosk_asked(parts.config, asker().place("kiosk", None)).id

    @routes.get("/agent")
    @allow(Who.KIOSK)
    def agent() -> Answer:
        kiosk = own_kiosk()
        room = ROOM + kiosk if kiosk in {*remote, *scanners} else None
        return jsonify(kiosk=kiosk, room=room)

    @routes.get("/agent/jobs/<int:job>")
    @allow(Who.KIOSK)
    def dots(job: int) -> Answer:
        offer = own_printer().offer
        if offer is None or offer.job != job:
            abort(404)
        drawn = b64encode(offer.slip.data).decode()
        return jsonify(offer=offer.id, label=offer.label, width=offer.slip.width, dots=drawn)

    @routes.post("/agent/jobs/<int:job>/begins")
    @allow(Who.KIOSK)
    def begins(job: int) -> Answer:
        said = body(Begin)
        return jsonify(begin=own_printer().begin(said.offer, said.journal)), 201

    @routes.post("/agent/jobs/<int:job>/ends")
    @allow(Who.KIOSK)
    def ends(job: int) -> Answer:
        said = body(End)
        printer = own_printer()
        awaited = printer.end(said.offer, said.journal, Sent(said.state, said.trouble))
        if not awaited and said.state == "printed":
            operator, _ = remote[own_kiosk()]
            press.confirm(operator.id, job, said.queued_at)
        return jsonify(awaited=awaited), 201

    @routes.post("/agent/scans")
    @allow(Who.KIOSK)
    def scanned() -> Answer:
        said = body(Scanned)
        cards.heard(own_kiosk(), said.question, bytes.fromhex(said.hex))
        return jsonify(kiosk=own_kiosk()), 201


def _remote(parts: Parts, press: Press) -> dict[str, tuple[Operator, RemotePrinter]]:
    """By kiosk, where its printer hangs at its own computer."""
    found: dict[str, tuple[Operator, RemotePrinter]] = {}
    for kiosk in parts.config.kiosks:
        operator = press.operator_at(kiosk.id)
        if operator and isinstance(operator.printer, RemotePrinter):
            found[kiosk.id] = operator, operator.printer
    for operator, printer in found.values():
        rooms = [ROOM + kiosk for kiosk, (_, its) in found.items() if its is printer]
        printer.tell = partial(_tell, parts, operator, printer, rooms)
    return found


def _job(press: Press, printer: RemotePrinter) -> dict[str, Any] | None:
    """{id, queued_at, offer, begun} of what is on offer to the agent that is there."""
    offer, agent = printer.offer, printer.agent
    if offer is None or (agent and offer.by not in (None, agent.journal)):
        return None
    return {
        "id": offer.job,
        "queued_at": _queued_at(press, offer),
        "offer": offer.id,
        "begun": offer.by is not None,
    }


def _queued_at(press: Press, offer: Offer) -> int:
    """A trial is in no records: its offer tells it apart from every other."""
    return int(offer.id[:12], 16) if offer.job == TRIAL else press.queued_at(offer.job)


def _tell(
    parts: Parts, operator: Operator, printer: RemotePrinter, rooms: list[str], news: News
) -> None:
    if news in ("traits", "trust", "clear"):
        for room in rooms:
            parts.live.emit(room, news, printer.traits.model_dump())
        return
    parts.live.touch(*rooms)
    if news == "agent":
        operator.wake()


def _kiosks(rooms: set[str]) -> list[str]:
    return [room.removeprefix(ROOM) for room in rooms if room.startswith(ROOM)]
