"""What the kiosk's page and its presses answer: shapes, repeats, refusals, no names."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from office import By
from web.built import Built

A = "chung-thuc"
DESK = By(surface="counter", staff=True)
NAMELESS = ("", "123", "x" * 61, "Ho\u202ea", "Ho\u200ba", "Ho\x00a", "Hoa 0912 345 678", "Đồ chó")


def take(client: FlaskClient, **wish: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post("/kiosk/tickets", json={"service": A, **wish})
    return answer.status_code, answer.get_json()


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/kiosk/{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def part(html: str, id: str) -> Any:
    found = re.search(rf'id="{id}">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


def services(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in part(page(client), "facts")["services"]}


def test_a_number_comes_with_its_place_its_print_job_and_its_token(client: FlaskClient) -> None:
    status, body = take(client, key="k1")
    assert status == 201
    claim = {"priority", "priority_confirmed"}
    seen = {"id", "label", "state", "ahead", "wait_minutes", "token"} | claim
    assert set(body["ticket"]) == seen
    assert (body["ticket"]["label"], body["ticket"]["state"]) == ("A001", "waiting")
    assert body["ticket"]["ahead"] == 0
    assert body["print"]["job"] > 0
    assert body["print"]["state"] == "queued"
    assert body["counters"] == [1, 2, 3, 4, 5]
    assert "replayed" not in body


def test_only_who_holds_the_token_gets_the_code_of_the_phones_page(client: FlaskClient) -> None:
    _, body = take(client)
    asked = client.post("/kiosk/codes", json={"token": body["ticket"]["token"]})
    qr = asked.get_json()["qr"]
    assert qr["size"] > 29 and qr["path"].startswith("M")
    assert client.post("/kiosk/codes", json={"token": "nobodys"}).status_code == 404


def test_the_same_key_gives_the_same_number_in_its_present_state(
    client: FlaskClient, built: Built
) -> None:
    client.get("/kiosk/")
    _, first = take(client, key="k1")
    built.parts.office.call_next(1, by=DESK)
    status, again = take(client, key="k1")
    assert (status, again["replayed"]) == (200, True)
    assert again["ticket"]["id"] == first["ticket"]["id"]
    assert again["ticket"]["state"] == "called"
    assert again["print"]["job"] == first["print"]["job"]


def test_the_same_key_with_another_wish_is_refused(client: FlaskClient) -> None:
    client.get("/kiosk/")
    take(client, key="k1")
    status, body = take(client, key="k1", service="ho-tich")
    assert (status, body["error"]) == (422, "key_reused")


def test_a_name_is_kept_as_it_is_called_and_is_in_no_answer(
    client: FlaskClient, built: Built
) -> None:
    status, body = take(client, name=" TRẦN  THỊ HOA", say_name=True)
    assert status == 201
    assert "Hoa" not in json.dumps(body, ensure_ascii=False)
    name = built.parts.office.name(body["ticket"]["id"])
    assert name is not None
    assert (name.text, name.say) == ("Trần Thị Hoa", True)


def test_what_was_agreed_to_is_in_the_journal_and_the_name_is_not(
    client: FlaskClient, built: Built
) -> None:
    take(client, name="Trần Thị Hoa", say_name=True, consent="1")
    take(client, consent="1")
    named, unnamed = (event.data for event in built.parts.office.events_after(0)[-2:])
    assert (named["named"], named["consent"]) == (True, "1")
    assert not unnamed["named"] and "consent" not in unnamed
    assert "Hoa" not in json.dumps(named, ensure_ascii=False)


@pytest.mark.parametrize("name", NAMELESS)
def test_a_name_that_cannot_be_called_takes_no_number(
    client: FlaskClient, built: Built, name: str
) -> None:
    status, body = take(client, name=name, say_name=True)
    assert (status, body["error"]) == (400, "bad_name")
    assert body["message"].endswith(".")
    assert built.parts.office.events_after(0)[-1].kind != "issued"


def test_a_bad_name_is_told_in_the_language_of_the_page(client: FlaskClient) -> None:
    answer = client.post("/kiosk/tickets?lang=en", json={"service": A, "name": "7"})
    assert answer.get_json()["message"] == "A name needs letters. Please type your full name."


def test_a_citizen_is_told_what_to_type_instead(client: FlaskClient) -> None:
    told = [take(client, name=name)[1]["message"] for name in ("Hoa 0912345678", "Tổ 5", "Đồ chó!")]
    assert told == [
        "Đây có vẻ là số điện thoại hoặc số giấy tờ. Xin gõ họ và tên, ví dụ Trần Thị Hoa.",
        "Đây có vẻ là địa chỉ. Xin gõ họ và tên, ví dụ Trần Thị Hoa.",
        "Tên này không đọc trên loa được. Xin gõ lại, hoặc chọn Chỉ gọi số.",
    ]


def test_a_priority_is_taken_along(client: FlaskClient, built: Built) -> None:
    status, body = take(client, priority="cao-tuoi")
    assert status == 201
    assert built.parts.office.ticket(body["ticket"]["id"]).priority == "cao-tuoi"
    assert take(client, priority="nobody")[0] == 404


@pytest.mark.parametrize(
    "wish", [{"service": ""}, {"language": "xx"}, {"colour": "red"}, {"key": "k" * 65}]
)
def test_a_wish_that_makes_no_sense_is_malformed(client: FlaskClient, wish: dict[str, str]) -> None:
    status, body = take(client, **wish)
    assert (status, body["error"]) == (400, "bad_value")


def test_a_service_or_a_kiosk_that_is_not_there_is_unknown(client: FlaskClient) -> None:
    assert take(client, service="tea")[0] == 404
    assert client.get("/kiosk/?id=nowhere").status_code == 404
    assert client.post("/kiosk/tickets?id=nowhere", json={"service": A}).status_code == 404


def test_a_slip_is_printed_again_for_who_holds_the_token(client: FlaskClient, built: Built) -> None:
    _, body = take(client)
    asked = {"token": body["ticket"]["token"]}
    under_way = client.post("/kiosk/reprints", json=asked)
    assert (under_way.status_code, under_way.get_json()["error"]) == (409, "wrong_state")
    assert client.post("/kiosk/reprints", json={"token": "guess"}).status_code == 404


def test_only_who_holds_the_token_says_whether_a_slip_came_out(client: FlaskClient) -> None:
    _, body = take(client)
    job, token = body["print"]["job"], body["ticket"]["token"]
    assert client.post("/kiosk/papers", json={"job": job, "printed": True}).status_code == 400
    guess = client.post("/kiosk/papers", json={"token": "guess", "printed": True})
    assert (guess.status_code, guess.get_json()["error"]) == (404, "unknown_ticket")
    said = client.post("/kiosk/papers", json={"token": token, "printed": True})
    assert (said.status_code, said.get_json()["print"]["job"]) == (200, job)


def test_the_page_offers_every_service_and_says_what_the_loudspeaker_says(
    client: FlaskClient,
) -> None:
    html = page(client)
    offered = re.findall(r'data-service="([a-z-]+)"', html)
    assert offered == [service["id"] for service in part(html, "facts")["services"]]
    assert len(offered) <= 8
    heard = part(html, "set-up")["services"]["chung-thuc"]["heard"]
    named = ["vi", "Xin mời công dân {name}, số A…, đến quầy số…"]
    assert heard == {"number": [["vi", "Xin mời số A…, đến quầy số…"]], "name": [named]}
    [[_, result]] = part(html, "set-up")["services"]["tra-ket-qua"]["heard"]["number"]
    assert "nhận kết quả" in result


def test_the_english_page_promises_the_name_in_vietnamese_and_the_number_in_english(
    client: FlaskClient,
) -> None:
    heard = part(page(client, "?lang=en"), "set-up")["services"]["chung-thuc"]["heard"]
    english = ["en", "Number A…, please go to counter…"]
    assert heard == {"number": [english], "name": [["vi", "Xin mời công dân {name}…"], english]}


def test_the_page_is_whole_in_both_languages(client: FlaskClient) -> None:
    english = page(client, "?lang=en")
    assert '<html lang="en"' in english
    assert "Certification" in english
    assert "How would you like" in english
    assert "Mời quý khách" not in english
    assert "Mời quý khách" in page(client)


def test_who_waits_and_how_long_is_in_the_page(client: FlaskClient) -> None:
    take(client)
    assert services(client)[A] == {
        "id": A,
        "waiting": 1,
        "wait_minutes": services(client)[A]["wait_minutes"],
        "opens": None,
        "next_day": None,
        "state": "open",
    }
    assert "1 đang chờ" in page(client)


def test_a_service_whose_counter_is_not_open_yet_still_gives_numbers(
    client: FlaskClient, built: Built
) -> None:
    for counter in (8, 9):
        built.parts.office.desk(counter, "closed", by=DESK)
    assert services(client)["ho-kinh-doanh"]["state"] == "late"
    status, body = take(client, service="ho-kinh-doanh")
    assert (status, body["ticket"]["wait_minutes"]) == (201, None)


def test_the_room_of_a_kiosk_tells_of_its_hall_and_its_slips(
    client: FlaskClient, built: Built
) -> None:
    _, body = take(client)
    facts = built.parts.live.snapshot("kiosk-k1")
    assert facts is not None
    assert facts["open"] is True
    assert facts["printer"] is None
    assert set(facts["jobs"]) == {str(body["print"]["job"])}
    assert body["ticket"]["token"] not in json.dumps(facts)
    assert built.parts.live.snapshot("kiosk-nowhere") is None
