"""Every route and room, asked by everybody: exactly those of the table come in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from access_table import KEY, PAGE, ROLES, ROOMS, ROUTES, page_with_table
from hall import HallClock
from letin import behind_the_door, far_away, give, machine, person, sign_in

from access.records import Person
from config import Config
from office import By
from web.built import Built
from web.who import SESSION

AT_THE_DOOR = {"not_paired", "not_signed_in", "not_seated", "not_yours", "not_its_counter"}
VALUES = {
    "<int:n>": "3",
    "<int:counter>": "3",
    "<int:person>": "999",
    "<int:device>": "999",
    "<int:job>": "1",
    "<int:roll>": "999",
    "<int:notice>": "999",
    "<id>": "p9",
    "<place>": "kiosk",
    "<int:item>": "1",
    "<name>": "0" * 64 + ".wav",
    "<day>": "2026-03-10",
}


class Door:
    """A served office, and a browser for each role, far from the server."""

    def __init__(self, built: Built) -> None:
        self.built = built
        self.people: dict[str, Person] = {}
        taken = built.parts.office.issue("chung-thuc", by=By(surface="kiosk"))
        assert taken.ticket is not None
        self.token = taken.ticket.token
        for role in ("officer", "guide", "manager", "supervisor"):
            self.people[role] = person(built, role, f"Người {role}")
        self.people["seated"] = person(built, "officer", "Người ngồi quầy")
        self._machines = {
            "kiosk": machine(built, "kiosk", "k1"),
            "display": machine(built, "display", "tv1"),
            "pc": machine(built, "counter", "3"),
            "keypad": machine(built, "keypad", "3"),
        }

    def browser(self, role: str) -> Any:
        client = far_away(self.built)
        if role == "keypad":
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self._machines[role]}"
        elif role in self._machines:
            kind = "counter" if role == "pc" else role
            give(client, f"goiso_{kind}", self._machines[role])
        elif role in self.people:
            counter = 3 if role == "seated" else None
            sign_in(self.built, self.people[role], client, counter=counter, pin=False)
        return client

    def asks(self, role: str, route: str, **headers: str) -> Any:
        method, _, path = route.partition(" ")
        for name, value in {**VALUES, "<token>": self.token}.items():
            path = path.replace(name, value)
        body: dict[str, Any] = {"json": {}} if method == "POST" else {}
        return self.browser(role).open(path, method=method, headers=headers, **body)


@pytest.fixture(scope="module")
def door(shipped: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    printers = [each.model_copy(update={"at": "kiosk"}) for each in shipped.printers]
    yard = shipped.zones[0].model_copy(update={"id": "yard", "speaker": "k1"})
    config = shipped.model_copy(
        update={"printers": tuple(printers), "zones": (*shipped.zones, yard)}
    )
    built = behind_the_door(config, HallClock(), tmp_path_factory.mktemp("door"))
    yield Door(built)
    built.stop()


def is_refused(answer: Any) -> bool:
    """Turned away at the door, whatever the route itself would have said."""
    if answer.status_code == 302:
        return str(answer.headers["Location"]).startswith("/sign-in?")
    if answer.status_code not in (401, 403):
        return False
    return not answer.is_json or answer.json["error"] in AT_THE_DOOR


def test_the_table_has_every_route_and_no_other(door: Door, built: Built) -> None:
    shown = set()
    for app in (door.built.app, built.app):
        for rule in app.url_map.iter_rules():
            if rule.endpoint.rpartition(".")[2] != "static":
                methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
                shown |= {f"{method} {rule.rule}" for method in methods}
    # There is a house to reload in a running server alone, and a query may ask for another page.
    paths = {route.partition("?")[0] for route in ROUTES}
    assert shown | {"POST /control/config-reloads"} == paths


@pytest.mark.parametrize("role", ROLES)
def test_everybody_comes_in_where_the_table_says_so(door: Door, role: str) -> None:
    wrong = {}
    for route, allowed in ROUTES.items():
        if not allowed or allowed == KEY:
            continue
        answer = door.asks(role, route)
        if is_refused(answer) == (role in allowed):
            wrong[route] = (answer.status_code, answer.text[:200])
    assert wrong == {}


@pytest.mark.parametrize("role", ROLES)
def test_orders_need_the_key_and_a_demo_s_pages_are_not_there(door: Door, role: str) -> None:
    for route, allowed in ROUTES.items():
        if allowed in ((), KEY):
            assert door.asks(role, route).status_code == 404, route
        if allowed == KEY and "reloads" not in route and "closes" not in route:
            answer = door.asks(role, route, **{"X-Goiso-Key": door.built.key})
            assert answer.status_code in (201, 400), (route, answer.text)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_watches_the_rooms_of_the_table(door: Door, role: str) -> None:
    built, client = door.built, door.browser(role)
    shown = {"Authorization": client.environ_base.get("HTTP_AUTHORIZATION", "")}
    live = built.socketio.test_client(built.app, flask_test_client=client, headers=shown)
    seen = {}
    for room, allowed in ROOMS.items():
        name = f"{room}{door.token}" if room == "ticket-" else room
        told = live.emit("watch", {"room": name}, callback=True)
        seen[room] = bool(told) and "denied" not in told
        if not allowed:
            assert not seen.pop(room)
    live.disconnect()
    assert seen == {room: role in allowed for room, allowed in ROOMS.items() if allowed}


def test_an_officer_presses_at_no_counter_but_their_own(door: Door) -> None:
    client = door.browser("seated")
    for route in ROUTES:
        if route.startswith("POST /counter/<int:n>/") and "seats" not in route:
            path = route.partition(" ")[2].replace("<int:n>", "4")
            answer = client.post(path, json={})
            assert (answer.status_code, answer.json["error"]) == (403, "not_seated"), route
    live = door.built.socketio.test_client(door.built.app, flask_test_client=client)
    assert live.emit("watch", {"room": "desk-4"}, callback=True) == {"denied": True}
    live.disconnect()


def test_a_machine_is_no_other_machine(door: Door) -> None:
    """A kiosk's token is no display's and no counter PC's, whatever cookie carries it."""
    token = door._machines["kiosk"]
    for name in ("goiso_display", "goiso_counter", SESSION):
        client = far_away(door.built)
        give(client, name, token)
        assert client.get("/display/").status_code == 401
        assert client.get("/manager/people").status_code == 302
        assert "people" not in client.get("/sign-in").text


def test_a_program_shows_its_token_in_a_header(door: Door) -> None:
    client = far_away(door.built)
    bearer = {"Authorization": f"Bearer {door._machines['kiosk']}"}
    wish = {"service": "chung-thuc"}
    taken = client.post("/kiosk/tickets", json=wish, headers=bearer)
    assert taken.status_code == 201
    wrong = {"Authorization": "Bearer " + "x" * 43}
    taken = client.post("/kiosk/tickets", json=wish, headers=wrong)
    assert taken.status_code == 401


@pytest.mark.parametrize("role", ["stranger", "manager"])
def test_every_answer_carries_the_guarding_headers(door: Door, role: str) -> None:
    for route in ROUTES:
        headers = door.asks(role, route).headers
        assert headers["X-Content-Type-Options"] == "nosniff", route
        assert headers["X-Frame-Options"] == "DENY", route
        assert headers["Cache-Control"] == "no-store", route
        assert headers["Referrer-Policy"] in ("same-origin", "no-referrer"), route
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, route
        assert "frame-ancestors 'none'" in policy, route


def test_the_document_has_this_table() -> None:
    """After a change: .venv/bin/python tests/access_table.py"""
    page = Path(PAGE).read_text("utf-8")
    assert page == page_with_table(page)
