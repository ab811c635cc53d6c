"""A part of the hall: the calls that wait for its loudspeaker, and the pages that could be it."""

from __future__ import annotations

from dataclasses import dataclass, field

from voices.cache import Sound
from voices.words import Said, Told


@dataclass(eq=False)
class Call:
    """One call or recall; `seq` is its event, `at` its moment in ms UTC.

    What is no call, a notice or a test, has a `seq` and a `ticket` below 0.

    `over`: the citizen is no longer called, though it may still be heard.
    """

    seq: int
    at: int
    ticket: int
    said: Said | Told
    sound: Sound | None = None
    over: bool = False


@dataclass(frozen=True)
class Playing:
    """A call heard from `page`; its sound `ends`, and is waited for `until` (steady ms)."""

    call: Call
    sound: Sound
    page: str
    ends: int
    until: int


@dataclass
class Zone:
    """One voice at a time. The page that claimed first is the loudspeaker, the rest stand by."""

    id: str
    pages: list[str] = field(default_factory=list)
    waiting: list[Call] = field(default_factory=list)
    playing: Playing | None = None

    def add(self, call: Call) -> list[Call]:
        """In the order of calling. A recall takes the place of its own call that still waits.

        Answers the calls that will not be spoken for it.
        """
        for place, earlier in enumerate(self.waiting):
            if earlier.ticket == call.ticket:
                self.waiting[place] = call
                return [earlier]
        self.waiting.append(call)
        return []

    def drop(self, ticket: int) -> list[Call]:
        """Nobody is called any more under this ticket; the calls that are not spoken for it."""
        dropped = [call for call in self.waiting if call.ticket == ticket]
        self.waiting = [call for call in self.waiting if call.ticket != ticket]
        if self.playing and self.playing.call.ticket == ticket:
            self.playing.call.over = True
        return dropped

    def drop_older(self, than: int) -> list[Call]:
        """Of a zone without a loudspeaker: the calls that are too old to be spoken by the next."""
        if self.pages:
            return []
        old = [call for call in self.waiting if call.at < than]
        self.waiting = [call for call in self.waiting if call.at >= than]
        return old

    def next(self) -> Call | None:
        """The call to be spoken now, if there is one and somebody to speak it."""
        if self.playing or not self.pages or not self.waiting:
            return None
        return self.waiting[0]
