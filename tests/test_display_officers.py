"""Whose name stands above a counter: who sits there, on a screen that is set to show it."""

from __future__ import annotations

from letin import person, sign_in

from display.routes import officers
from web.built import Built


def test_who_sits_at_a_counter_is_named_and_who_left_is_not(door: Built) -> None:
    sitting = person(door, "officer", "Lê Minh Tâm")
    sign_in(door, sitting, door.app.test_client(), counter=3)
    assert officers(door.parts) == {"3": "Lê Minh Tâm"}
    door.parts.register.sessions.end_where("day", lambda _session: True)
    assert officers(door.parts) == {}


def test_a_screen_that_is_not_set_to_show_it_is_never_sent_the_name(door: Built) -> None:
    sign_in(door, person(door, "officer"), door.app.test_client(), counter=3)
    facts = door.parts.live.snapshot("board-tv1")
    assert facts is not None
    assert facts["officers"] == {}
