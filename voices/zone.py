"""A part of the hall: the calls that wait for its loudspeaker, and who could be it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from voices.cache import Sound
from voices.words import Said, Told

State = Literal["waiting", "speaking", "spoken", "silent"]
REMEMBERED = 300


@dataclass(eq=False)
class Call:
    """One call or recall in one zone; `seq` is its event, `at` its moment in ms UTC.

    What is no call, a notice or a test, has a `seq` and a `ticket` below 0.
    `since`: when the hall began to owe it, which a recall inherits from the call that it replaces.
    `over`: the citizen is no longer called, though it may still be heard.
    """

    seq: int
    at: int
    ticket: int
    said: Said | Told
    since: int = 0
    over: bool = False

    def __post_init__(self) -> None:
        self.since = self.since or self.at

    @property
    def is_aside(self) -> bool:
        return isinstance(self.said, Told)


@dataclass(frozen=True)
class Playing:
    """One or more calls heard from `page`; the sound `ends`, and is waited for `until` (steady
    ms)."""

    calls: tuple[Call, ...]
    sound: Sound
    page: str
    ends: int
    until: int

    @property
    def seq(self) -> int:
        """What page and server name it by."""
        return self.calls[0].seq

    @property
    def is_over(self) -> bool:
        return all(call.over for call in self.calls)

    def of(self, ticket: int) -> list[Call]:
        return [call for call in self.calls if call.ticket == ticket]


@dataclass
class Zone:
    """One voice at a time. The page that claimed first is the loudspeaker, the rest stand by.

    `rests` until that moment (steady ms) after a sound, so that two never run into each other.
    """

    id: str
    pages: list[str] = field(default_factory=list)
    waiting: list[Call] = field(default_factory=list)
    playing: Playing | None = None
    rests: int = 0
    muted: bool = False
    done: OrderedDict[int, State] = field(default_factory=OrderedDict)

    def states(self) -> dict[int, State]:
        """Of the newest few hundred calls, by seq."""
        found = dict(self.done)
        found.update((call.seq, "waiting" if self.pages else "silent") for call in self.waiting)
        if self.playing:
            found.update((call.seq, "speaking") for call in self.playing.calls)
        return found

    def add(self, call: Call, recent: int) -> None:
        """In the order of calling. A recall takes the place of its own call that still waits.

        Without a loudspeaker nothing is kept that is older than `recent` ms; muted, nothing at all.
        """
        self.drop_older(call.at - recent)
        if self.muted:
            self.set([call], "silent")
            return
        self._line_up(call)

    def put_back(self, calls: Sequence[Call]) -> None:
        """First in line again; a recall made meanwhile says for its call that it is called."""
        behind, self.waiting = self.waiting, [*calls]
        for call in behind:
            self._line_up(call)

    def drop(self, ticket: int) -> None:
        """Nobody is called any more under this ticket: what waits is not spoken."""
        self.set([call for call in self.waiting if call.ticket == ticket], "silent")
        self.waiting = [call for call in self.waiting if call.ticket != ticket]
        for call in self.playing.of(ticket) if self.playing else ():
            call.over = True

    def drop_older(self, than: int) -> None:
        """Of a zone without a loudspeaker: what is too old to be spoken by the next."""
        if not self.pages:
            self.set([call for call in self.waiting if call.at < than], "silent")
            self.waiting = [call for call in self.waiting if call.at >= than]

    def drop_all(self) -> None:
        self.set(self.waiting, "silent")
        self.waiting = []

    def drop_first(self) -> None:
        """The one that would be spoken next is not."""
        first, self.waiting = self.waiting[:1], self.waiting[1:]
        self.set(first, "silent")

    def concerns(self, ticket: int) -> bool:
        """Whether a call of this ticket waits here, or is being spoken."""
        waits = any(call.ticket == ticket for call in self.waiting)
        return waits or bool(self.playing and self.playing.of(ticket))

    def is_free(self, steady: int) -> bool:
        """Somebody could speak now."""
        return self.playing is None and bool(self.pages) and steady >= self.rests

    def _line_up(self, call: Call) -> None:
        for place, earlier in enumerate(self.waiting):
            if earlier.ticket == call.ticket:
                call.since = earlier.since
                self.waiting[place] = call
                self.set([earlier], "silent")
                return
        self.waiting.append(call)

    def set(self, calls: Iterable[Call], state: State) -> None:
        for call in calls:
            self.done[call.seq] = state
        while len(self.done) > REMEMBERED:
            self.done.popitem(last=False)
