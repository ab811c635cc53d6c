"""Machines at the door: paired, silent, revoked, forgetful, and led astray by other sites."""

from __future__ import annotations

from hall import HallClock
from letin import code_of, cookie_of, far_away, give, machine, person, sign_in

from web.built import Built


def test_a_revoked_machine_is_a_stranger_and_asks_anew(door: Built) -> None:
    register = door.parts.register
    kiosk = far_away(door)
    machine(door, "kiosk", "k1", kiosk)
    assert kiosk.get("/kiosk/").status_code == 200
    register.revoke(register.devices.all()[0])
    page = kiosk.get("/kiosk/")
    assert page.status_code == 401 and 'data-pairing="kiosk"' in page.text
    assert kiosk.post("/kiosk/tickets", json={"service": "chung-thuc"}).status_code == 401


def test_a_machine_s_token_is_renewed_each_month_and_a_lost_answer_loses_nothing(
    door: Built, clock: HallClock
) -> None:
    kiosk = far_away(door)
    old = machine(door, "kiosk", "k1", kiosk)
    clock.ahead(hours=31 * 24)
    lost = cookie_of(kiosk.get("/kiosk/"), "goiso_kiosk")
    give(kiosk, "goiso_kiosk", old)
    new = cookie_of(kiosk.get("/kiosk/"), "goiso_kiosk")
    assert len({old, lost, new}) == 3 and "Max-Age=34560000" in new
    assert kiosk.get("/kiosk/").status_code == 200
    give(kiosk, "goiso_kiosk", old)
    assert kiosk.get("/kiosk/").status_code == 401


def test_a_machine_that_is_silent_raises_a_light_with_its_name(
    door: Built, clock: HallClock
) -> None:
    health, kiosk = door.parts.health, far_away(door)
    machine(door, "kiosk", "k1", kiosk)
    machine(door, "counter", "3")
    assert health.light("devices").state == "ok"
    clock.ahead(minutes=2)
    light = health.light("devices")
    assert (light.state, light.detail) == ("warn", "kiosk k1")
    live = door.socketio.test_client(door.app, flask_test_client=kiosk)
    clock.ahead(minutes=2)
    assert health.light("devices").state == "ok"
    live.disconnect()
    assert health.light("devices").state == "ok"
    clock.ahead(minutes=2)
    assert health.light("devices").state == "warn"


def test_a_browser_that_forgot_its_pairing_is_told_of_incognito(door: Built) -> None:
    register = door.parts.register
    kiosk = far_away(door)
    code = code_of(kiosk.get("/kiosk/").text)
    register.accept(register.pairing.by_code(code, register.now()), "Máy cửa chính", "k1", None)
    assert kiosk.post("/devices/claims", json={"kind": "kiosk"}).json == {"state": "accepted"}
    assert kiosk.get("/kiosk/").status_code == 200
    forgetful = far_away(door)
    page = forgetful.get("/kiosk/").text
    assert "Ở địa chỉ này đã có máy được chấp nhận: Máy cửa chính" in page
    assert "Incognito" in page
    assert "đã có máy" not in far_away(door, "10.0.0.77").get("/kiosk/").text


def test_a_link_on_another_site_unpairs_no_machine(door: Built) -> None:
    """Such a link opens our page without the cookies that are for this site alone."""
    kiosk = far_away(door)
    token = machine(door, "kiosk", "k1", kiosk)
    followed = far_away(door).get("/kiosk/")
    assert followed.status_code == 401
    assert [c.partition("=")[0] for c in followed.headers.getlist("Set-Cookie")] == [
        "goiso_asks_kiosk"
    ]
    assert kiosk.post("/devices/claims", json={"kind": "kiosk"}).json == {"state": "accepted"}
    assert kiosk.get("/kiosk/").status_code == 200
    give(kiosk, "goiso_kiosk", token)
    assert kiosk.get("/kiosk/").status_code == 200


def test_a_machine_shows_its_cookie_only_once_it_is_let_in(door: Built) -> None:
    register, screen = door.parts.register, far_away(door)
    code = code_of(screen.get("/display/").text)
    made = register.accept(register.pairing.by_code(code, register.now()), "Tivi", "tv1", None)
    live = door.socketio.test_client(door.app, flask_test_client=screen)
    assert live.emit("watch", {"room": "board-tv1"}, callback=True) == {"denied": True}
    claimed = screen.post("/devices/claims", json={"kind": "display"})
    assert claimed.json["state"] == "accepted"
    cookie = cookie_of(claimed, "goiso_display")
    assert "HttpOnly" in cookie and "Max-Age=34560000" in cookie
    give(screen, "goiso_display", cookie.partition("=")[2].partition(";")[0])
    again = door.socketio.test_client(door.app, flask_test_client=screen)
    assert "denied" not in again.emit("watch", {"room": "board-tv1"}, callback=True)
    assert register.devices.is_connected(made.id)
    live.disconnect()
    again.disconnect()


def test_a_machine_has_a_name(door: Built) -> None:
    manager, kiosk = far_away(door), far_away(door)
    sign_in(door, person(door, "manager"), manager, pin=False)
    code = code_of(kiosk.get("/kiosk/").text)
    for name in ("", "  ", "\u200b\u202e"):
        wish = {"code": code, "name": name, "place": "k1"}
        assert manager.post("/manager/devices", json=wish).json["error"] == "bad_value"
    wish = {"code": code, "name": "Máy cửa chính", "place": "k9"}
    assert manager.post("/manager/devices", json=wish).json["error"] == "unknown_place"
