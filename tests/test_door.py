"""Signing in and out, cookies that are copied, seats that are taken."""

from __future__ import annotations

from pathlib import Path

from hall import Client, HallClock
from letin import (
    PASSWORD,
    PIN,
    behind_the_door,
    cookie_of,
    far_away,
    give,
    machine,
    person,
    sign_in,
)

from config import Config
from office import By
from web.built import Built
from web.who import SESSION

STAFF = By(surface="counter", staff=True)


def events(built: Built, *kinds: str) -> list[tuple[str, int | None, str | None]]:
    found = built.parts.office.events_after(0)
    return [(e.kind, e.counter, e.officer) for e in found if not kinds or e.kind in kinds]


def comes_in(client: Client) -> bool:
    return bool(client.get("/manager/people").status_code == 200)


def test_the_first_manager_makes_the_account_by_a_link_that_works_once(door: Built) -> None:
    register = door.parts.register
    token = register.people.set_up(register.now())
    client = far_away(door)
    assert client.post("/start/looks", json={"token": token}).json["first"] is True
    wish = {"token": token, "name": "Nguyễn Thị Hạnh", "pin": PIN, "password": PASSWORD}
    weak = {**wish, "password": "hanhnt"}
    assert client.post("/start", json=weak).json["error"] == "weak_password"
    told = client.post("/start", json=wish)
    assert (told.status_code, told.json["handle"]) == (201, "hanhnt")
    assert client.post("/start", json=wish).json["error"] == "invitation_over"
    assert register.people.set_up(register.now()) is None
    signed = client.post("/sign-in", json={"handle": "HanhNT", "secret": PASSWORD})
    assert signed.status_code == 201
    assert comes_in(client)


def test_a_link_is_over_after_three_days(door: Built, clock: HallClock) -> None:
    register = door.parts.register
    _, token = register.people.invite("Lê Minh Tâm", "officer", register.now())
    clock.ahead(hours=73)
    looked = far_away(door).post("/start/looks", json={"token": token})
    assert looked.json["error"] == "invitation_over"


def test_a_pin_opens_on_a_paired_pc_and_on_this_computer_and_nowhere_else(door: Built) -> None:
    who = person(door, "officer")
    here = Client(door.app, door.app.response_class)
    paired, strange = far_away(door), far_away(door, "10.0.0.7")
    machine(door, "counter", "3", paired)
    statuses = [
        client.post("/sign-in", json={"handle": who.handle, "secret": PIN}).status_code
        for client in (here, paired, strange)
    ]
    assert statuses == [201, 201, 401]
    by_password = {"handle": who.handle, "secret": PASSWORD}
    assert strange.post("/sign-in", json=by_password).status_code == 201


def test_names_are_shown_on_the_office_s_own_machines_only(door: Built) -> None:
    who = person(door, "officer")
    paired = far_away(door)
    machine(door, "counter", "3", paired)
    assert who.name in paired.get("/sign-in").text
    strange = far_away(door)
    assert who.name not in strange.get("/sign-in").text
    assert strange.post("/sign-in", json={"person": who.id, "secret": PASSWORD}).status_code == 401


def test_the_session_s_cookie_is_for_the_server_and_this_site_alone(door: Built) -> None:
    who = person(door, "manager")
    body = {"handle": who.handle, "secret": PASSWORD}
    plain = cookie_of(far_away(door).post("/sign-in", json=body), SESSION)
    assert "HttpOnly" in plain and "SameSite=Strict" in plain and "Max-Age" not in plain
    assert "Secure" not in plain
    base = {"base_url": "https://127.0.0.1:8000"}
    assert "Secure" in cookie_of(far_away(door).post("/sign-in", json=body, **base), SESSION)


def test_a_session_that_was_planted_before_signing_in_is_worth_nothing(door: Built) -> None:
    who = person(door, "manager")
    victim, attacker = far_away(door), far_away(door)
    give(victim, SESSION, "planted")
    give(attacker, SESSION, "planted")
    signed = victim.post("/sign-in", json={"handle": who.handle, "secret": PASSWORD})
    assert "planted" not in cookie_of(signed, SESSION)
    assert comes_in(victim) and not comes_in(attacker)


def test_a_session_is_over_for_every_copy_of_its_cookie(door: Built) -> None:
    who = person(door, "manager")
    client, copy = far_away(door), far_away(door)
    give(copy, SESSION, sign_in(door, who, client, pin=False))
    assert comes_in(copy)
    assert client.post("/sign-out", json={}).status_code == 201
    assert not comes_in(client) and not comes_in(copy)


def test_a_pin_s_session_holds_at_its_machine_alone(door: Built) -> None:
    who = person(door, "manager")
    pc, copy = far_away(door), far_away(door)
    machine(door, "counter", "3", pc)
    signed = pc.post("/sign-in", json={"handle": who.handle, "secret": PIN})
    give(copy, SESSION, cookie_of(signed, SESSION).partition("=")[2].partition(";")[0])
    assert comes_in(pc) and not comes_in(copy)


def test_who_does_nothing_for_hours_is_signed_out_and_the_day_s_end_signs_out_all(
    door: Built, clock: HallClock
) -> None:
    register = door.parts.register
    manager, officer = person(door, "manager"), person(door, "officer", "Trần Quốc Bảo")
    first, second = far_away(door), far_away(door)
    sign_in(door, manager, first, pin=False)
    sign_in(door, officer, second, pin=False)
    clock.ahead(hours=3)
    assert comes_in(first)
    clock.ahead(hours=2)
    register.tidy(4)
    assert comes_in(first)
    assert second.get("/counter/3").status_code == 302
    door.parts.office.close_day(by=STAFF)
    assert not comes_in(first)
    assert events(door, "signed_out") == [
        ("signed_out", None, str(officer.id)),
        ("signed_out", None, str(manager.id)),
    ]


def test_locking_and_resetting_somebody_ends_what_they_had(door: Built) -> None:
    boss, who = person(door, "manager"), person(door, "officer", "Trần Quốc Bảo")
    client, theirs = far_away(door), far_away(door)
    sign_in(door, boss, client, pin=False)
    sign_in(door, who, theirs, counter=3, pin=False)
    assert client.post(f"/manager/people/{who.id}", json={"do": "lock"}).status_code == 201
    assert theirs.post("/counter/3/calls", json={}).status_code == 401
    wish = {"handle": who.handle, "secret": PASSWORD}
    assert far_away(door).post("/sign-in", json=wish).json["error"] == "locked"
    assert client.post(f"/manager/people/{who.id}", json={"do": "unlock"}).status_code == 201
    assert client.post(f"/manager/people/{who.id}", json={"do": "reset"}).status_code == 201
    assert far_away(door).post("/sign-in", json=wish).json["error"] == "wrong_secret"
    told = client.post(f"/manager/people/{boss.id}", json={"do": "lock"})
    assert (told.status_code, told.json["error"]) == (409, "last_manager")


def test_taking_a_counter_over_asks_first_and_is_in_the_journal(door: Built) -> None:
    one, other = person(door, "officer"), person(door, "officer", "Trần Quốc Bảo")
    first, second = far_away(door), far_away(door)
    sign_in(door, one, first, counter=3, pin=False)
    sign_in(door, other, second, pin=False)
    assert one.name in second.get("/counter/3").text
    told = second.post("/counter/3/seats", json={})
    assert (told.status_code, told.json["error"]) == (409, "seat_taken")
    assert first.post("/counter/3/states", json={"state": "open"}).status_code == 201
    assert second.post("/counter/3/seats", json={"take": True}).status_code == 201
    assert first.post("/counter/3/calls", json={}).json["error"] == "not_seated"
    assert second.post("/counter/3/calls", json={}).json["error"] == "nobody_waiting"
    assert events(door, "seated", "taken_over") == [
        ("seated", 3, str(one.id)),
        ("taken_over", 3, str(other.id)),
    ]


def test_an_officer_has_one_counter_and_the_one_left_behind_closes(door: Built) -> None:
    who = person(door, "officer")
    client = far_away(door)
    sign_in(door, who, client, counter=3, pin=False)
    assert client.post("/counter/3/states", json={"state": "open"}).status_code == 201
    assert client.post("/counter/4/seats", json={}).status_code == 201
    assert client.post("/counter/3/calls", json={}).json["error"] == "not_seated"
    assert door.parts.office.desk_facts(3)["state"] == "closed"
    assert door.parts.office.desk_facts(4)["officer"] == str(who.id)


def test_nobody_signs_out_while_a_citizen_is_at_the_counter(door: Built) -> None:
    who = person(door, "officer")
    client = far_away(door)
    sign_in(door, who, client, counter=3, pin=False)
    door.parts.office.issue("chung-thuc", by=By(surface="kiosk"))
    client.post("/counter/3/states", json={"state": "open"})
    assert client.post("/counter/3/calls", json={}).status_code == 201
    assert client.post("/sign-out", json={}).json["error"] == "counter_busy"
    client.post("/counter/3/starts", json={})
    client.post("/counter/3/finishes", json={})
    assert client.post("/sign-out", json={}).status_code == 201
    assert [kind for kind, _, _ in events(door, "left", "signed_out")] == ["left", "signed_out"]


def test_signing_in_leads_back_to_a_page_of_ours_and_nowhere_else(door: Built) -> None:
    client = far_away(door)
    asked = client.get("/manager/devices?code=ABCDEF")
    assert asked.headers["Location"] == "/sign-in?next=/manager/devices%3Fcode%3DABCDEF"
    assert 'data-to="/manager/devices?code=ABCDEF"' in client.get(asked.headers["Location"]).text
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil"):
        page = client.get("/sign-in", query_string={"next": elsewhere}).text
        assert 'data-to="/"' in page, elsewhere


def test_the_door_survives_a_restart_and_the_next_day_begins_with_signing_in(
    shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    built = behind_the_door(shipped, clock, tmp_path)
    session = sign_in(built, person(built, "officer"), far_away(built), counter=3, pin=False)
    token = machine(built, "kiosk", "k1")
    built.stop()
    for hours, officer in ((0, 201), (24, 401)):
        clock.ahead(hours=hours)
        built = behind_the_door(shipped, clock, tmp_path)
        pc, kiosk = far_away(built), far_away(built)
        give(pc, SESSION, session)
        give(kiosk, "goiso_kiosk", token)
        assert pc.post("/counter/3/states", json={"state": "open"}).status_code == officer
        assert kiosk.get("/kiosk/").status_code == 200
        built.stop()
