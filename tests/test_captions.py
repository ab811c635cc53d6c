"""Who does not hear the loudspeaker reads what it says, with names as each screen may show them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import LoudHall
from packsounds import wav, word
from test_packs import KHMER

from config import Config
from office import Office, Store
from voices.packs.pack import written
from voices.packs.shelf import OWN, Shelf


@pytest.fixture
def hall(shipped: Config, office: Office, clock: HallClock, tmp_path: Path) -> LoudHall:
    return LoudHall(shipped, office, clock, tmp_path)


def reads(hall: LoudHall, name: str | None = None) -> list[tuple[str, str]]:
    found = hall.announcer.caption("hall", lambda _ticket: name)
    return [(line["lang"], line["text"]) for line in found]


def test_a_sentence_is_read_while_it_is_heard_and_no_longer(hall: LoudHall) -> None:
    hall.listens()
    seq = hall.call()
    assert reads(hall) == []
    hall.step()
    assert reads(hall) == [("vi", "Xin mời số A001, đến quầy số 1.")]
    hall.wires.say("tv", "ended", seq=seq)
    assert reads(hall) == []


def test_a_name_that_is_heard_is_read_only_as_the_screen_may_show_it(hall: LoudHall) -> None:
    hall.listens()
    hall.call(name="Trần Thị Hoa", say_name=True)
    hall.step()
    assert "Trần Thị Hoa" in hall.texts()[0]
    assert reads(hall) == [("vi", "Xin mời số A001, đến quầy số 1.")]
    masked = [("vi", "Xin mời công dân Trần T** Hoa, số A001, đến quầy số 1.")]
    assert reads(hall, "Trần T** Hoa") == masked


@pytest.fixture
def khmer(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[LoudHall]:
    """An office that calls in Khmer as well."""
    config = shipped.model_copy(update={"languages": {"km": "ភាសាខ្មែរ"}})
    store = Store(tmp_path / "office.db", bound=False)
    yield LoudHall(config, Office(store, config.ward(), clock), clock, tmp_path)
    store.close()


def test_who_is_called_in_a_further_language_reads_it_in_that_language(khmer: LoudHall) -> None:
    hall, folder = khmer, khmer.data / OWN / KHMER.name
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(written(KHMER), "utf-8")
    for clip in KHMER.clips:
        (folder / f"{clip}.wav").write_bytes(wav(word()))
    hall.hum.shelf = Shelf(hall.data)
    hall.listens()
    seq = hall.call(language="km")
    hall.step()
    vietnamese = ("vi", "Xin mời số A001, đến quầy số 1.")
    assert reads(hall) == [vietnamese, ("km", "លេខ A001, បញ្ជរ 1។")]
    hall.wires.say("tv", "ended", seq=seq)
    hall.call(2)
    hall.step()
    assert [language for language, _ in reads(hall)] == ["vi"]
