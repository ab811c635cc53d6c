"""The officer's console: its page, and one POST for each thing a press makes."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue as Answer

from counter import posts
from counter.answers import answer, desk_answer
from counter.page import keypad_snapshots, page_facts, said_in, seat_facts, snapshots
from web.asking import body
from web.catalogs import OWN
from web.devices import asker, by
from web.door import allow
from web.parts import Parts
from web.who import Who

Press = Callable[[int], Answer]
Muted = Callable[[str], int | None]


def blueprint(parts: Parts, app: Flask, muted: Muted) -> Blueprint:
    """`/counter/<n>` (`?compact` in a small window) and its presses; its pages watch `desk-<n>`,
    in another language than Vietnamese `desk-<language>-<n>`.

    Who sits at the counter presses, by the page or by the counter's keypad, which watches the room
    `desk-keypad-<n>`. Before, the page asks them to sit down. `muted(zone)`: until
    when the loudspeaker there is silent, ms UTC.
    """
    office = parts.office
    routes = Blueprint(
        "counter",
        __name__,
        url_prefix="/counter",
        template_folder="templates",
        static_folder="static",
    )
    watchers = (Who.SEATED, Who.MANAGER, Who.SUPERVISOR)
    desks = snapshots(parts, muted)
    parts.live.room("desk-", desks, *watchers)
    for each in parts.catalogs.languages:
        if each != OWN:
            parts.live.room(f"desk-{each}-", said_in(app, each, desks), *watchers)
    parts.live.room("desk-keypad-", keypad_snapshots(parts), Who.KEYPAD)

    def press(thing: str, *others: Who) -> Callable[[Press], Press]:
        return lambda view: routes.post(f"/<int:n>/{thing}")(allow(Who.SEATED, *others)(view))

    @routes.get("/")
    @allow(Who.ANYONE)
    def choose() -> Answer:
        return redirect("/")

    @routes.get("/<int:n>")
    @allow(Who.OFFICER, Who.MANAGER)
    def page(n: int) -> Answer:
        office.map.counter(n)
        if not asker().may(frozenset({Who.SEATED}), str(n)):
            return render_template("counter/seat.html", **seat_facts(parts, n))
        compact = "compact" in request.args
        template = "counter/compact.html" if compact else "counter/counter.html"
        return render_template(template, **page_facts(parts, n, compact=compact))

    @routes.post("/<int:n>/seats")
    @allow(Who.OFFICER, Who.MANAGER)
    def seats(n: int) -> Answer:
        take = body(posts.Seat).take
        session = asker().session
        if session is not None:
            parts.register.sessions.sit(session, n, by("counter"), take=take)
        return jsonify(counter=n), 201

    @press("calls", Who.KEYPAD)
    def calls(n: int) -> Answer:
        said = body(posts.Call)
        if said.ticket is None:
            return answer(office, office.call_next(n, by=by("counter"), **said.told("reason")))
        return answer(office, office.call_this(n, said.ticket, by=by("counter"), **said.told()))

    @press("recalls", Who.KEYPAD)
    def recalls(n: int) -> Answer:
        return answer(office, office.recall(n, by=by("counter"), **body(posts.Press).told()))

    @press("starts", Who.KEYPAD)
    def starts(n: int) -> Answer:
        return answer(office, office.start(n, by=by("counter"), **body(posts.Press).told()))

    @press("absences", Who.KEYPAD)
    def absences(n: int) -> Answer:
        return answer(office, office.absent(n, by=by("counter"), **body(posts.Absence).told()))

    @press("undos", Who.KEYPAD)
    def undos(n: int) -> Answer:
        return answer(office, office.undo(n, by=by("counter"), **body(posts.Press).told()))

    @press("finishes")
    def finishes(n: int) -> Answer:
        return answer(office, office.finish(n, by=by("counter"), **body(posts.Press).told()))

    @press("reopens")
    def reopens(n: int) -> Answer:
        return answer(office, office.reopen(n, by=by("counter"), **body(posts.Press).told()))

    @press("holds")
    def holds(n: int) -> Answer:
        return answer(office, office.hold(n, by=by("counter"), **body(posts.Hold).told()))

    @press("resumes")
    def resumes(n: int) -> Answer:
        said = body(posts.Resume)
        return answer(office, office.resume(n, said.ticket, by=by("counter"), **said.told()))

    @press("transfers")
    def transfers(n: int) -> Answer:
        said = body(posts.Transfer)
        moved = office.transfer(said.ticket, by=by("counter"), at_counter=n, **said.told())
        return answer(office, moved)

    @press("returns", Who.GUIDE)
    def returns(n: int) -> Answer:
        said = body(posts.OfTicket)
        return answer(office, office.return_(said.ticket, by=by("counter"), **said.told("turn")))

    @press("priorities", Who.GUIDE)
    def priorities(n: int) -> Answer:
        said = body(posts.Priority)
        changed = office.reclassify(said.ticket, by=by("counter"), **said.told("turn"))
        return answer(office, changed)

    @press("cancels")
    def cancels(n: int) -> Answer:
        said = body(posts.OfTicket)
        return answer(office, office.cancel(said.ticket, by=by("counter"), **said.told("turn")))

    @press("check-ins", Who.GUIDE)
    def check_ins(n: int) -> Answer:
        said = body(posts.CheckIn)
        return answer(office, office.check_in(by=by("counter"), **said.told("turn")))

    @press("states")
    def states(n: int) -> Answer:
        done = office.desk(n, by=by("counter"), **body(posts.State).told())
        return desk_answer(parts.live.snapshot(f"desk-{n}"), done)

    @press("tickets", Who.GUIDE)
    def tickets(n: int) -> Answer:
        return answer(office, office.issue(by=by("counter"), **body(posts.Issue).told("turn")))

    return routes
