"""run.py people and run.py devices: who may come in, from the command line of the server."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import requests
from guarded import OPEN, Guarded
from hall import Served
from letin import PASSWORD, PIN
from servers import command

Serving = Callable[..., Served]


def run(hall: Served, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return command(*words, "--data", hall.data)


def test_people_are_invited_listed_reset_and_locked(serving: Serving) -> None:
    hall = serving(OPEN, mode="serve")
    added = run(hall, "people", "add", "Lê Minh Tâm", "--role", "manager")
    link = re.search(r"http\S+/start#(\S+)", added.stdout)
    assert link is not None and "tamlm" in added.stdout and "█" in added.stdout
    chosen = {"token": link[1], "pin": PIN, "password": PASSWORD}
    assert hall.post("/start", chosen).status_code == 201
    assert re.search(r"tamlm +phụ trách +Lê Minh Tâm$", run(hall, "people", "list").stdout, re.M)
    assert run(hall, "people", "reset", "tamlm").returncode == 0
    assert "invited" in run(hall, "people", "list").stdout
    refused = run(hall, "people", "lock", "nobody")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "Không có người này." in refused.stderr
    assert "phụ trách cuối cùng" in run(hall, "people", "lock", "tamlm").stderr


def test_a_program_is_let_in_by_a_file_with_its_token_and_revoked_by_its_number(
    serving: Serving, tmp_path: Path
) -> None:
    hall = serving(OPEN, mode="serve")
    file = tmp_path / "kiosk.token"
    made = run(hall, "devices", "add", "Máy cửa sau", "--place", "k1", "--token-file", file)
    assert made.returncode == 0, made.stderr
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    bearer = {"Authorization": f"Bearer {file.read_text('ascii').strip()}"}
    wish = {"service": "chung-thuc"}
    assert hall.post("/kiosk/tickets", wish, headers=bearer).status_code == 201
    assert "1 máy lấy số" in run(hall, "devices", "list").stdout
    assert run(hall, "devices", "revoke", "1").returncode == 0
    assert hall.post("/kiosk/tickets", wish, headers=bearer).status_code == 401
    wrong = run(hall, "devices", "add", "Máy", "--place", "k9", "--token-file", file)
    assert wrong.returncode == 2 and "Không có vị trí này" in wrong.stderr
    assert run(hall, "devices", "add", "Máy", "--place", "k1").returncode == 2


def test_the_set_up_link_is_new_at_each_start_until_somebody_manages(serving: Serving) -> None:
    hall = serving(OPEN, mode="serve")
    hall.stop()
    hall.again()
    links = re.findall(r"/start#(\S+)", hall.log.read_text("utf-8"))
    assert len(links) == 2 and links[0] != links[1]
    wish = {"name": "Nguyễn Thị Hạnh", "pin": PIN, "password": PASSWORD}
    assert hall.post("/start", {"token": links[0], **wish}).json()["error"] == "invitation_over"
    assert hall.post("/start", {"token": links[1], **wish}).status_code == 201
    hall.stop()
    hall.again()
    assert len(re.findall(r"/start#", hall.log.read_text("utf-8"))) == 2
    people = Guarded(hall).order("people", do="list")["people"]
    assert [each["handle"] for each in people] == ["hanhnt"]


def test_a_log_has_no_name_pin_token_or_address(serving: Serving) -> None:
    hall = serving(OPEN, mode="serve")
    said = hall.log.read_text("utf-8")
    known = said[: said.index("Dừng:")]
    who = Guarded(hall)
    handle = who.person("officer", "Trần Quốc Bảo")
    browser = who.machine("counter", "3")
    assert browser.says("/sign-in", handle=handle, secret="111119").status_code == 401
    assert browser.says("/sign-in", handle=handle, secret=PIN).status_code == 201
    with requests.Session() as session:
        session.get(f"{hall.base}/manager/devices?code=ABCDEF", timeout=10)
    logged = hall.log.read_text("utf-8")[len(known) :]
    for secret in (PIN, "111119", handle, "Bảo", "ABCDEF", str(browser.cookies["goiso_counter"])):
        assert secret not in logged
