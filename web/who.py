"""Who asks: what their cookies, their token or their place on the network prove."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from ipaddress import ip_address
from typing import Any

from access.records import Device, Person, Session
from access.register import Register

SESSION = "goiso_session"
KEY_HEADER = "X-Goiso-Key"


class Who(StrEnum):
    """What a route or a room may ask for. A role is somebody signed in."""

    ANYONE = "anyone"
    KIOSK = "kiosk"
    DISPLAY = "display"
    PC = "counter PC"
    KEYPAD = "keypad"
    SEATED = "officer at the counter"
    OFFICER = "officer"
    GUIDE = "guide"
    MANAGER = "manager"
    SUPERVISOR = "supervisor"
    KEY = "control key"


STAFF = (Who.OFFICER, Who.GUIDE, Who.MANAGER, Who.SUPERVISOR)
ROLES: Mapping[str, Who] = {who.value: who for who in STAFF}


@dataclass(frozen=True)
class Asker:
    """One request's or one connection's. `open_house`: a demo, where everybody may everything.

    A keypad is nobody else; `behind` gives the session of who sits at its counter and presses now,
    which is in use by that.
    """

    kiosk: Device | None = None
    display: Device | None = None
    counter: Device | None = None
    keypad: Device | None = None
    behind: Callable[[], Session | None] = lambda: None
    here: bool = False
    session: Session | None = None
    person: Person | None = None
    has_key: bool = False
    open_house: bool = False
    address: str = ""

    @cached_property
    def holds(self) -> frozenset[Who]:
        """All that is proved, wherever it is."""
        proved = {
            Who.ANYONE: True,
            Who.KIOSK: self.kiosk,
            Who.DISPLAY: self.display,
            Who.PC: self.counter or self.here,
            Who.KEYPAD: self.keypad,
            Who.SEATED: self.seat,
            Who.KEY: self.has_key,
        }
        found = {who for who, proof in proved.items() if proof}
        return frozenset(found | ({ROLES[self.person.role]} if self.person else set()))

    @property
    def seat(self) -> int | None:
        return self.session.counter if self.session else None

    def place(self, kind: str, wished: str | None) -> str | None:
        """The kiosk or display that this machine is; what was wished for where it is none."""
        device: Device | None = getattr(self, kind)
        return device.place if device else wished

    @property
    def is_staff(self) -> bool:
        """Whom the office shows how it does."""
        return self.open_house or bool(self.holds & {*STAFF, Who.PC})

    def may(self, allowed: frozenset[Who], place: str = "") -> bool:
        """`place`: the counter, kiosk or display asked for, where one is."""
        if self.open_house and Who.KEY not in allowed:
            return True
        return any(self._at(who, place) for who in allowed & self.holds)

    def _at(self, who: Who, place: str) -> bool:
        """A machine, and an officer at a counter, may what is theirs and not the next one's."""
        own = {
            Who.KIOSK: self.kiosk.place if self.kiosk else "",
            Who.DISPLAY: self.display.place if self.display else "",
            Who.KEYPAD: self.keypad.place if self.keypad else "",
            Who.SEATED: str(self.seat or ""),
        }.get(who)
        return own is None or place in ("", own)


def ask_who(
    register: Register, environ: Mapping[str, Any], cookies: Mapping[str, str], *, proxy: bool
) -> Asker:
    """The asker of a WSGI environment. `proxy`: this computer's requests may be anybody's."""
    now = register.now()
    by_cookie = {
        kind: register.devices.find(cookies.get(f"goiso_{kind}", ""), now)
        for kind in ("kiosk", "display", "counter")
    }
    found = {kind: d if d and d.kind == kind else None for kind, d in by_cookie.items()}
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme == "Bearer" and (bearer := register.devices.find(token, now)):
        found[bearer.kind] = bearer
    address = environ.get("REMOTE_ADDR", "")
    if (keypad := found.get("keypad")) is not None:
        behind = partial(register.sessions.at_work, int(keypad.place), now)
        return Asker(keypad=keypad, behind=behind, address=address)
    here = not proxy and is_here(address)
    session = register.session(cookies.get(SESSION, ""), found["counter"], here)
    person = register.people.get(session.person) if session else None
    return Asker(
        found["kiosk"],
        found["display"],
        found["counter"],
        here=here,
        session=session,
        person=person,
        address=address,
    )


def is_here(address: str) -> bool:
    """Whether a peer's address is this computer's own loopback."""
    try:
        there = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(there, "ipv4_mapped", None)
    return (mapped or there).is_loopback


def has_key(given: str, key: str) -> bool:
    return hmac.compare_digest(given.encode(), key.encode())
