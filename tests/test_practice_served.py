"""A practice hall behind its pages: it lives by itself, and gives way to who sits down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from deskpage import DeskPage
from hall import Pages, Served
from reloading import until

import run

Serving = Callable[..., Served]
SECONDS = 60
SERVICES = ("chung-thuc", "ho-tich", "dat-dai", "ho-kinh-doanh", "bao-tro", "cu-tru", "tra-ket-qua")


def figures(served: Served) -> dict[str, Any]:
    """Of the newest day."""
    page = served.get("/practice/").text
    day = page.partition("Ngày ")[2][:10]
    iso = "-".join(reversed(day.split("/")))
    found: dict[str, Any] = served.get(f"/practice/{iso}.json").json()
    return found


def test_the_hall_fills_and_is_served_by_itself(serving: Serving) -> None:
    served = serving(mode="demo --citizens 300 --speed 200 --seed 4")
    until(lambda: figures(served)["done"] >= 5, SECONDS)
    board = served.get("/display/").text
    assert "DEMO" in board and 'data-speed="200.0"' in board
    found = figures(served)
    assert found["taken"] >= found["done"]
    # A real press at the kiosk is served like any other.
    label = served.post("/kiosk/tickets", {"service": "chung-thuc"}).json()["ticket"]["label"]
    assert label.startswith("A")


@pytest.mark.browser
@pytest.mark.long
def test_who_opens_a_console_is_its_officer_and_sees_who_stands_there(
    serving: Serving, pages: Pages
) -> None:
    # One counter for everything: nobody simulated takes a citizen from under the officer's key.
    every = {"id": "1", "services": list(SERVICES), "zone": "hall"}
    mode = "demo --citizens 60 --speed 100 --seed 4"
    served = serving({"counters": [every]}, mode=mode)
    until(lambda: figures(served)["calls"] >= 1, SECONDS)
    officer = DeskPage(pages, served, 1)
    strip = officer.page.locator("[data-practice]")
    seen, before, waited, end = set[str](), "", 0.0, time.monotonic() + SECONDS
    while not {"here", "busy", "done"} <= seen and time.monotonic() < end:
        scene = strip.get_attribute("data-scene") or ""
        seen.add(scene)
        assert strip.locator("[data-line]").inner_text()
        waited = waited + 0.3 if scene == before else 0.0
        before = scene
        if scene in ("here", "done", "transfer"):
            officer.page.keyboard.press("Enter")
        elif scene == "hold":
            officer.page.keyboard.press("f")
        elif scene == "free" and officer.listed("waiting"):
            officer.page.keyboard.press("Enter")
        elif scene == "coming" and waited > 2:
            # Who does not come is called again, and is absent after the third time.
            officer.page.keyboard.press("*")
            officer.page.wait_for_timeout(400)
            officer.page.keyboard.press("v")
        officer.page.wait_for_timeout(300)
    assert {"here", "busy", "done"} <= seen


@pytest.mark.long
def test_a_day_ends_by_itself_and_the_next_one_begins(serving: Serving) -> None:
    served = serving(mode="demo --citizens 60 --speed 600 --seed 2 --days 2")
    until(lambda: served.log.read_text("utf-8").count("Hết ngày") == 2, seconds=200)
    found = figures(served)
    assert found["taken"] in (60, 38)
    assert found["done"] > 0.85 * found["taken"]
    assert served.get("/practice/").text.count("Ngày trước") == 1


def test_impossible_wishes_are_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for wish in (["--citizens", "-1"], ["--speed", "0"], ["--days", "0"], ["--speed", "nan"]):
        with pytest.raises(SystemExit) as stopped:
            run.main(["demo", *wish])
        assert stopped.value.code == 2
        assert wish[0] in capsys.readouterr().err


def test_headless_days_are_told_and_keep_out_of_an_offices_folder(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = ["demo", "--headless", "--days", "2", "--citizens", "40", "--data", str(tmp_path)]
    assert run.main(wish) == 0
    told = capsys.readouterr().out.splitlines()
    assert len([line for line in told if "lấy số · taken" in line]) == 2
    assert (tmp_path / "goiso.db").exists()
    with pytest.raises(SystemExit) as stopped:
        run.main(wish)
    assert stopped.value.code == 2
    assert "--data" in capsys.readouterr().err
