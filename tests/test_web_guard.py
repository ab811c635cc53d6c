"""The outer door: hosts, origins, what a POST may be, and the headers of every answer."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hall import Client

from web.built import Built

HERE = "http://127.0.0.1:8000"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def post(client: Client, path: str = "/kiosk/tickets", **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(path, json={"service": "chung-thuc"}, headers=sent)


def test_every_route_and_error_carries_the_guarding_headers(built: Built, client: Client) -> None:
    plain = [r.rule for r in built.app.url_map.iter_rules() if not r.arguments]
    for path in [*plain, "/counter/3", "/static/base.css", "/nowhere", "/t/none", "/socket.io/"]:
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), path
        assert "camera=()" in answer.headers["Permissions-Policy"], path


def test_a_forged_host_is_refused_and_not_repeated(client: Client) -> None:
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""):
        answer = client.get("/", headers={"Host": host})
        assert answer.status_code == 421, host
        assert "evil" not in answer.headers["Content-Security-Policy"]
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_post_from_another_site_is_refused(built: Built, client: Client) -> None:
    for origin in (
        "http://evil.example",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:8000",
        "null",
    ):
        answer = post(client, Origin=origin)
        assert (answer.status_code, answer.json["error"]) == (403, "foreign_origin"), origin
    assert post(client, Sec_Fetch_Site="cross-site").status_code == 403
    assert built.parts.office.hall_facts()["services"][0]["waiting"] == 0


def test_a_post_of_our_own_page_or_of_a_program_is_taken(client: Client) -> None:
    assert post(client, Origin=HERE, Sec_Fetch_Site="same-origin").status_code == 201
    assert post(client).status_code == 201


def test_a_form_is_not_json(client: Client) -> None:
    answer = client.post("/kiosk/tickets", data={"service": "chung-thuc"})
    assert (answer.status_code, answer.json["error"]) == (415, "not_json")


def test_a_websocket_from_another_site_is_refused(client: Client) -> None:
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": "http://evil.example"}
    answer = client.get("/socket.io/?EIO=4&transport=websocket", headers=headers)
    assert answer.status_code == 403


def test_errors_are_sentences_in_the_language_of_the_page(client: Client) -> None:
    page = client.get("/nowhere")
    assert "Không có trang này." in page.text
    assert '<html lang="vi"' in page.text
    assert "There is no such page." in client.get("/nowhere?lang=en").text
    wrong = client.post("/display/", json={})
    assert (wrong.status_code, wrong.json["error"]) == (405, "not_allowed")
    assert "GET" in wrong.headers["Allow"]


def test_a_fault_shows_and_logs_no_trace_and_no_value(
    built: Built,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> None:
        raise KeyError("Trần Thị Hoa")

    monkeypatch.setattr(built.parts.office, "hall_facts", broken)
    with caplog.at_level(logging.DEBUG):
        page = client.get("/?secret=1")
    assert page.status_code == 500
    assert "Máy chủ gặp trục trặc." in page.text
    for told in (page.text, caplog.text):
        assert "Hoa" not in told
        assert "secret" not in told
        assert "Traceback" not in told
    assert "GET / failed: KeyError" in caplog.text


def test_the_log_has_the_pattern_of_a_phones_address_never_its_token(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    token = post(client).json["ticket"]["token"]
    with caplog.at_level(logging.DEBUG):
        assert client.get(f"/t/{token}").status_code == 200
    assert "/t/<token>" in caplog.text
    assert token not in caplog.text
