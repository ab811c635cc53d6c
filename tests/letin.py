"""Who is let in: paired machines and people signed in, for the wired application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hall import Client, HallClock

from access.records import Kind, Person, Role
from access.sessions import ANYWHERE, THIS_COMPUTER
from config import Config
from office import By
from web.app import create_app
from web.built import Built
from web.who import SESSION

PIN, PASSWORD = "704918", "ao-sen-thang-bay"


def behind_the_door(shipped: Config, clock: HallClock, data: Path) -> Built:
    """The wired application of a real office, silent and without a server."""
    voices = shipped.voices.model_copy(update={"engines": ()})
    config = shipped.model_copy(update={"voices": voices})
    address = "http://127.0.0.1:8000"
    return create_app(config, data, demo=False, address=address, clock=clock, bound=False)


def far_away(built: Built, address: str = "10.0.0.9") -> Client:
    """A browser somewhere in the network."""
    client = Client(built.app, built.app.response_class)
    client.environ_base["REMOTE_ADDR"] = address
    return client


def machine(built: Built, kind: Kind, place: str, client: Any = None) -> str:
    """The token of a paired machine, given to `client` as its cookie."""
    register = built.parts.register
    token = register.devices.add(kind, f"{kind} {place}", place, None, register.now())[1]
    if client is not None:
        give(client, f"goiso_{kind}", token)
    return token


def give(client: Any, name: str, value: str) -> None:
    """A cookie for both names by which the tests' clients call the server."""
    for domain in ("localhost", "127.0.0.1"):
        client.set_cookie(name, value, domain=domain)


def person(built: Built, role: Role, name: str = "Lê Minh Tâm") -> Person:
    """Somebody who has chosen PIN and password."""
    register = built.parts.register
    _, token = register.people.invite(name, role, register.now())
    return register.people.settle(token, PIN, PASSWORD, register.now())


def sign_in(
    built: Built, who: Person, client: Any, *, counter: int | None = None, pin: bool = True
) -> str:
    """Signed in on this computer with the PIN, or anywhere; the session's token."""
    register = built.parts.register
    place = THIS_COMPUTER if pin else ANYWHERE
    session, token = register.sessions.begin(who, place, register.now())
    if counter is not None:
        by = By(surface="counter", officer=str(who.id), staff=True)
        register.sessions.sit(session, counter, by, take=True)
    give(client, SESSION, token)
    return token


def cookie_of(answer: Any, name: str) -> str:
    """The Set-Cookie line of that name."""
    lines: list[str] = answer.headers.getlist("Set-Cookie")
    return next(line for line in lines if line.startswith(f"{name}="))


def code_of(page: str) -> str:
    """The six letters that a pairing page shows."""
    return page.partition('class="letters">')[2].partition('aria-label="')[2].partition('"')[0]
