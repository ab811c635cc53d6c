"""A printer at a kiosk's own computer: its slips are handed to the agent that runs there.

The agent asks for leave before the first mark, so this side always knows whether a slip may have
been begun. What was begun and has no end in time is unsure.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition
from typing import Literal

from kiosk.bitmap import Bitmap
from kiosk.printer import Patience, Sent
from kiosk.replies import Status
from kiosk.traits import Traits

AWAY = Status(False, "offline")
TRIAL = 0
News = Literal["agent", "offer", "traits", "trust", "clear"]


@dataclass(frozen=True)
class Agent:
    """The one that is connected. `journal` names the book of what it printed: it is who it is."""

    sid: str
    journal: str


@dataclass
class Offer:
    """A slip to be fetched and printed; a trial has the job 0.

    `by`: the journal of the agent that had leave to begin.
    """

    job: int
    label: str
    slip: Bitmap
    begin: Callable[[], None]
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    by: str | None = None
    sent: Sent | None = None


class RemotePrinter:
    """`tell` is called with what somebody else should hear of."""

    def __init__(self, width: int, patience: Patience, traits: Traits) -> None:
        self.width = width
        self.status = AWAY
        self._traits = traits
        self.agent: Agent | None = None
        self.offer: Offer | None = None
        self.tell: Callable[[News], None] = lambda _news: None
        self._patience = patience
        self._news = Condition()

    @property
    def traits(self) -> Traits:
        return self._traits

    @traits.setter
    def traits(self, traits: Traits) -> None:
        """What somebody saw on its paper; the agent is to take it from there."""
        self._traits = traits
        self.tell("traits")

    def look(self) -> Status:
        """The agent looks, and says what changed."""
        return self.status

    def print(self, job: int, label: str, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        return self._offered(Offer(job, label, slip, begin))

    def probe(self, slip: Bitmap, begin: Callable[[], None]) -> Sent:
        return self._offered(Offer(TRIAL, "", slip, begin))

    def trust(self) -> None:
        self.tell("trust")

    def clear(self) -> None:
        self.tell("clear")

    def join(self, sid: str, journal: str, status: Status, traits: Traits | None) -> bool:
        """An agent is there, or says how its printer is now. False: another one is there.

        Without a printer yet it knows no `traits`; what is remembered stays.
        """
        with self._news:
            if self.agent and self.agent.journal != journal:
                return False
            known = self.agent, self.status, self._traits
            self.agent, self.status = Agent(sid, journal), status
            self._traits = traits or self._traits
            if self.offer and self.offer.by not in (None, journal):
                self.offer.sent = Sent("unsure")
            self._news.notify_all()
            news = known != (self.agent, self.status, self._traits)
        if news:
            self.tell("agent")
        return True

    def leave(self, sid: str) -> None:
        with self._news:
            if self.agent is None or self.agent.sid != sid:
                return
            self.agent, self.status = None, AWAY
            self._news.notify_all()
        self.tell("agent")

    def begin(self, id: str, journal: str) -> bool:
        """Whether this agent may print the offer `id`. Asking again gives the same answer."""
        with self._news:
            offer = self.offer
            if offer is None or offer.id != id or offer.sent:
                return False
            if offer.by is None and self.agent and self.agent.journal == journal:
                offer.begin()
                offer.by = journal
                self._news.notify_all()
            return offer.by == journal

    def end(self, id: str, journal: str, sent: Sent) -> bool:
        """How the offer `id` ended. False: nobody waits for that word here."""
        with self._news:
            offer = self.offer
            if offer is None or offer.id != id or offer.sent:
                return False
            if offer.by != journal and (offer.by or sent.state != "queued"):
                return False
            offer.sent = sent
            self._news.notify_all()
            return True

    def _offered(self, offer: Offer) -> Sent:
        with self._news:
            if self.agent is None:
                return Sent("queued", "offline")
            self.offer = offer
            self.tell("offer")
            try:
                return self._outcome(offer)
            finally:
                self.offer = None
                self.tell("offer")

    def _outcome(self, offer: Offer) -> Sent:
        """Waits in two steps: until it is begun, and until it has come to an end."""
        patience = self._patience
        self._news.wait_for(
            lambda: offer.by or offer.sent or not self.agent, patience.connect + patience.fence
        )
        if offer.by is None and offer.sent is None:
            return Sent("queued", "offline")
        self._news.wait_for(lambda: offer.sent is not None, 2 * patience.stall + patience.fence)
        return offer.sent or Sent("unsure", self.status.trouble)
