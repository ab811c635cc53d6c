"""People who work here: made by an invitation that they open themselves, known by name and PIN."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from access import secrets
from access.records import Person, Records, Role
from office import Refused, names

HOUR = 3_600_000
INVITED_FOR = 72 * HOUR
FIRST_NAME = "Phụ trách"
NEED_PIN = ("officer", "guide", "manager")
NEED_PASSWORD = ("manager", "supervisor")


class People:
    """All of them, in memory as in the file."""

    def __init__(self, records: Records, lanes: secrets.Lanes) -> None:
        self._records, self._lanes = records, lanes
        self._known = {each.id: each for each in records.all(Person)}

    def all(self) -> list[Person]:
        return sorted(self._known.values(), key=lambda each: each.id)

    def get(self, person: int) -> Person:
        """Refused: `unknown_person`."""
        found = self._known.get(person)
        if found is None:
            raise Refused("unknown_person")
        return found

    def called(self, handle: str) -> Person | None:
        wanted = handle.strip().casefold()
        return next((each for each in self._known.values() if each.handle == wanted), None)

    def invite(self, name: str, role: Role, now: int) -> tuple[Person, str]:
        """(person, the invitation's secret, which is kept nowhere). Refused: `bad_value`."""
        name = names.clean(name)
        token = secrets.new_token()
        columns = {
            "handle": self._handle(name),
            "name": name,
            "role": role,
            "invitation": secrets.hashed(token),
            "invited_until": now + INVITED_FOR,
        }
        made = Person(self._records.add(Person, **columns), **columns)  # type: ignore[arg-type]
        self._known[made.id] = made
        return made, token

    def reset(self, person: Person, now: int) -> str:
        """Takes PIN and password away; the secret of a new invitation. Locked stays locked."""
        token = secrets.new_token()
        invitation, until = secrets.hashed(token), now + INVITED_FOR
        self._keep(
            replace(person, pin=None, password=None, invitation=invitation, invited_until=until)
        )
        return token

    def invited(self, token: str, now: int) -> Person:
        """Refused: `invitation_over`."""
        invitation = secrets.hashed(token)
        for each in self._known.values():
            if each.invitation == invitation and now < (each.invited_until or 0):
                return each
        raise Refused("invitation_over")

    def settle(self, token: str, pin: str, password: str, now: int, name: str = "") -> Person:
        """The invited person's own PIN and password ("" for none); the invitation is used up.

        The first manager, whom nobody else could name, says the `name` too. Refused:
        `invitation_over`, `bad_pin`, `weak_pin`, `weak_password`, `bad_value`.
        """
        person = self.invited(token, now)
        if pin or person.role in NEED_PIN:
            secrets.check_pin(pin)
        if password or person.role in NEED_PASSWORD:
            secrets.check_password(password, person.handle)
        kept = [self._lanes.keep(secret) if secret else None for secret in (pin, password)]
        person = self.invited(token, now)
        if name and person.name == FIRST_NAME:
            name = names.clean(name)
            person = replace(person, name=name, handle=self._handle(name))
        settled = replace(
            person, pin=kept[0], password=kept[1], invitation=None, invited_until=None
        )
        self._keep(settled)
        return settled

    def set_up(self, now: int) -> str | None:
        """The secret of the first manager's invitation; None once a manager can sign in."""
        if self.can_manage():
            return None
        first = next((each for each in self._known.values() if each.name == FIRST_NAME), None)
        return self.reset(first, now) if first else self.invite(FIRST_NAME, "manager", now)[1]

    def lock(self, person: Person, now: int | None) -> None:
        """`now` None unlocks."""
        self._keep(replace(person, locked_at=now))

    def can_manage(self) -> bool:
        """Is there a manager who can sign in?"""
        return any(
            each.role == "manager" and each.password and not each.locked_at
            for each in self._known.values()
        )

    def _keep(self, person: Person) -> None:
        self._records.keep(person)
        self._known[person.id] = person

    def _handle(self, name: str) -> str:
        """Lê Minh Tâm signs in as tamlm, the next one as tamlm2."""
        *before, given = [_plain(word) for word in name.split()]
        first = given + "".join(word[:1] for word in before) or "nguoi"
        used = {each.handle for each in self._known.values()}
        numbered = (first if n == 1 else f"{first}{n}" for n in range(1, len(used) + 2))
        return next(handle for handle in numbered if handle not in used)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z]", "", letters)
