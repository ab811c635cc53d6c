"""What a citizen agreed to can be shown afterwards: the words, their version, since when."""

from __future__ import annotations

from pathlib import Path

from hall import HallClock, write_config

from config import load
from office import By
from web.app import create_app
from web.built import Built

KIOSK = By(surface="kiosk")


def office_that_asks(data: Path, clock: HallClock, version: str, words: str) -> Built:
    changes = {
        "voices.engine": "silent",
        "consent": {"version": version, "text": {"vi": words, "en": "You agree."}},
    }
    config = load(write_config(data / "config.yaml", changes))
    return create_app(
        config, data, demo=True, address="http://127.0.0.1:8000", clock=clock, bound=False
    )


def test_each_wording_is_in_the_journal_once_and_a_consent_names_its_version(
    tmp_path: Path, clock: HallClock
) -> None:
    for version, words in (("1", "Đồng ý."), ("1", "Đồng ý."), ("2", "Đồng ý gọi tên.")):
        built = office_that_asks(tmp_path, clock, version, words)
        built.parts.office.issue(
            "chung-thuc", name="Trần Thị Hoa", say_name=True, consent=version, by=KIOSK
        )
        events = built.parts.office.events_after(0)
        clock.ahead(hours=1)
        built.stop()
    worded = [event for event in events if event.kind == "consent_worded"]
    agreed = [event for event in events if event.kind == "issued"]
    assert [event.data for event in worded] == [
        {"version": "1", "words": {"vi": "Đồng ý.", "en": "You agree."}},
        {"version": "2", "words": {"vi": "Đồng ý gọi tên.", "en": "You agree."}},
    ]
    assert worded[1].at - worded[0].at == 2 * 3600 * 1000
    assert [event.data["consent"] for event in agreed] == ["1", "1", "2"]
