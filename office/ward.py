"""The office as its configuration describes it: services, counters, hours and every number."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
Seconds = Annotated[int, Field(ge=0, le=24 * 3600)]


class Part(BaseModel):
    """One described thing. Frozen; an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """The same words in Vietnamese, and under a language's code in others as well: `en`, `km` …"""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str] = Field(init=False)

    vi: str
    en: str = ""

    def own(self, language: str) -> str:
        """The words in that language alone; "" where nobody has written them."""
        return self.by_language().get(language, "")

    def in_language(self, language: str) -> str:
        """The words in that language, else in Vietnamese."""
        return self.own(language) or self.vi

    def by_language(self) -> dict[str, str]:
        return dict(self)


class Slots(Part):
    """Bookable visits: one slot every `minutes`, with `places` in each."""

    minutes: Annotated[int, Field(ge=5, le=240)]
    places: Annotated[int, Field(ge=1, le=100)]


class Service(Part):
    """A kind of business a citizen comes for. Its `id` is for ever; `retired` hides it."""

    id: Id
    letter: Letter
    name: Words
    short: Words | None = None
    note: Words | None = None
    minutes: Annotated[int, Field(ge=1, le=240)] = 8
    quota: Annotated[int, Field(ge=1, le=9999)] | None = None
    slots: Slots | None = None
    same_day_until: time | None = None
    result: bool = False
    retired: bool = False

    @property
    def short_name(self) -> Words:
        """As it is called where there is little room."""
        return self.short or self.name


class Counter(Part):
    """A desk. It serves `services`, and `also` others a little later; "all" means every one."""

    id: Annotated[int, Field(ge=1, le=99)]
    services: tuple[Id, ...]
    also: tuple[Id, ...] | Literal["all"] = ()
    zone: Id
    opens: time | None = None
    retired: bool = False


class Priority(Part):
    """A class of citizens whose waiting is counted from `Rules.head_start` minutes earlier."""

    id: Id
    name: Words
    retired: bool = False


Purpose = Literal[
    "pause",
    "hold",
    "transfer",
    "cancel",
    "issue",
    "call",
    "return",
    "priority",
    "withdraw",
    "close",
]


class Reason(Part):
    """A reason that an officer may choose; the journal keeps its `id` only."""

    id: Id
    name: Words
    for_: Annotated[tuple[Purpose, ...], Field(alias="for", min_length=1)]


class Span(Part):
    """Hours of one sitting, `start` ≤ t < `end`, local time; an `end` of 00:00 is midnight."""

    start: time
    end: time


class Hours(Part):
    """Opening hours by weekday (Monday first) and the days without any."""

    mon: tuple[Span, ...] = ()
    tue: tuple[Span, ...] = ()
    wed: tuple[Span, ...] = ()
    thu: tuple[Span, ...] = ()
    fri: tuple[Span, ...] = ()
    sat: tuple[Span, ...] = ()
    sun: tuple[Span, ...] = ()
    holidays: tuple[date, ...] = ()

    def on(self, day: date) -> tuple[Span, ...]:
        if day in self.holidays:
            return ()
        week = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return week[day.weekday()]


class Rules(Part):
    """Every number of the queue's rules; the defaults are those of the shipped ward."""

    flow: Literal["confirm_arrival", "one_press"] = "confirm_arrival"
    head_start: Minutes = 60
    also_penalty: Minutes = 10
    slot_lead: Minutes = 30
    slot_due: Minutes = 5
    slot_grace: Minutes = 15
    remote_credit: Minutes = 60
    return_credit: Minutes = 10
    transfer_credit: Minutes = 30
    priority_in_a_row: Annotated[int, Field(ge=1, le=99)] = 2
    returns: Annotated[int, Field(ge=0, le=99)] = 2
    recall_gap: Seconds = 10
    min_calls: Annotated[int, Field(ge=1, le=9)] = 2
    offer_absent_calls: Annotated[int, Field(ge=1, le=9)] = 3
    absent_after: Seconds = 30
    arrival_floor: Seconds = 20
    undo_within: Seconds = 60
    reopen_within: Seconds = 120
    per_person: Annotated[int, Field(ge=1, le=99)] | None = None
    mean_of: Annotated[int, Field(ge=1, le=500)] = 20
    mean_needs: Annotated[int, Field(ge=1, le=500)] = 5
    issue_before: Annotated[int, Field(ge=0, le=240)] = 0
    close_after: Minutes = 30
    close_latest: time | None = time(23, 59)
    clock_behind: Minutes = 5
    clock_jump: Minutes = 10


class Ward(Part):
    """All that the core needs to know of the office it works for.

    `languages`: those a number can be taken in. `not_aloud`: words, or several in a row, that no
    name may have.
    """

    time_zone: str = "Asia/Ho_Chi_Minh"
    hours: Hours
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    priorities: tuple[Priority, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rules: Rules = Rules()
    always_open: bool = False
    languages: tuple[str, ...] = ("vi", "en")
    not_aloud: tuple[str, ...] = ()
