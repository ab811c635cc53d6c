"""Knows how each call is said, has its sound made, and sees that no sound of a name is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from office import Event
from voices.ahead import Ahead, Following
from voices.cache import Sound
from voices.crowd import Plan
from voices.hall import Hall
from voices.joined import joined
from voices.studio import Studio
from voices.words import Said, Told
from voices.zone import Call

if TYPE_CHECKING:
    from web.parts import Parts

# Who is next is asked when the hall has been still for so long: presses come first. Ms.
STILL = 1_000
# Between two of their sounds, in seconds: calls come first, and so do other programs.
RESTED = 0.1


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
        self._making: Thread | None = None

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
            sentences = joined(said, self._phrases, south=self._south)
            sound = self._studio.say(sentences, chime=wanted.chime)
        else:
            sound = self._one(wanted.calls[0], first, wanted)
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
        """Look who is next, if that may have changed, and begin one sound for them."""
        if self._looks_at is not None and steady >= self._looks_at:
            self._looks_at = None
            for ticket in self._ahead.look(self._following()):
                self._studio.forget(ticket)
        if not self._studio.is_able() or (self._making is not None and self._making.is_alive()):
            return
        following = self._ahead.take()
        if following is not None:
            said = self._with_name(following.said, following.ticket)
            self._making = self._studio.prepare(said, following.ticket, repeat=self._repeat)

    def pause(self, steady: int) -> float:
        """Seconds until there is something to rehearse."""
        if self._ahead.has_work() and self._studio.is_able():
            return RESTED
        return float("inf") if self._looks_at is None else max(0, self._looks_at - steady) / 1000

    def _one(self, call: Call, said: Said, plan: Plan) -> Sound | None:
        """Shortened, it is said in Vietnamese and once."""
        asked = said if plan.whole else replace(said, language="vi")
        return self._studio.sound(
            self._with_name(asked, call.ticket),
            call.ticket,
            chime=plan.chime,
            repeat=self._repeat if plan.whole else 1,
        )

    def _with_name(self, said: Said, ticket: int) -> Said:
        name = self._office.name(ticket) if self._names else None
        return replace(said, name=name.text if name and name.say else None)

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
