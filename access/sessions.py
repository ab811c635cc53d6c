"""Who is signed in, from where, and at which counter."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from access.records import Device, Person, Records, Session, drop, write
from access.secrets import hashed, new_token
from office import By, Office, Refused, StoreUnusable
from office.attendance import Why

THIS_COMPUTER, ANYWHERE = 0, -1
SEEN_EACH = 60_000

Ended = Callable[[Session], None]


class Sessions:
    """All of them, in memory as in the file. `ended(session)` is told of each that is over."""

    def __init__(self, records: Records, office: Office) -> None:
        self._records, self._office = records, office
        self._known = {each.token: each for each in records.all(Session)}
        self._seen: dict[str, int] = {}
        self.ended: Ended = lambda _session: None

    def all(self) -> list[Session]:
        return list(self._known.values())

    def begin(self, person: Person, device: int, now: int) -> tuple[Session, str]:
        """A new session and its token, whatever the browser brought before."""
        token = new_token()
        made = Session(hashed(token), person.id, device, now, now)
        by = By(surface="sign-in", officer=str(person.id), staff=True)
        self._office.sign_in(by=by, also=lambda tx: write(tx, made))
        self._known[made.token] = made
        return made, token

    def find(self, token: str, now: int) -> Session | None:
        """The session of this cookie; it is in use from now on."""
        found = self._known.get(hashed(token)) if token else None
        return self._used(found, now) if found else None

    def at_work(self, counter: int, now: int) -> Session | None:
        """Who sits there and presses their keypad; the session is in use from now on."""
        found = self.holder(counter)
        return self._used(found, now) if found else None

    def is_going(self, token: str) -> bool:
        """By its hash."""
        return token in self._known

    def holder(self, counter: int) -> Session | None:
        return next((each for each in self._known.values() if each.counter == counter), None)

    def sit(self, session: Session, counter: int, by: By, *, take: bool) -> Session:
        """Refused: `seat_taken` with `person` unless `take`; `unknown_counter`."""
        before = self.holder(counter)
        if before is not None and before.token == session.token:
            return session
        if before is not None and before.person != session.person and not take:
            raise Refused("seat_taken", person=before.person)
        up = [each for each in self._known.values() if each.person == session.person]
        leaving = next((each for each in up if each.counter is not None), None)
        risen = [replace(each, counter=None) for each in (before, leaving) if each]
        seated = replace(session, counter=counter)

        def also(tx: object) -> None:
            for each in (*risen, seated):
                write(tx, each)  # type: ignore[arg-type]

        left = leaving.counter if leaving else None
        self._office.take_seat(counter, by=by, leaving=left, also=also)
        for each in (*risen, seated):
            self._known[each.token] = each
        # The pages of the counter that is left, whoever has them open, ask anew whether they may.
        for other in {each.token: each for each in (before, leaving) if each}.values():
            self.ended(other)
        return seated

    def rise(self, session: Session, by: By) -> Session:
        """Up from the counter. Refused: `counter_busy`."""
        if session.counter is None:
            return session
        risen = replace(session, counter=None)
        self._office.leave_seat(session.counter, by=by, also=lambda tx: write(tx, risen))
        self._known[risen.token] = risen
        return risen

    def end(self, session: Session, why: Why) -> None:
        if session.token not in self._known:
            return
        session = self._known[session.token]
        by = By(surface="sign-in", officer=str(session.person), staff=True)
        self._office.sign_out(
            by=by, why=why, counter=session.counter, also=lambda tx: drop(tx, session)
        )
        self._known.pop(session.token, None)
        self._seen.pop(session.token, None)
        self.ended(session)

    def end_where(self, why: Why, true: Callable[[Session], bool]) -> None:
        for each in self.all():
            if true(each):
                self.end(each, why)

    def end_idle(self, since: int) -> None:
        """Those that nobody used after `since`, ms UTC."""
        self.end_where("idle", lambda each: self._seen.get(each.token, each.seen_at) < since)

    def end_of(self, person: int, why: Why = "locked") -> None:
        self.end_where(why, lambda each: each.person == person)

    def end_from(self, device: Device) -> None:
        self.end_where("revoked", lambda each: each.device == device.id)

    def _used(self, found: Session, now: int) -> Session:
        self._seen[found.token] = now
        if now - found.seen_at >= SEEN_EACH:
            found = replace(found, seen_at=now)
            self._known[found.token] = found
            with suppress(StoreUnusable):
                self._records.keep(found)
        return found
