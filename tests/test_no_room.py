"""A full disk, or a folder that cannot be written: a call sounds all the same."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import HallClock
from loudspeaker import Hum, LoudHall

from config import Config
from office import Office
from voices.cache import ROOM, Cache
from voices.lexicon import KNOWN
from voices.studio import Studio
from voices.words import Said

HOA = Said("A007", 3, name="Trần Thị Hoa")


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM // 1024 + 512}k", "none", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def studio_in(folder: Path, config: Config) -> Studio:
    return Studio(config.voices, config.phrases, Cache(folder), Hum(), KNOWN)  # type: ignore[arg-type]


def test_a_call_sounds_from_elsewhere_while_the_disk_is_full(full: Path, shipped: Config) -> None:
    studio = studio_in(full / "audio", shipped)
    (full / "a film").write_bytes(bytes(512 * 1024))
    sound = studio.sound(HOA, 1)
    assert sound is not None and sound.facts["text"]
    assert full not in sound.path.parents
    assert studio.cache.file(f"{sound.key}.wav") == sound.path
    assert "No space left" in studio.cache.trouble and studio.ails()
    studio.forget(1)
    assert not sound.path.exists()
    (full / "a film").unlink()
    again = studio.sound(HOA, 2)
    assert again is not None and full in again.path.parents
    assert studio.cache.trouble == ""


@pytest.mark.parametrize("made", ["file", "gone", "missing"])
def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, shipped: Config, made: str
) -> None:
    data = tmp_path / "data"
    if made == "gone":
        studio = studio_in(data / "audio", shipped)
        (data / "audio" / "named").rmdir()
        (data / "audio").rmdir()
        data.rmdir()
    if made != "missing":
        data.write_bytes(b"this is no folder")
    if made != "gone":
        studio = studio_in(data / "audio", shipped)
    sound = studio.sound(HOA, 1)
    assert sound is not None and sound.facts["text"] and sound.path.exists()
    assert bool(studio.cache.trouble) == (made != "missing")
    studio.forget_names()
    assert not sound.path.exists()


def test_the_chime_was_laid_by_for_when_there_is_no_room_anywhere(
    tmp_path: Path, shipped: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = studio_in(tmp_path / "audio", shipped)
    studio.try_voice()
    monkeypatch.setattr("voices.cache.ROOM", 1 << 62)
    sound = studio.sound(HOA, 1)
    assert sound is not None and (sound.facts["text"], sound.ms) == ("", 1280)
    assert "No space left" in studio.trouble


def test_a_call_is_spoken_though_nothing_can_be_written_down(
    shipped: Config,
    office: Office,
    clock: HallClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    hall = LoudHall(shipped, office, clock, tmp_path)
    hall.listens()
    first, second = hall.call(1), hall.call(2)
    monkeypatch.setattr(hall.announcer._records, "note", full)
    for seq in (first, second):
        hall.step()
        hall.wires.say("tv", "ended", seq=seq)
    assert hall.heard() == [first, second]
