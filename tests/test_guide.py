"""The guide's desk: who may open it, numbers for others, the reason after hours."""

from __future__ import annotations

from typing import Any

from hall import HallClock
from letin import far_away, machine, person, sign_in

from web.built import Built

A = "chung-thuc"


def guide(door: Built) -> Any:
    client = far_away(door)
    sign_in(door, person(door, "guide"), client, pin=False)
    return client


def take(client: Any, **wish: Any) -> Any:
    return client.post("/kiosk/guide/tickets", json={"service": A, **wish})


def test_the_page_is_a_signed_in_guide_s_and_not_the_citizens_one(door: Built) -> None:
    page = guide(door).get("/kiosk/?guide")
    assert page.status_code == 200 and "Bàn hướng dẫn" in page.text
    assert "Bàn hướng dẫn" not in guide_kiosk(door).get("/kiosk/").text


def guide_kiosk(door: Built) -> Any:
    client = far_away(door)
    machine(door, "kiosk", "k1", client)
    return client


def test_a_citizen_at_the_kiosk_cannot_open_it(door: Built) -> None:
    kiosk = guide_kiosk(door)
    for query in ("?guide", "?guide=1", "?id=k1&guide"):
        answer = kiosk.get(f"/kiosk/{query}")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in?next=/kiosk/%3F")
    assert take(kiosk).status_code == 401


def test_even_a_guide_who_is_still_signed_in_there_opens_nothing(door: Built) -> None:
    kiosk = guide_kiosk(door)
    sign_in(door, person(door, "guide", "Lê Thị Na"), kiosk, pin=False)
    assert kiosk.get("/kiosk/").status_code == 200
    assert kiosk.get("/kiosk/?guide").status_code == 403
    assert take(kiosk).status_code == 403


def test_an_officer_is_told_that_it_is_not_theirs(door: Built) -> None:
    client = far_away(door)
    sign_in(door, person(door, "officer"), client, pin=False)
    assert client.get("/kiosk/?guide").status_code == 403


def test_a_stranger_signs_in_first_and_comes_back(door: Built) -> None:
    answer = far_away(door).get("/kiosk/?guide")
    assert answer.headers["Location"].startswith("/sign-in?next=/kiosk/%3Fguide")


def test_a_number_is_a_member_of_staff_s_and_its_slip_the_chosen_kiosk_s(door: Built) -> None:
    answer = take(guide(door), priority="cao-tuoi", key="k1")
    assert answer.status_code == 201
    assert answer.json["ticket"]["label"] == "A001"
    assert answer.json["print"]["state"] == "queued"
    assert answer.json["counters"] == [1, 2, 3, 4, 5]
    event = door.parts.office.events_after(0)[-1]
    assert (event.kind, event.surface, event.data["priority"]) == ("issued", "guide", True)
    assert event.officer is not None


def test_a_lost_reply_is_asked_for_again_and_no_second_number_is_given(door: Built) -> None:
    client = guide(door)
    first, again = take(client, key="k1"), take(client, key="k1")
    assert (again.status_code, again.json["replayed"]) == (200, True)
    assert again.json["ticket"]["id"] == first.json["ticket"]["id"]
    assert take(client, key="k1", language="en").status_code == 422


def test_after_hours_a_number_needs_a_reason_which_the_journal_keeps(
    door: Built, clock: HallClock
) -> None:
    client = guide(door)
    clock.ahead(hours=12)
    refused = take(client)
    assert (refused.status_code, refused.json["error"]) == (409, "reason_needed")
    assert take(client, reason="den-truoc-khi-dong").status_code == 201
    assert door.parts.office.events_after(0)[-1].data["reason"] == "den-truoc-khi-dong"


def test_a_name_is_heard_only_where_the_person_agreed(door: Built) -> None:
    client = guide(door)
    quiet = take(client, name="trần thị hoa").json["ticket"]["id"]
    aloud = take(client, name="Lý A Páo", say_name=True, consent="1").json["ticket"]["id"]
    kept = [door.parts.office.name(each) for each in (quiet, aloud)]
    assert [(name.text, name.say) for name in kept if name] == [
        ("Trần Thị Hoa", False),
        ("Lý A Páo", True),
    ]
    assert "Thị Hoa" not in str(door.parts.office.events_after(0))


def test_several_files_and_a_second_service_are_one_number(door: Built) -> None:
    client = guide(door)
    taken = take(client, quantity=3, planned="dat-dai")
    facts = door.parts.office.ticket_facts(taken.json["ticket"]["id"])
    assert taken.status_code == 201
    assert (facts["label"], facts["quantity"], facts["planned"]) == ("A001", 3, "dat-dai")
    for wrong in ({"quantity": 0}, {"quantity": 21}, {"planned": A}):
        assert take(client, **wrong).status_code == 400
    assert take(client, planned="khong-co").status_code == 404


def test_a_citizen_at_the_kiosk_plans_nothing(door: Built) -> None:
    kiosk = guide_kiosk(door)
    for more in ({"quantity": 2}, {"planned": "dat-dai"}):
        assert kiosk.post("/kiosk/tickets", json={"service": A, **more}).status_code == 400
