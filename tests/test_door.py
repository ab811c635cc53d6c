"""Signing in and out, cookies that are copied, machines that are revoked, seats that are taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import Client, HallClock
from letin import PASSWORD, PIN, behind_the_door, far_away, give, machine, person, sign_in

from config import Config
from office import By
from web.built import Built
from web.who import SESSION

STAFF = By(surface="counter", staff=True)


@pytest.fixture
def served(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[Built]:
    """The office behind its door, without a server."""
    built = behind_the_door(shipped, clock, tmp_path)
    yield built
    built.stop()


def events(built: Built, *kinds: str) -> list[tuple[str, int | None, str | None]]:
    found = built.parts.office.events_after(0)
    return [(e.kind, e.counter, e.officer) for e in found if not kinds or e.kind in kinds]


def comes_in(client: Client) -> bool:
    return bool(client.get("/manager/people").status_code == 200)


def cookie_of(answer: Any, name: str) -> str:
    """The Set-Cookie line of that name."""
    lines: list[str] = answer.headers.getlist("Set-Cookie")
    return next(line for line in lines if line.startswith(f"{name}="))


def test_the_first_manager_makes_the_account_by_a_link_that_works_once(served: Built) -> None:
    register = served.parts.register
    token = register.people.set_up(register.now())
    client = far_away(served)
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


def test_a_link_is_over_after_three_days(served: Built, clock: HallClock) -> None:
    register = served.parts.register
    _, token = register.people.invite("Lê Minh Tâm", "officer", register.now())
    clock.ahead(hours=73)
    looked = far_away(served).post("/start/looks", json={"token": token})
    assert looked.json["error"] == "invitation_over"


def test_a_pin_opens_on_a_paired_pc_and_on_this_computer_and_nowhere_else(served: Built) -> None:
    who = person(served, "officer")
    here = Client(served.app, served.app.response_class)
    paired, strange = far_away(served), far_away(served, "10.0.0.7")
    machine(served, "counter", "3", paired)
    statuses = [
        client.post("/sign-in", json={"handle": who.handle, "secret": PIN}).status_code
        for client in (here, paired, strange)
    ]
    assert statuses == [201, 201, 401]
    by_password = {"handle": who.handle, "secret": PASSWORD}
    assert strange.post("/sign-in", json=by_password).status_code == 201


def test_names_are_shown_on_the_office_s_own_machines_only(served: Built) -> None:
    who = person(served, "officer")
    paired = far_away(served)
    machine(served, "counter", "3", paired)
    assert who.name in paired.get("/sign-in").text
    strange = far_away(served)
    assert who.name not in strange.get("/sign-in").text
    assert strange.post("/sign-in", json={"person": who.id, "secret": PASSWORD}).status_code == 401


def test_the_session_s_cookie_is_for_the_server_and_this_site_alone(served: Built) -> None:
    who = person(served, "manager")
    body = {"handle": who.handle, "secret": PASSWORD}
    plain = cookie_of(far_away(served).post("/sign-in", json=body), SESSION)
    assert "HttpOnly" in plain and "SameSite=Strict" in plain and "Max-Age" not in plain
    assert "Secure" not in plain
    base = {"base_url": "https://127.0.0.1:8000"}
    assert "Secure" in cookie_of(far_away(served).post("/sign-in", json=body, **base), SESSION)


def test_a_session_that_was_planted_before_signing_in_is_worth_nothing(served: Built) -> None:
    who = person(served, "manager")
    victim, attacker = far_away(served), far_away(served)
    give(victim, SESSION, "planted")
    give(attacker, SESSION, "planted")
    signed = victim.post("/sign-in", json={"handle": who.handle, "secret": PASSWORD})
    assert "planted" not in cookie_of(signed, SESSION)
    assert comes_in(victim) and not comes_in(attacker)


def test_a_session_is_over_for_every_copy_of_its_cookie(served: Built) -> None:
    who = person(served, "manager")
    client, copy = far_away(served), far_away(served)
    give(copy, SESSION, sign_in(served, who, client, pin=False))
    assert comes_in(copy)
    assert client.post("/sign-out", json={}).status_code == 201
    assert not comes_in(client) and not comes_in(copy)


def test_a_pin_s_session_holds_at_its_machine_alone(served: Built) -> None:
    who = person(served, "manager")
    pc, copy = far_away(served), far_away(served)
    machine(served, "counter", "3", pc)
    signed = pc.post("/sign-in", json={"handle": who.handle, "secret": PIN})
    give(copy, SESSION, cookie_of(signed, SESSION).partition("=")[2].partition(";")[0])
    assert comes_in(pc) and not comes_in(copy)


def test_who_does_nothing_for_hours_is_signed_out_and_the_day_s_end_signs_out_all(
    served: Built, clock: HallClock
) -> None:
    register = served.parts.register
    manager, officer = person(served, "manager"), person(served, "officer", "Trần Quốc Bảo")
    first, second = far_away(served), far_away(served)
    sign_in(served, manager, first, pin=False)
    sign_in(served, officer, second, pin=False)
    clock.ahead(hours=3)
    assert comes_in(first)
    clock.ahead(hours=2)
    register.tidy(4)
    assert comes_in(first)
    assert second.get("/counter/3").status_code == 302
    served.parts.office.close_day(by=STAFF)
    assert not comes_in(first)
    assert events(served, "signed_out") == [
        ("signed_out", None, str(officer.id)),
        ("signed_out", None, str(manager.id)),
    ]


def test_locking_and_resetting_somebody_ends_what_they_had(served: Built) -> None:
    boss, who = person(served, "manager"), person(served, "officer", "Trần Quốc Bảo")
    client, theirs = far_away(served), far_away(served)
    sign_in(served, boss, client, pin=False)
    sign_in(served, who, theirs, counter=3, pin=False)
    assert client.post(f"/manager/people/{who.id}", json={"do": "lock"}).status_code == 201
    assert theirs.post("/counter/3/calls", json={}).status_code == 401
    wish = {"handle": who.handle, "secret": PASSWORD}
    assert far_away(served).post("/sign-in", json=wish).json["error"] == "locked"
    assert client.post(f"/manager/people/{who.id}", json={"do": "unlock"}).status_code == 201
    assert client.post(f"/manager/people/{who.id}", json={"do": "reset"}).status_code == 201
    assert far_away(served).post("/sign-in", json=wish).json["error"] == "wrong_secret"
    told = client.post(f"/manager/people/{boss.id}", json={"do": "lock"})
    assert (told.status_code, told.json["error"]) == (409, "last_manager")


def test_taking_a_counter_over_asks_first_and_is_in_the_journal(served: Built) -> None:
    one, other = person(served, "officer"), person(served, "officer", "Trần Quốc Bảo")
    first, second = far_away(served), far_away(served)
    sign_in(served, one, first, counter=3, pin=False)
    sign_in(served, other, second, pin=False)
    assert one.name in second.get("/counter/3").text
    told = second.post("/counter/3/seats", json={})
    assert (told.status_code, told.json["error"]) == (409, "seat_taken")
    assert first.post("/counter/3/states", json={"state": "open"}).status_code == 201
    assert second.post("/counter/3/seats", json={"take": True}).status_code == 201
    assert first.post("/counter/3/calls", json={}).json["error"] == "not_seated"
    assert second.post("/counter/3/calls", json={}).json["error"] == "nobody_waiting"
    assert events(served, "seated", "taken_over") == [
        ("seated", 3, str(one.id)),
        ("taken_over", 3, str(other.id)),
    ]


def test_an_officer_has_one_counter_and_the_one_left_behind_closes(served: Built) -> None:
    who = person(served, "officer")
    client = far_away(served)
    sign_in(served, who, client, counter=3, pin=False)
    assert client.post("/counter/3/states", json={"state": "open"}).status_code == 201
    assert client.post("/counter/4/seats", json={}).status_code == 201
    assert client.post("/counter/3/calls", json={}).json["error"] == "not_seated"
    assert served.parts.office.desk_facts(3)["state"] == "closed"
    assert served.parts.office.desk_facts(4)["officer"] == str(who.id)


def test_nobody_signs_out_while_a_citizen_is_at_the_counter(served: Built) -> None:
    who = person(served, "officer")
    client = far_away(served)
    sign_in(served, who, client, counter=3, pin=False)
    served.parts.office.issue("chung-thuc", by=By(surface="kiosk"))
    client.post("/counter/3/states", json={"state": "open"})
    assert client.post("/counter/3/calls", json={}).status_code == 201
    assert client.post("/sign-out", json={}).json["error"] == "counter_busy"
    client.post("/counter/3/starts", json={})
    client.post("/counter/3/finishes", json={})
    assert client.post("/sign-out", json={}).status_code == 201
    assert [kind for kind, _, _ in events(served, "left", "signed_out")] == ["left", "signed_out"]


def test_a_revoked_machine_is_a_stranger_and_asks_anew(served: Built) -> None:
    register = served.parts.register
    kiosk = far_away(served)
    machine(served, "kiosk", "k1", kiosk)
    assert kiosk.get("/kiosk/").status_code == 200
    register.revoke(register.devices.all()[0])
    page = kiosk.get("/kiosk/")
    assert page.status_code == 401 and 'data-pairing="kiosk"' in page.text
    assert kiosk.post("/kiosk/tickets", json={"service": "chung-thuc"}).status_code == 401


def test_a_machine_s_token_is_renewed_each_month_and_a_lost_answer_loses_nothing(
    served: Built, clock: HallClock
) -> None:
    kiosk = far_away(served)
    old = machine(served, "kiosk", "k1", kiosk)
    clock.ahead(hours=31 * 24)
    lost = cookie_of(kiosk.get("/kiosk/"), "goiso_kiosk")
    give(kiosk, "goiso_kiosk", old)
    new = cookie_of(kiosk.get("/kiosk/"), "goiso_kiosk")
    assert len({old, lost, new}) == 3 and "Max-Age=34560000" in new
    assert kiosk.get("/kiosk/").status_code == 200
    give(kiosk, "goiso_kiosk", old)
    assert kiosk.get("/kiosk/").status_code == 401


def test_signing_in_leads_back_to_a_page_of_ours_and_nowhere_else(served: Built) -> None:
    client = far_away(served)
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


def test_a_machine_that_is_silent_raises_a_light_with_its_name(
    served: Built, clock: HallClock
) -> None:
    health, kiosk = served.parts.health, far_away(served)
    machine(served, "kiosk", "k1", kiosk)
    machine(served, "counter", "3")
    assert health.light("devices").state == "ok"
    clock.ahead(minutes=2)
    light = health.light("devices")
    assert (light.state, light.detail) == ("warn", "kiosk k1")
    live = served.socketio.test_client(served.app, flask_test_client=kiosk)
    clock.ahead(minutes=2)
    assert health.light("devices").state == "ok"
    live.disconnect()
    assert health.light("devices").state == "ok"
    clock.ahead(minutes=2)
    assert health.light("devices").state == "warn"


def test_a_browser_that_forgot_its_pairing_is_told_of_incognito(served: Built) -> None:
    register = served.parts.register
    kiosk = far_away(served)
    code = code_of(kiosk.get("/kiosk/").text)
    register.accept(register.pairing.by_code(code, register.now()), "Máy cửa chính", "k1", None)
    assert kiosk.post("/devices/claims", json={"kind": "kiosk"}).json == {"state": "accepted"}
    assert kiosk.get("/kiosk/").status_code == 200
    forgetful = far_away(served)
    page = forgetful.get("/kiosk/").text
    assert "Ở địa chỉ này đã có máy được chấp nhận: Máy cửa chính" in page
    assert "Incognito" in page
    assert "đã có máy" not in far_away(served, "10.0.0.77").get("/kiosk/").text


def code_of(page: str) -> str:
    return page.partition('class="letters">')[2].partition('aria-label="')[2].partition('"')[0]


def test_a_link_on_another_site_unpairs_no_machine(served: Built) -> None:
    """Such a link opens our page without the cookies that are for this site alone."""
    kiosk = far_away(served)
    token = machine(served, "kiosk", "k1", kiosk)
    followed = far_away(served).get("/kiosk/")
    assert followed.status_code == 401
    assert [c.partition("=")[0] for c in followed.headers.getlist("Set-Cookie")] == [
        "goiso_asks_kiosk"
    ]
    assert kiosk.post("/devices/claims", json={"kind": "kiosk"}).json == {"state": "accepted"}
    assert kiosk.get("/kiosk/").status_code == 200
    give(kiosk, "goiso_kiosk", token)
    assert kiosk.get("/kiosk/").status_code == 200


def test_a_machine_shows_its_cookie_only_once_it_is_let_in(served: Built) -> None:
    register, screen = served.parts.register, far_away(served)
    code = code_of(screen.get("/display/").text)
    made = register.accept(register.pairing.by_code(code, register.now()), "Tivi", "tv1", None)
    live = served.socketio.test_client(served.app, flask_test_client=screen)
    assert live.emit("watch", {"room": "board-tv1"}, callback=True) == {"denied": True}
    claimed = screen.post("/devices/claims", json={"kind": "display"})
    assert claimed.json["state"] == "accepted"
    cookie = cookie_of(claimed, "goiso_display")
    assert "HttpOnly" in cookie and "Max-Age=34560000" in cookie
    give(screen, "goiso_display", cookie.partition("=")[2].partition(";")[0])
    again = served.socketio.test_client(served.app, flask_test_client=screen)
    assert "denied" not in again.emit("watch", {"room": "board-tv1"}, callback=True)
    assert register.devices.is_connected(made.id)
    live.disconnect()
    again.disconnect()


def test_a_machine_has_a_name(served: Built) -> None:
    manager, kiosk = far_away(served), far_away(served)
    sign_in(served, person(served, "manager"), manager, pin=False)
    code = code_of(kiosk.get("/kiosk/").text)
    for name in ("", "  ", "\u200b\u202e"):
        wish = {"code": code, "name": name, "place": "k1"}
        assert manager.post("/manager/devices", json=wish).json["error"] == "bad_value"
    wish = {"code": code, "name": "Máy cửa chính", "place": "k9"}
    assert manager.post("/manager/devices", json=wish).json["error"] == "unknown_place"
