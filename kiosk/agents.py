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
from kiosk.traits import Traits
from web.asking import Body, body
from web.devices import asker
from web.door import allow
from web.parts import Parts
from web.who import Who

if TYPE_CHECKING:
    from kiosk.press import Press

ROOM = "agent-"
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,32}$")]


class Here(Body):
    """What an agent says when it comes and whenever its printer is not as it was."""

    journal: Mark
    heard: bool
    trouble: Trouble | None = None
    near_end: bool = False
    traits: Traits = Traits()


class Begin(Body):
    offer: Mark
    journal: Mark


class End(Begin):
    """`queued_at`: of the job, which may have to be found in the records."""

    queued_at: Annotated[int, Field(ge=0, le=2**53)]
    state: Literal["printed", "unsure", "queued"]
    trouble: Trouble | None = None


def agents(routes: Blueprint, parts: Parts, press: Press) -> None:
    """The room `agent-<kiosk>` is what an agent watches: {kiosk, printer, traits, journal,
    job}.

    GET agent: {kiosk, room} of the asking machine; GET agent/jobs/<job>: its dots;
    POST agent/jobs/<job>/begins {offer, journal}: {begin}, leave for the first mark;
    POST agent/jobs/<job>/ends {offer, journal, queued_at, state, trouble}.
    """
    remote = _remote(parts, press)
    described = {each.id: each for each in parts.config.printers}

    def snapshot(kiosk: str) -> dict[str, Any] | None:
        if kiosk not in remote:
            return None
        operator, printer = remote[kiosk]
        offer = printer.offer
        job = offer and {
            "id": offer.job,
            "queued_at": _queued_at(press, offer),
            "offer": offer.id,
            "begun": offer.by is not None,
        }
        mine = offer is None or printer.agent is None or offer.by in (None, printer.agent.journal)
        return {
            "kiosk": kiosk,
            "printer": described[operator.id].model_dump(mode="json"),
            "traits": printer.traits.model_dump(),
            "journal": printer.agent.journal if printer.agent else None,
            "job": job if mine else None,
        }

    def here(data: dict[str, Any], sid: str) -> None:
        said = Here.model_validate(data)
        for kiosk in _kiosks(parts.live.rooms_of(sid)):
            _, printer = remote[kiosk]
            status = Status(said.heard, said.trouble, said.near_end)
            printer.join(sid, said.journal, status, said.traits)

    def gone(sid: str) -> None:
        for _, printer in remote.values():
            printer.leave(sid)

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
        return jsonify(kiosk=kiosk, room=ROOM + kiosk if kiosk in remote else None)

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
