"""The core: tickets, turns, who is next. It knows nothing of pages, paper or speech."""

from office.clock import Clock, SystemClock
from office.door import MOST_FILES, Wanted
from office.errors import MALFORMED, UNKNOWN, Changed, Refused, StoreUnusable
from office.office import Office
from office.store import Store, Tx
from office.ticket import UNSEEN, By, Event, Name, Outcome, Ticket, Turn, Unseen
from office.visits import Booked, Visit
from office.ward import Ward

__all__ = [
    "MALFORMED",
    "MOST_FILES",
    "UNKNOWN",
    "UNSEEN",
    "Booked",
    "By",
    "Changed",
    "Clock",
    "Event",
    "Name",
    "Office",
    "Outcome",
    "Refused",
    "Store",
    "StoreUnusable",
    "SystemClock",
    "Ticket",
    "Turn",
    "Tx",
    "Unseen",
    "Visit",
    "Wanted",
    "Ward",
]
