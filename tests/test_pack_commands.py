"""run.py voices pack, sheet, import, export: what is told, what lies in the data folder after."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from packsounds import FOLDER

from commands import packing
from voices import compose
from voices.chime import RATE
from voices.packs.shelf import OWN, Shelf


def args(data: Path, **given: Any) -> argparse.Namespace:
    return argparse.Namespace(data=data, config=None, check=False, **given)


def test_a_pack_goes_out_as_an_archive_and_comes_in_elsewhere(tmp_path: Path) -> None:
    file, there = tmp_path / "may-doc.zip", tmp_path / "there"
    assert packing.export(args(tmp_path / "here", name="may-doc", file=file)) == 0
    assert packing.bring(args(there, source=file)) == 0
    own, shipped = Shelf(there / "voices").packs()
    assert (own.pack, own.is_shipped, shipped.is_shipped) == (shipped.pack, False, True)


def test_a_faulty_pack_is_refused_with_every_fault_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thu, data = tmp_path / "thu", tmp_path / "data"
    shutil.copytree(FOLDER, thu)
    (thu / "letter-a.wav").write_bytes(b"x")
    (thu / "digit-3.wav").unlink()
    with pytest.raises(SystemExit) as refused:
        packing.bring(args(data, source=thu))
    assert refused.value.code == 2
    told = capsys.readouterr().err
    assert "letter-a.wav: không phải tệp WAV" in told
    assert "Thiếu tệp digit-3.wav, lời: “ba”. · There is no digit-3.wav" in told
    assert not data.exists()


def test_a_look_at_a_pack_takes_nothing_in(tmp_path: Path) -> None:
    asked = args(tmp_path / "data", source=FOLDER)
    asked.check = True
    assert packing.bring(asked) == 0
    assert not (tmp_path / "data").exists()


def test_a_recorded_sheet_is_a_pack(tmp_path: Path) -> None:
    """Whoever fills in the sheet's folder has a pack that comes in."""
    thu, data = tmp_path / "thu", tmp_path / "data"
    assert packing.sheet(args(data, out=thu, name="chi-lan", language="vi")) == 0
    assert sorted(os.listdir(thu)) == ["pack.yaml", "to-doc.html"]
    text = (thu / "pack.yaml").read_text("utf-8")
    for key, value in (("speaker", "Chị Lan"), ("recorded", "2026-11-29"), ("licence", "phường")):
        text = text.replace(f'{key}: ""', f'{key}: "{value}"')
    (thu / "pack.yaml").write_text(text, "utf-8")
    for line in text.partition("clips:\n")[2].splitlines():
        name = f"{line.strip().partition(':')[0]}.wav"
        shutil.copy(FOLDER / name, thu / name)
    assert packing.bring(args(data, source=thu)) == 0
    assert os.listdir(data / "voices" / OWN) == ["chi-lan"]


def test_a_language_without_a_voice_is_sent_to_the_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        packing.pack(args(tmp_path, out=tmp_path / "x", name="km", language="km"))
    assert "run.py voices sheet" in capsys.readouterr().err


@pytest.mark.long
def test_the_shipped_pack_is_what_the_command_makes(tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert packing.pack(args(tmp_path, out=made, name="may-doc", language="vi")) == 0
    assert sorted(os.listdir(made)) == sorted(os.listdir(FOLDER))
    for file in made.glob("*.wav"):
        # The breath of the voice is noise, another one each time: what is cut off as silence at a
        # word's end differs by up to 45 ms among 14 packs.
        new, old = compose.read(file), compose.read(FOLDER / file.name)
        assert len(new) == pytest.approx(len(old), abs=RATE // 10), file.name
        assert compose.active_rms(new) == pytest.approx(compose.active_rms(old), abs=1)
