"""Signing in and out, and the page on which an invited person chooses a PIN and a password."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Blueprint, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue as Answer
from pydantic import StringConstraints

from access.pairing import LASTS
from access.people import FIRST_NAME
from access.records import Person
from access.register import Register
from office import Refused
from web.asking import Body, Line, body
from web.devices import asker, by, set_cookie
from web.door import allow
from web.pairing import ask, asking
from web.parts import Parts
from web.who import SESSION, STAFF, Who

Secret = Annotated[str, StringConstraints(max_length=128, strip_whitespace=False)]
Token = Annotated[str, StringConstraints(min_length=1, max_length=80)]
COUNTER = "/counter/"


class SignIn(Body):
    """`person` as chosen from the names, or `handle` as typed."""

    person: int | None = None
    handle: Annotated[str, StringConstraints(max_length=80)] = ""
    secret: Secret


class Opened(Body):
    """An invitation, as it stands after the # of its link."""

    token: Token


class Settled(Opened):
    name: Line = ""
    pin: Annotated[str, StringConstraints(max_length=6)] = ""
    password: Secret = ""


def blueprint(parts: Parts) -> Blueprint:
    """`/sign-in?next=…` (a path of ours), `/start#<invitation>`, and their posts."""
    register = parts.register
    pages = Blueprint("sign_in", __name__)

    @pages.get("/sign-in")
    @allow(Who.ANYONE)
    def page() -> Answer:
        to, who = local_path(request.args.get("next", "")), asker()
        if who.person:
            return redirect(to)
        trusted = bool(who.counter or who.here)
        counter, _, place = to.partition("?")[0].partition(COUNTER)
        names = [p for p in register.people.all() if p.pin and not p.locked_at] if trusted else []
        stranger = not counter and place and not trusted
        token, asks = ask(parts, "counter", place) if stranger else ("", {})
        shown = make_response(
            render_template("sign_in.html", to=to, people=names, trusted=trusted, **asks)
        )
        if token:
            set_cookie(shown, asking("counter"), token, LASTS // 1000)
        return shown

    @pages.post("/sign-in")
    @allow(Who.ANYONE)
    def sign_in() -> Answer:
        said, who = body(SignIn), asker()
        person = _person(register, said, trusted=bool(who.counter or who.here))
        session, token = register.sign_in(person, said.secret, device=who.counter, here=who.here)
        if who.session is not None:
            register.sessions.end(who.session, "elsewhere")
        answer = make_response(jsonify(name=register.people.get(session.person).name), 201)
        set_cookie(answer, SESSION, token, None)
        return answer

    @pages.post("/sign-out")
    @allow(*STAFF)
    def sign_out() -> Answer:
        session = asker().session
        if session is not None:
            session = register.sessions.rise(session, by("sign-in"))
            register.sessions.end(session, "self")
        answer = make_response(jsonify(ok=True), 201)
        answer.delete_cookie(SESSION, httponly=True, samesite="Strict", secure=request.is_secure)
        return answer

    @pages.get("/start")
    @allow(Who.ANYONE)
    def start() -> str:
        return render_template("start.html")

    @pages.post("/start/looks")
    @allow(Who.ANYONE)
    def looks() -> Answer:
        return jsonify(_about(register.people.invited(body(Opened).token, register.now())))

    @pages.post("/start")
    @allow(Who.ANYONE)
    def settle() -> Answer:
        said = body(Settled)
        person = register.people.settle(
            said.token, said.pin, said.password, register.now(), said.name
        )
        return jsonify(_about(person)), 201

    return pages


def local_path(wished: str) -> str:
    """A path on this server, else the home page: never another site's address."""
    plain = wished.startswith("/") and not wished.startswith("//") and wished.isprintable()
    return wished if plain and "\\" not in wished else "/"


def _about(person: Person) -> dict[str, Any]:
    first = person.name == FIRST_NAME
    return {"name": person.name, "handle": person.handle, "role": person.role, "first": first}


def _person(register: Register, said: SignIn, *, trusted: bool) -> Person | None:
    """Choosing from the names is for the office's own machines."""
    if said.person is None or not trusted:
        return register.people.called(said.handle)
    try:
        return register.people.get(said.person)
    except Refused:
        return None
