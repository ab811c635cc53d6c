"""The register: who may come in, by people, machines and those who are signed in."""

from __future__ import annotations

from access.devices import Devices
from access.pairing import Request, Requests
from access.people import People
from access.records import Device, Person, Records, Session
from access.secrets import Lanes
from access.sessions import ANYWHERE, THIS_COMPUTER, Sessions
from access.tries import STRANGERS, Tries
from office import Office, Refused
from office.attendance import Why

HOUR = 3_600_000


class Register:
    """Times are the office's, ms UTC. `pairing` outlives a change of settings."""

    def __init__(self, office: Office, pairing: Requests | None = None) -> None:
        records = Records(office.store)
        self._office = office
        self._lanes = Lanes()
        self.people = People(records, self._lanes)
        self.devices = Devices(records)
        self.sessions = Sessions(records, office)
        self.tries = Tries(records)
        self.pairing = pairing or Requests()

    def now(self) -> int:
        return self._office.now()

    def sign_in(
        self, person: Person | None, secret: str, *, device: Device | None, here: bool
    ) -> tuple[Session, str]:
        """With the PIN on a paired counter PC (`device`) or on this computer (`here`), with the
        password there and everywhere. (session, its token).

        Refused: `wrong_secret`, `too_many_tries`, `too_many`, `locked`.
        """
        trusted = device is not None or here
        place = device.id if device else THIS_COMPUTER if here else STRANGERS
        if person is not None:
            self.tries.begin(person.id, place, self.now())
        lane = "known" if trusted else "stranger"
        is_pin = trusted and len(secret) == 6 and secret.isdigit()
        kept = (person.pin if is_pin else person.password) if person else None
        right = self._lanes.is_right(kept, secret, "known" if lane == "known" else "stranger")
        if person is None or not right:
            raise Refused("wrong_secret")
        person = self.people.get(person.id)
        if kept != (person.pin if is_pin else person.password):
            # Somebody reset it while it was being looked at.
            raise Refused("wrong_secret")
        if person.locked_at is not None:
            raise Refused("locked")
        self.tries.succeeded(person.id, place, self.now())
        return self.sessions.begin(person, place if is_pin else ANYWHERE, self.now())

    def session(self, token: str, device: Device | None, here: bool) -> Session | None:
        """The session of a cookie. One that began with a PIN holds at that machine alone."""
        found = self.sessions.find(token, self.now())
        if found is None or found.device == ANYWHERE:
            return found
        at_home = here if found.device == THIS_COMPUTER else device and device.id == found.device
        return found if at_home else None

    def lock(self, person: Person, locked: bool) -> None:
        """Refused: `last_manager`."""
        if locked:
            self._keep_a_manager(person)
        self.people.lock(person, self.now() if locked else None)
        if locked:
            self.sessions.end_of(person.id)

    def reset(self, person: Person) -> str:
        """The secret of a new invitation; who is signed in with the old PIN is out."""
        token = self.people.reset(person, self.now())
        self.tries.forgive(person.id)
        self.sessions.end_of(person.id)
        return token

    def accept(self, request: Request, name: str, place: str, person: int | None) -> Device:
        made = self.devices.accept(request, name, place, person, self.now())
        self.pairing.end(request)
        return made

    def revoke(self, device: Device) -> None:
        self.devices.revoke(device, self.now())
        self.sessions.end_from(device)

    def tidy(self, idle_hours: float) -> None:
        """Sign out those who left their desks."""
        self.sessions.end_idle(self.now() - round(idle_hours * HOUR))

    def end_day(self, why: Why = "day") -> None:
        self.sessions.end_where(why, lambda _session: True)

    def end_older_days(self) -> None:
        """After a start: who signed in before the day that is open now."""
        today = self._office.time.day(self.now())
        made_on = self._office.time.day
        self.sessions.end_where("day", lambda each: made_on(each.made_at) != today)

    def _keep_a_manager(self, person: Person) -> None:
        others = [p for p in self.people.all() if p.role == "manager" and p.id != person.id]
        if person.role == "manager" and not any(p.password and not p.locked_at for p in others):
            raise Refused("last_manager")
