"""Machines that ask to be let in: a code on their screen, until somebody accepts it.

Kept in memory alone: a restart shows each of them a new code.
"""

from __future__ import annotations

from dataclasses import dataclass

from access.records import Kind
from access.secrets import hashed, new_token
from access.words import new_code, new_words
from office import Refused

LASTS = 10 * 60_000
EACH_ADDRESS = 3
ALTOGETHER = 256


@dataclass(frozen=True)
class Request:
    """`token` is the hash of what the asking browser alone knows, and the machine's once accepted.

    `address`: where it asks from; `agent`: what its browser says that it is; `until` ms UTC;
    `place`: the one that was opened.
    """

    token: str
    kind: Kind
    code: str
    words: tuple[str, str]
    address: str
    agent: str
    until: int
    place: str = ""


class Requests:
    """Open requests by the hash of their token. The newest drive out the oldest."""

    def __init__(self) -> None:
        self._open: dict[str, Request] = {}

    def ask(
        self, kind: Kind, place: str, token: str, address: str, agent: str, now: int
    ) -> tuple[str, Request]:
        """(token, request): the one that this browser has already, else a new one.

        Refused: `too_many_codes` when its address has its share.
        """
        known = self.find(token, now)
        if known is not None and known.kind == kind:
            return token, known
        if sum(each.address == address for each in self.waiting(now)) >= EACH_ADDRESS:
            raise Refused("too_many_codes")
        token = new_token()
        made = Request(
            hashed(token), kind, self._new_code(), new_words(), address, agent, now + LASTS, place
        )
        self._open[made.token] = made
        while len(self._open) > ALTOGETHER:
            self._open.pop(next(iter(self._open)))
        return token, made

    def find(self, token: str, now: int) -> Request | None:
        """The request of the browser that holds this token."""
        self._clear(now)
        return self._open.get(hashed(token))

    def by_code(self, code: str, now: int) -> Request:
        """Refused: `unknown_pairing`."""
        for each in self.waiting(now):
            if each.code == code:
                return each
        raise Refused("unknown_pairing")

    def waiting(self, now: int) -> list[Request]:
        """The newest first."""
        self._clear(now)
        return list(reversed(self._open.values()))

    def end(self, request: Request) -> None:
        self._open.pop(request.token, None)

    def _new_code(self) -> str:
        used = {each.code for each in self._open.values()}
        return next(code for code in iter(new_code, "") if code not in used)

    def _clear(self, now: int) -> None:
        self._open = {key: each for key, each in self._open.items() if each.until > now}
