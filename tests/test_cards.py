"""Cards at the kiosk: who may ask, what is told, how often one person takes a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from citizencards import AN, CHILD, GRANDMOTHER, HOA, HOME, NUMBER, TELEX_HOA, card
from hall import Client, HallClock, ms
from letin import behind_the_door, far_away, machine

from config import Config, Scanner
from kiosk.cardhash import FILE, DayKey
from office import By
from web.app import create_app
from web.built import Built

Hall = Callable[..., Built]


@pytest.fixture
def hall(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[Hall]:
    """`hall(per_person=1)`: a demo whose kiosk has a scanner that types."""
    opened: list[Built] = []

    def open_hall(per_person: int | None = None, **more: Any) -> Built:
        config = with_scanner(shipped, per_person, **more)
        address = "http://127.0.0.1:8000"
        built = create_app(config, tmp_path, demo=True, address=address, clock=clock, bound=False)
        opened.append(built)
        return built

    yield open_hall
    for each in opened:
        each.stop()


def with_scanner(shipped: Config, per_person: int | None = None, **cards: Any) -> Config:
    kiosk = shipped.kiosks[0].model_copy(update={"scanner": Scanner(type="wedge")})
    return shipped.model_copy(
        update={
            "voices": shipped.voices.model_copy(update={"engines": ()}),
            "rules": shipped.rules.model_copy(update={"per_person": per_person}),
            "cards": shipped.cards.model_copy(update=cards),
            "kiosks": (kiosk,),
        }
    )


def ask(built: Built, text: str | None) -> dict[str, Any]:
    hex = None if text is None else text.encode().hex()
    client = Client(built.app, built.app.response_class)
    answer = client.post("/kiosk/cards", json={"hex": hex})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json
    return told


def take(built: Built, **wish: Any) -> Any:
    client = Client(built.app, built.app.response_class)
    return client.post("/kiosk/tickets", json={"service": "chung-thuc", **wish})


def light(built: Built) -> tuple[str, str, str]:
    found = built.parts.health.light("cards")
    return found.state, found.words, found.detail


def test_of_a_card_only_name_and_birth_year_are_told(hall: Hall) -> None:
    assert ask(hall(), HOA) == {
        "card": {
            "child": False,
            "name": "Trần Thị Hoa",
            "birth_year": 1960,
            "elderly": None,
            "person": None,
        }
    }


def test_who_is_75_is_offered_the_priority_of_the_config(hall: Hall) -> None:
    built = hall()
    assert ask(built, GRANDMOTHER)["card"]["elderly"] == "cao-tuoi"
    assert ask(built, card(born="10031951", number="031151000123"))["card"]["elderly"] == "cao-tuoi"
    assert ask(built, card(born="11031951", number="031151000123"))["card"]["elderly"] is None


def test_from_which_age_and_which_priority_are_settings(hall: Hall) -> None:
    assert ask(hall(elderly_from=66), HOA)["card"]["elderly"] == "cao-tuoi"


def test_without_such_a_priority_none_is_offered(hall: Hall) -> None:
    assert ask(hall(elderly=None), GRANDMOTHER)["card"]["elderly"] is None


def test_of_a_child_not_even_the_name_is_told(hall: Hall) -> None:
    assert ask(hall(), CHILD) == {"card": {"child": True, "person": None}}


def test_an_unreadable_card_tells_its_reason_and_nothing_of_it(hall: Hall) -> None:
    built = hall()
    assert ask(built, TELEX_HOA) == {"unreadable": "sex"}
    client = Client(built.app, built.app.response_class)
    assert client.post("/kiosk/cards", json={"hex": "e1ba"}).json == {"unreadable": "encoding"}


def test_what_was_read_and_what_was_odd_is_counted_for_staff(hall: Hall) -> None:
    built = hall()
    for text in (HOA, AN, f"{HOA}||||", card(number="003360000123"), TELEX_HOA):
        ask(built, text)
    assert light(built) == ("ok", "Tốt", "4 thẻ đã đọc, 1 lần chưa đọc được, 3 chỗ lạ")


def test_a_scanner_that_types_letters_asks_staff_to_set_it_up(hall: Hall) -> None:
    built = hall()
    assert ask(built, None) == {"unreadable": "wedge"}
    assert light(built)[:2] == ("warn", "Máy quét gõ mất dấu tiếng Việt")
    assert "hex dump" in light(built)[2]
    ask(built, HOA)
    assert light(built)[0] == "ok"


def test_a_scanner_that_is_not_there_is_said_to_staff_and_not_offered(
    hall: Hall, shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    kiosk = shipped.kiosks[0].model_copy(update={"scanner": Scanner(port="/dev/none")})
    config = with_scanner(shipped).model_copy(update={"kiosks": (kiosk,)})
    address = "http://127.0.0.1:8000"
    built = create_app(config, tmp_path, demo=True, address=address, clock=clock, bound=False)
    assert light(built) == ("warn", "Không thấy máy quét, xin xem dây cắm", "k1: /dev/none")
    facts = built.parts.live.snapshot("kiosk-k1")
    assert facts is not None
    assert facts["cards"] is None
    built.stop()


def test_a_kiosk_without_a_scanner_has_no_light_and_no_card(built: Built, client: Client) -> None:
    assert "cards" not in [each["part"] for each in built.parts.health.facts()]
    facts = built.parts.live.snapshot("kiosk-k1")
    assert facts is not None
    assert facts["cards"] is None
    assert client.post("/kiosk/scans", json={"on": True}).json == {}


def test_only_the_kiosks_own_machine_may_ask(
    shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    built = behind_the_door(with_scanner(shipped), clock, tmp_path)
    stranger, screen, kiosk = (far_away(built) for _ in range(3))
    machine(built, "display", "tv1", screen)
    machine(built, "kiosk", "k1", kiosk)
    dump = {"hex": HOA.encode().hex()}
    assert stranger.post("/kiosk/cards", json=dump).status_code == 401
    assert screen.post("/kiosk/cards", json=dump).status_code == 401
    assert kiosk.post("/kiosk/cards", json=dump).json["card"]["name"] == "Trần Thị Hoa"
    assert kiosk.post("/kiosk/scans", json={"on": False}).json == {}
    built.stop()


def test_one_person_takes_one_number_of_a_service_a_day(hall: Hall) -> None:
    built = hall(per_person=1)
    hoa = ask(built, HOA)["card"]["person"]
    an = ask(built, AN)["card"]["person"]
    assert re.fullmatch("[0-9a-f]{64}", hoa)
    assert hoa != an
    assert ask(built, HOA)["card"]["person"] == hoa
    assert take(built, person=hoa).status_code == 201
    again = take(built, person=hoa)
    assert (again.status_code, again.json["error"]) == (409, "person_limit")
    assert take(built, person=an).status_code == 201
    assert take(built, person=hoa, service="ho-tich").status_code == 201
    assert take(built).status_code == 201, "without a card nobody is counted"


def test_a_childs_number_counts_too(hall: Hall) -> None:
    built = hall(per_person=1)
    child = ask(built, CHILD)["card"]
    assert take(built, person=child["person"]).status_code == 201
    assert take(built, person=child["person"]).status_code == 409


def test_a_number_of_a_card_cannot_be_sent_in_place_of_the_hash(hall: Hall) -> None:
    assert take(hall(), person=NUMBER).status_code == 400


def test_a_restart_does_not_forget_who_has_a_number(hall: Hall, tmp_path: Path) -> None:
    first = hall(per_person=1)
    person = ask(first, HOA)["card"]["person"]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    first.stop()
    second = hall(per_person=1)
    assert ask(second, HOA)["card"]["person"] == person


def test_the_key_is_deleted_with_the_day_and_another_one_is_made_next_morning(
    hall: Hall, clock: HallClock, tmp_path: Path
) -> None:
    built = hall(per_person=1)
    person = ask(built, HOA)["card"]["person"]
    assert take(built, person=person).status_code == 201
    built.parts.office.close_day(by=By(surface="test", staff=True), early=True)
    assert not (tmp_path / FILE).exists()
    clock.ahead(hours=24)
    built.parts.office.tick()
    assert ask(built, HOA)["card"]["person"] != person


def test_a_key_whose_day_ended_while_the_server_was_off_is_deleted_at_the_start(
    tmp_path: Path,
) -> None:
    key = DayKey(tmp_path, "2026-03-10")
    before = key.person(NUMBER, "2026-03-10")
    assert DayKey(tmp_path, "2026-03-10").person(NUMBER, "2026-03-10") == before
    after = DayKey(tmp_path, "2026-03-11")
    assert not (tmp_path / FILE).exists()
    assert after.person(NUMBER, "2026-03-11") != before
    (tmp_path / FILE).write_text("cut off", "ascii")
    assert DayKey(tmp_path, "2026-03-11").person(NUMBER, "2026-03-11") != before


def test_without_a_limit_no_key_is_made(hall: Hall, tmp_path: Path) -> None:
    ask(hall(), HOA)
    assert not (tmp_path / FILE).exists()


def test_a_parser_that_crashes_tells_nobody_what_it_read(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(text: str, _today: object) -> None:
        raise RuntimeError(text)

    built = hall()
    monkeypatch.setattr("kiosk.cards.read", crash)
    client = Client(built.app, built.app.response_class)
    answer = client.post("/kiosk/cards", json={"hex": HOA.encode().hex()})
    assert answer.status_code == 500
    assert "POST /kiosk/cards failed: RuntimeError" in caplog.text
    for told in (answer.text, caplog.text):
        assert [each for each in (NUMBER, "HOA", HOME, "05031960") if each in told] == []


def test_it_is_the_offices_day_that_counts_an_age(hall: Hall, clock: HallClock) -> None:
    clock.at = ms("2028-03-09T23:00")
    assert ask(hall(), CHILD) == {"card": {"child": True, "person": None}}
