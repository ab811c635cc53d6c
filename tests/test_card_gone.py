"""A day with cards: no file and no log has anything of them but names, and those in one table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cardscanner import PtyScanner
from citizencards import (
    AN,
    CHILD,
    GOLDEN,
    GRANDMOTHER,
    HOA,
    HOME,
    LONG_NAME,
    TELEX_HOA,
    card,
)
from hall import Served
from test_names_gone import found_in

CARDS = (HOA, AN, GRANDMOTHER, CHILD)
UNREADABLE = (TELEX_HOA, card(born="31021960"), card(home="x" * 600))
NAMES = ["Trần Thị Hoa", "Đặng Văn An", "Lê Thị Mận", "Nguyễn Bảo Ngọc"]
DATABASE = {"goiso.db", "goiso.db-wal", "goiso.db-shm"}


def secrets() -> list[str]:
    """All that a card says but the name, and the birth as others would write it."""
    found = {HOME, "TRAAFN", "05/03/1960", "1960-03-05"}
    for text in (*CARDS, *UNREADABLE):
        fields = text.split("|")
        found |= {text, fields[0], fields[1], fields[3], "|".join(fields[:3])}
    return sorted(found - {""})


class Day:
    """A served hall whose first kiosk has a scanner at a port, and whose second one's types."""

    def __init__(self, serving: Callable[..., Served], folder: Path) -> None:
        self.scanner = PtyScanner(folder)
        kiosk = {"id": "k1", "name": {"vi": "Cửa", "en": "Door"}, "printer": "p1"}
        serial = {**kiosk, "scanner": {"port": str(self.scanner.port)}}
        wedge = {**kiosk, "id": "k2", "scanner": {"type": "wedge"}}
        self.served = serving({"kiosks": [serial, wedge], "rules.per_person": "1"})

    def scan(self, text: str) -> dict[str, Any]:
        with ThreadPoolExecutor(1) as page:
            asked = page.submit(self.served.post, "/kiosk/scans?id=k1", {"on": True})
            self.scanner.hold(text, asked.done)
            told: dict[str, Any] = asked.result().json()
            return told

    def type(self, text: str) -> dict[str, Any]:
        told: dict[str, Any] = self.served.post(
            "/kiosk/cards?id=k2", {"hex": text.encode().hex()}
        ).json()
        return told

    def take(self, told: dict[str, Any], service: str) -> None:
        one = told["card"]
        wish = {"service": service, "person": one["person"]}
        if not one["child"]:
            wish |= {"name": one["name"], "say_name": True, "consent": "1"}
        taken = self.served.post("/kiosk/tickets", wish)
        assert taken.status_code == 201, taken.text
        again = self.served.post("/kiosk/tickets", wish)
        assert again.json()["error"] == "person_limit"


@pytest.fixture
def day(serving: Callable[..., Served], tmp_path: Path) -> Any:
    made = Day(serving, tmp_path)
    yield made
    made.scanner.unplug()


def test_of_a_day_with_cards_only_the_names_are_kept_and_they_are_gone_with_it(day: Day) -> None:
    served = day.served
    for text in CARDS:
        day.take(day.scan(text), "chung-thuc")
    for text in UNREADABLE:
        assert "unreadable" in day.scan(text)
        assert "unreadable" in day.type(text)
    day.scanner.pass_by(HOA)
    served.kill()
    served.again()
    for text in CARDS:
        day.take(day.type(text), "ho-tich")
        full = day.served.post("/kiosk/tickets", {"service": "chung-thuc", **person(day, text)})
        assert full.json()["error"] == "person_limit", "a restart forgets nobody"
    assert served.post("/counter/1/calls").status_code == 201
    assert nothing_of_cards(served)
    assert {line.partition(":")[0] for line in found_in(served.data, NAMES)} <= DATABASE
    assert tables_with(served, NAMES) == {"names"}
    hashes = [person(day, text)["person"] for text in CARDS]
    assert tables_with(served, hashes) == {"tickets"}
    key = (served.data / "control.key").read_text("ascii")
    closed = served.post("/control/day-closes", {"early": True}, headers={"X-Goiso-Key": key})
    assert closed.status_code == 201, closed.text
    assert not (served.data / "card.key").exists()
    assert tables_with(served, hashes) == set()
    served.stop()
    assert nothing_of_cards(served)
    assert found_in(served.log.parent, NAMES) == []


def test_of_all_golden_cards_nothing_is_left_after_the_day(serving: Callable[..., Served]) -> None:
    """Where no limit a person is set, too; a ticket by card has the name alone, until the close."""
    served = serving({"kiosks.0.scanner": {"type": "wedge"}})
    names = set()
    for golden in GOLDEN:
        dump = {"hex": golden.text.encode().hex()}
        told = served.post("/kiosk/cards?id=k1", dump).json()
        # Who is born when is seen from today, which is another day than that of the cards.
        if golden.reads != "birth":
            assert ("card" in told) == isinstance(golden.reads, dict), golden.about
        one = told.get("card", {"child": True})
        wish: dict[str, Any] = {"service": "chung-thuc", "key": golden.about}
        if not one["child"]:
            if isinstance(golden.reads, dict):
                assert one["name"] == golden.reads["name"], golden.about
            # A name of more than 60 letters is shortened by hand.
            name = one["name"][:60].strip()
            wish |= {"name": name, "say_name": True, "consent": "1"}
            names.add(name)
        taken = served.post("/kiosk/tickets?id=k1", wish)
        assert taken.status_code == 201, (golden.about, taken.text)
    assert {"Trần Thị Hoa", "Đặng Văn An", "H'Hen Niê-Rose", LONG_NAME[:60].strip()} <= names
    assert served.post("/counter/1/calls").status_code == 201
    assert found_in(served.log.parent, of_golden_cards()) == []
    assert tables_with(served, sorted(each.replace("'", "''") for each in names)) == {"names"}
    key = (served.data / "control.key").read_text("ascii")
    closed = served.post("/control/day-closes", {"early": True}, headers={"X-Goiso-Key": key})
    assert closed.status_code == 201, closed.text
    served.stop()
    upper = [name.upper() for name in names]
    assert found_in(served.log.parent, [*of_golden_cards(), *names, *upper]) == []


def of_golden_cards() -> list[str]:
    """All numbers, births and addresses, and each card as a whole."""
    found = set()
    for golden in GOLDEN:
        fields = golden.text.strip("\ufeff\r\n").split("|")
        found |= {golden.text, *(each for each in fields if len(each) > 7 and "THỊ" not in each)}
    return sorted(found - {name for golden in GOLDEN for name in golden.text.split("|")[2:3]})


def person(day: Day, text: str) -> dict[str, Any]:
    return {"person": day.type(text)["card"]["person"]}


def nothing_of_cards(served: Served) -> bool:
    """In no file of the office and no line that it wrote."""
    assert served.log.stat().st_size > 0
    assert found_in(served.log.parent, secrets()) == []
    return True


def stored(served: Served) -> list[str]:
    """The database as lines of SQL."""
    store = sqlite3.connect(f"file:{served.data / 'goiso.db'}?mode=ro", uri=True)
    try:
        return [line for line in store.iterdump() if line.startswith("INSERT INTO")]
    finally:
        store.close()


def tables_with(served: Served, words: list[str]) -> set[str]:
    return {line.split('"')[1] for line in stored(served) if any(each in line for each in words)}
