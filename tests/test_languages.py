"""A further language is a file of words: on the kiosk, the slip and the phone, without code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import HallClock, write_config
from servers import command
from test_kiosk_routes import part

from config import Config, ConfigMistakes, load
from kiosk.wording import Wording
from office import By
from web.app import create_app
from web.built import Built
from web.catalogs import Catalogs

FRENCH = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Người phía trước"
msgstr "Personnes avant vous"

msgid "Tìm thủ tục"
msgstr "Chercher une démarche"

msgid "%(n)s người"
msgstr "%(n)s personnes"

msgid "Thứ Ba"
msgstr "mardi"

msgid "Đến quầy %(counters)s khi được gọi."
msgstr "À votre appel, allez au guichet %(counters)s."
"""
OFFERED = {
    "languages": {"fr": "français", "km": "ភាសាខ្មែរ", "rad": "Klei Êđê"},
    "kiosks.0.languages": ["vi", "fr", "rad"],
    "services.0.name": {"vi": "Chứng thực", "en": "Certification", "fr": "Légalisation"},
    "slip.title": {"vi": "SỐ THỨ TỰ", "km": "លេខ", "fr": "Numéro"},
    "voices.engines": [],
}
TICKET = {
    "label": "A007",
    "service": "chung-thuc",
    "language": "fr",
    "counters": [1],
    "slot_at": None,
    "quantity": 1,
    "planned": None,
    "ahead": 4,
    "wait_minutes": None,
    "taken_at": 1_773_104_400_000,
    "token": "t" * 16,
}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load(write_config(tmp_path / "config.yaml", OFFERED))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "fr.po").write_text(FRENCH, "utf-8")
    return tmp_path


@pytest.fixture
def built(config: Config, data: Path, clock: HallClock) -> Iterator[Built]:
    made = create_app(
        config, data, demo=True, address="http://127.0.0.1:8000", clock=clock, bound=False
    )
    yield made
    made.stop()


def test_a_kiosk_in_french_takes_a_number_in_french_and_the_phone_goes_on_in_it(
    built: Built,
) -> None:
    client = built.app.test_client()
    page = client.get("/kiosk/?lang=fr").get_data(as_text=True)
    assert '<html lang="fr"' in page
    assert all(words in page for words in ("Chercher une démarche", "Légalisation", "français"))
    wish = {"service": "chung-thuc", "language": part(page, "set-up")["tongue"]}
    token = client.post("/kiosk/tickets", json=wish).get_json()["ticket"]["token"]
    phone = client.get(f"/t/{token}").get_data(as_text=True)
    assert '<html lang="fr"' in phone
    assert "À votre appel, allez au guichet" in phone
    assert 'href="?lang=vi" lang="vi">Tiếng Việt' in phone
    told = built.parts.live.snapshot(f"ticket-{token}.fr")
    assert told is not None
    assert told["told"]["where"].startswith("À votre appel")


def test_a_language_without_a_catalog_is_called_in_and_shown_in_vietnamese(built: Built) -> None:
    client = built.app.test_client()
    page = client.get("/kiosk/?lang=rad").get_data(as_text=True)
    assert '<html lang="vi"' in page
    assert "Klei Êđê" in page
    assert part(page, "set-up")["tongue"] == "rad"
    wish = {"service": "chung-thuc", "language": "rad"}
    taken = client.post("/kiosk/tickets", json=wish).get_json()["ticket"]
    ticket = built.parts.office.ticket_by_token(taken["token"])
    assert ticket is not None and ticket.language == "rad"


def test_a_language_that_the_office_does_not_have_is_refused(built: Built) -> None:
    wish = {"service": "chung-thuc", "language": "xx"}
    answer = built.app.test_client().post("/kiosk/tickets", json=wish)
    assert (answer.status_code, answer.get_json()["field"]) == (400, "language")
    staff = By(surface="counter", staff=True)
    assert built.parts.office.issue("chung-thuc", language="km", by=staff).ticket is not None


def test_the_slip_is_in_vietnamese_and_french(config: Config, data: Path) -> None:
    wording = Wording(config, None, "http://192.168.1.20:8000", False, Catalogs(data))
    slip = wording.slip(TICKET, name=None, width=576)
    assert (slip.title.own, slip.service.own) == ("Numéro", "Légalisation")
    [ahead] = slip.facts
    assert (ahead.question.own, ahead.answer.own) == ("Personnes avant vous", "4 personnes")
    assert slip.taken.vi.startswith("Thứ Ba · mardi, ")


def test_a_script_that_the_slips_font_has_not_is_left_out(config: Config) -> None:
    wording = Wording(config, None, "http://192.168.1.20:8000", False)
    slip = wording.slip({**TICKET, "language": "km"}, name=None, width=576)
    assert (slip.title.vi, slip.title.own) == ("SỐ THỨ TỰ", "")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("fr.po", 'msgid "{n} người"\nmsgstr "{m} gens"\n', "{n} người"),
        ("fr.po", "bonjour", "misformatted"),
        ("vn.po", 'msgid "a"\nmsgstr "b"\n', '"vn"'),
    ],
)
def test_a_catalog_that_cannot_be_used_is_told_of_and_changes_nothing(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / name).write_text(text, "utf-8")
    catalogs = Catalogs(tmp_path)
    assert why in catalogs.trouble[name]
    assert catalogs.languages == ("vi", "en")


def test_words_in_a_language_that_nobody_named_are_a_mistake_of_the_file(tmp_path: Path) -> None:
    wrong = {
        "services.0.name": {"vi": "Chứng thực", "enn": "x"},
        "kiosks.0.languages": ["vi", "fr"],
    }
    with pytest.raises(ConfigMistakes) as found:
        load(write_config(tmp_path / "config.yaml", wrong))
    told = str(found.value)
    assert 'name.enn is not known. Did you mean "en"?' in told
    assert 'is "fr", but languages has no fr' in told


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        ([], "languages"),
        ({"EN-us": "English"}, "a language's code of two or three letters"),
        ({"km": ""}, "km"),
        ({"km": ["a"]}, "must be text"),
    ],
)
def test_languages_that_are_none_are_told_in_a_sentence(
    tmp_path: Path, languages: object, told: str
) -> None:
    file = write_config(tmp_path / "config.yaml", {"languages": {"km": "x"}})
    text = file.read_text("utf-8").replace(
        "languages:\n  km: x\n", f"languages: {json.dumps(languages)}\n"
    )
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigMistakes) as found:
        load(file)
    assert told in str(found.value)


def test_the_file_to_translate_keeps_what_was_translated(data: Path) -> None:
    done = command("languages", "fr", "--data", data)
    assert done.returncode == 0, done.stderr
    said = done.stdout
    written = (data / "translations" / "fr.po").read_text("utf-8")
    assert 'msgid "Tìm thủ tục"\nmsgstr "Chercher une démarche"' in written
    assert "# en: Queue number" not in written
    assert "# en: When called, go to counter" in written
    assert "/" in said
