"""What an officer in training would see before the counter, as a word and some minutes."""

from __future__ import annotations

from typing import Any

from office.clock import MINUTE
from practice.hall import Hall


def scene(hall: Hall, counter: int) -> dict[str, Any]:
    """{scene, minutes}: `free`, `coming` (called, nobody here yet), `here` (stands there),
    `busy` (with `minutes` still to go), then `done`, `hold` or `transfer`: what is left to do.
    """
    desk, now = hall.desks[counter], hall.office.now()
    person = hall.people.get(desk.ticket)
    if desk.stage == "called":
        here = person is None or (person.here_since is not None and person.here_since <= now)
        return {"scene": "here" if here else "coming"}
    if desk.stage != "serving":
        return {"scene": "free"}
    left = hall.ends_at(counter) - now
    if left > 0:
        return {"scene": "busy", "minutes": -(-left // MINUTE)}
    wish = person.citizen.end if person and not person.has_had_enough else "finish"
    return {"scene": "done" if wish == "finish" else wish}
