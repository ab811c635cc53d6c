"""Knows how each call is said, has its sound made, and sees that no sound of a name is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from office import Event
from voices.ahead import Ahead, Following
from voices.cache import Sound
from voices.chime import Chime
from voices.crowd import Plan
from voices.hall import Hall
from voices.joined import joined
from voices.studio import Studio
from voices.words import Said, Told

if TYPE_CHECKING:
    from web.parts import Parts

# Who is next is asked when the hall has been still for so long: presses come first. Ms.
STILL = 1_000


class Prompter:
    """`is_heard(counter)`: whether a call to that counter would be heard now."""

    def __init__(
        self, parts: Parts, studio: Studio, hall: Hall, is_heard: Callable[[int], bool]
    ) -> None:
        self._office = parts.office
        self._names = parts.config.voices.names
        self._repeat = parts.config.announcer.repeat
        self._phrases = parts.config.phrases.vi
        self._south = parts.config.voices.south
        self._results = {service.id for service in parts.ward.services if service.result}
        self._studio = studio
        self._hall = hall
        self._is_heard = is_heard
        self._ahead = Ahead()
        self._owed: set[int] = set()
        self._looks_at: int | None = 0

    def said(self, call: Event) -> Said:
        data, counter = call.data, call.counter or 0
        return self._said(
            data["label"], counter, data["service"], data["language"], calls=data["calls"]
        )

    def sound(self, wanted: Plan) -> Sound | None:
        """May wait for the voice. None: there is nothing to play."""
        tickets = [call.ticket for call in wanted.calls]
        first = wanted.calls[0].said
        if isinstance(first, Told):
            sound = self._studio.say(first.texts, tickets[0], chime=wanted.chime)
        elif wanted.is_joined:
            said = [call.said for call in wanted.calls if isinstance(call.said, Said)]
            sentence = joined(said, self._phrases, south=self._south)
            sound = self._studio.say([sentence], chime=wanted.chime)
        else:
            sound = self._one(first, tickets[0], wanted.chime, whole=wanted.whole)
        # Who was called no more while the sound was made has nobody else to forget the name.
        self._owed.update(each for each in tickets if not self._hall.concerns(each))
        self.settle()
        return sound

    def called(self, ticket: int) -> None:
        """What was made for it is its call's from now on."""
        self._ahead.called(ticket)

    def over(self, ticket: int) -> None:
        """It is called no more."""
        self._owed.add(ticket)
        self.settle()

    def settle(self) -> None:
        """The sound of a name goes when its call is over and heard out."""
        for ticket in [each for each in self._owed if not self._hall.concerns(each)]:
            self._owed.discard(ticket)
            self._studio.forget(ticket)

    def forget(self) -> None:
        """The day is closed."""
        self._ahead.forget()
        self._owed.clear()
        self._studio.forget_names()

    def look_soon(self, steady: int) -> None:
        """Something has happened: others may be next."""
        self._looks_at = steady + STILL

    def rehearse(self, steady: int) -> None:
        """Look who is next, if that may have changed, and make one sound for them."""
        if self._looks_at is not None and steady >= self._looks_at:
            self._looks_at = None
            for ticket in self._ahead.look(self._following()):
                self._studio.forget(ticket)
        following = self._ahead.take()
        if following is None or self._studio.trouble:
            return
        ticket = following.ticket
        self._one(following.said, ticket, "long", whole=True)
        if not self._ahead.knows(ticket):
            self.over(ticket)

    def pause(self, steady: int) -> float:
        """Seconds until there is something to rehearse."""
        if self._ahead.has_work():
            return 0.0
        return float("inf") if self._looks_at is None else max(0, self._looks_at - steady) / 1000

    def _one(self, said: Said, ticket: int, chime: Chime, *, whole: bool) -> Sound | None:
        named = replace(said, name=self._name(ticket))
        repeat = self._repeat if whole else 1
        return self._studio.sound(named, ticket, chime=chime, repeat=repeat, second=whole)

    def _following(self) -> dict[int, Following]:
        return {
            counter: Following(
                each.id, self._said(each.label, counter, each.service, each.language)
            )
            for counter, each in self._office.following().items()
            if self._is_heard(counter)
        }

    def _said(self, label: str, counter: int, service: str, language: str, calls: int = 1) -> Said:
        return Said(label, counter, calls, language, service in self._results)

    def _name(self, ticket: int) -> str | None:
        name = self._office.name(ticket) if self._names else None
        return name.text if name and name.say else None
