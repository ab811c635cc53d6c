"""What is made before anybody presses: the calls of whom each counter will call next. Pure.

A sound is made for each counter that would call a ticket next. What is made for somebody who is
not next any more, and was not called, is to be deleted: a name may be in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voices.words import Said


@dataclass(frozen=True)
class Following:
    """Whom a counter would call next, and how."""

    ticket: int
    said: Said


@dataclass
class Ahead:
    """Keeps nothing but what is to be made and for whom something was made."""

    _wanted: dict[int, Following] = field(default_factory=dict)
    _made: dict[int, set[int]] = field(default_factory=dict)

    def look(self, following: Mapping[int, Following]) -> list[int]:
        """By counter. Answers the tickets whose sounds nobody will need."""
        self._wanted = dict(following)
        still = {each.ticket for each in following.values()}
        gone = [ticket for ticket in self._made if ticket not in still]
        for ticket in gone:
            del self._made[ticket]
        return gone

    def has_work(self) -> bool:
        return self._next() is not None

    def take(self) -> Following | None:
        """One that is still to be made, and counts as made from now on."""
        counter = self._next()
        if counter is None:
            return None
        following = self._wanted[counter]
        self._made.setdefault(following.ticket, set()).add(counter)
        return following

    def knows(self, ticket: int) -> bool:
        """Whether it is next somewhere."""
        return any(each.ticket == ticket for each in self._wanted.values())

    def called(self, ticket: int) -> None:
        """Its sounds are the call's from now on."""
        self._made.pop(ticket, None)
        self._wanted = {n: each for n, each in self._wanted.items() if each.ticket != ticket}

    def forget(self) -> None:
        """All of it was deleted."""
        self._wanted.clear()
        self._made.clear()

    def _next(self) -> int | None:
        """The counter whose next call was not made yet."""
        for counter, each in self._wanted.items():
            if counter not in self._made.get(each.ticket, ()):
                return counter
        return None
