"""The officer's console: its page, and one POST for each thing a press makes."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue as Answer

from counter import posts
from counter.answers import answer, desk_answer
from counter.page import page_facts, snapshots
from web.asking import body
from web.devices import asker
from web.parts import Parts
from web.words import language


def blueprint(parts: Parts) -> Blueprint:
    """`/counter/<n>` and its presses; the room `desk-<n>` is what its page watches."""
    office = parts.office
    routes = Blueprint(
        "counter",
        __name__,
        url_prefix="/counter",
        template_folder="templates",
        static_folder="static",
    )
    parts.live.room("desk-", snapshots(parts))

    @routes.get("/")
    def choose() -> Answer:
        return redirect("/")

    @routes.get("/<int:n>")
    def page(n: int) -> Answer:
        office.map.counter(n)
        return render_template("counter/counter.html", **page_facts(parts, n, language()))

    @routes.post("/<int:n>/calls")
    def calls(n: int) -> Answer:
        said = body(posts.Call)
        if said.ticket is None:
            return answer(office, office.call_next(n, by=asker("counter"), **said.told("reason")))
        return answer(office, office.call_this(n, said.ticket, by=asker("counter"), **said.told()))

    @routes.post("/<int:n>/recalls")
    def recalls(n: int) -> Answer:
        return answer(office, office.recall(n, by=asker("counter"), **body(posts.Press).told()))

    @routes.post("/<int:n>/starts")
    def starts(n: int) -> Answer:
        return answer(office, office.start(n, by=asker("counter"), **body(posts.Press).told()))

    @routes.post("/<int:n>/absences")
    def absences(n: int) -> Answer:
        return answer(office, office.absent(n, by=asker("counter"), **body(posts.Absence).told()))

    @routes.post("/<int:n>/undos")
    def undos(n: int) -> Answer:
        return answer(office, office.undo(n, by=asker("counter"), **body(posts.Press).told()))

    @routes.post("/<int:n>/finishes")
    def finishes(n: int) -> Answer:
        return answer(office, office.finish(n, by=asker("counter"), **body(posts.Press).told()))

    @routes.post("/<int:n>/reopens")
    def reopens(n: int) -> Answer:
        return answer(office, office.reopen(n, by=asker("counter"), **body(posts.Press).told()))

    @routes.post("/<int:n>/holds")
    def holds(n: int) -> Answer:
        return answer(office, office.hold(n, by=asker("counter"), **body(posts.Hold).told()))

    @routes.post("/<int:n>/resumes")
    def resumes(n: int) -> Answer:
        said = body(posts.Resume)
        return answer(office, office.resume(n, said.ticket, by=asker("counter"), **said.told()))

    @routes.post("/<int:n>/transfers")
    def transfers(n: int) -> Answer:
        said = body(posts.Transfer)
        moved = office.transfer(said.ticket, by=asker("counter"), at_counter=n, **said.told())
        return answer(office, moved)

    @routes.post("/<int:n>/returns")
    def returns(n: int) -> Answer:
        said = body(posts.OfTicket)
        return answer(office, office.return_(said.ticket, by=asker("counter"), **said.told("turn")))

    @routes.post("/<int:n>/priorities")
    def priorities(n: int) -> Answer:
        said = body(posts.Priority)
        changed = office.reclassify(said.ticket, by=asker("counter"), **said.told("turn"))
        return answer(office, changed)

    @routes.post("/<int:n>/cancels")
    def cancels(n: int) -> Answer:
        said = body(posts.OfTicket)
        return answer(office, office.cancel(said.ticket, by=asker("counter"), **said.told("turn")))

    @routes.post("/<int:n>/check-ins")
    def check_ins(n: int) -> Answer:
        said = body(posts.CheckIn)
        return answer(office, office.check_in(by=asker("counter"), **said.told("turn")))

    @routes.post("/<int:n>/states")
    def states(n: int) -> Answer:
        done = office.desk(n, by=asker("counter"), **body(posts.State).told())
        return desk_answer(parts.live.snapshot(f"desk-{n}"), done)

    @routes.post("/<int:n>/tickets")
    def tickets(n: int) -> Answer:
        return answer(office, office.issue(by=asker("counter"), **body(posts.Issue).told("turn")))

    return routes
