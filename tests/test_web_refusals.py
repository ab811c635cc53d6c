"""Refusals as answers: a status, a code, a sentence."""

from __future__ import annotations

import re
from pathlib import Path

from hall import Client, HallClock

import office as core
from web.built import Built
from web.refusals import SENTENCES, status


def test_every_refusal_of_the_core_has_a_sentence() -> None:
    folder = Path(core.__file__).parent
    text = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    codes = set(re.findall(r'Refused\(\s*"([a-z_]+)"', text))
    assert len(codes) > 25
    assert codes - set(SENTENCES) == set()


def test_statuses_tell_unknown_malformed_reused_and_not_now_apart() -> None:
    assert [status(code) for code in ("unknown_ticket", "bad_value", "key_reused", "too_soon")] == [
        404,
        400,
        422,
        409,
    ]


def test_too_soon_says_from_when_in_the_office_s_time(
    built: Built, client: Client, clock: HallClock
) -> None:
    client.post("/kiosk/tickets", json={"service": "chung-thuc"})
    client.post("/counter/1/calls", json={})
    clock.ahead(seconds=4)
    answer = client.post("/counter/1/recalls", json={})
    assert (answer.status_code, answer.json["error"]) == (409, "too_soon")
    assert "08:00:10" in answer.json["message"]


def test_closed_now_says_when_it_opens_again(client: Client, clock: HallClock) -> None:
    clock.ahead(hours=4)
    answer = client.post("/kiosk/tickets", json={"service": "chung-thuc"})
    assert (answer.status_code, answer.json["error"]) == (409, "closed_now")
    assert answer.json["message"] == "Ngoài giờ lấy số. Mở lại lúc 13:00, 10/03."


def test_changed_brings_the_desk_as_it_is_now(built: Built, client: Client) -> None:
    for _ in range(2):
        client.post("/kiosk/tickets", json={"service": "chung-thuc"})
    client.post("/counter/1/calls", json={"turn": None})
    answer = client.post("/counter/1/calls", json={"turn": None})
    assert (answer.status_code, answer.json["error"]) == (409, "changed")
    desk = answer.json["desk"]
    assert desk["turn"]["ticket"]["label"] == "A001"
    assert desk["room"] == "desk-1"
    assert desk["now"] == built.parts.office.now()


def test_a_refusal_speaks_the_language_of_the_page(client: Client) -> None:
    answer = client.post("/counter/1/calls", json={}, headers={"X-Goiso-Language": "en"})
    assert answer.json == {
        "error": "nobody_waiting",
        "message": "Nobody is waiting for this counter.",
        **{key: answer.json[key] for key in answer.json if key not in ("error", "message")},
    }


def test_a_body_that_cannot_be_used_names_its_fields(client: Client) -> None:
    for sent in (b"[1]", b"{", b'{"service": 7}', b'{"service": "chung-thuc", "surprise": 1}'):
        answer = client.post("/kiosk/tickets", data=sent, content_type="application/json")
        assert (answer.status_code, answer.json["error"]) == (400, "bad_value"), sent
    assert answer.json["fields"] == ["surprise"]
