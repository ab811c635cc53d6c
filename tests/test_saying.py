"""run.py say, voices list and voices test: what the voices of an office do, without its server."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest
from hall import ROOT, write_config
from servers import command

from commands.voices import _WHAT
from voices.cache import measure

SECONDS = 90


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An office's folder whose voices are espeak-ng and recordings, named for Vietnamese."""
    folder = tmp_path / "data"
    folder.mkdir()
    write_config(folder / "config.yaml", {"voices.engines": ["clips", "piper", "espeak"]})
    return folder


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    return command(*argv, seconds=SECONDS)


def test_a_sentence_is_said_into_a_file(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.wav"
    done = run("say", "Y Bkrông Niê, 15 phút", "--data", str(data), "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert "espeak-ng" in done.stdout and "piper: chưa có tệp giọng" in done.stdout
    assert "Ni Ê, mười lăm phút" in done.stdout
    assert measure(out) > 1500


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["xin chào", "--voice", "espek"], "phải bắt đầu bằng clips, piper, system, espeak"),
        (["xin chào", "--voice", "espeak:aav/nobody"], 'there is no voice "aav/nobody"'),
        (["xin chào", "--language", "km"], "there is no voice for km"),
        (["…"], "Không có gì để đọc"),
    ],
)
def test_what_cannot_be_said_is_one_sentence(
    data: Path, tmp_path: Path, argv: list[str], told: str
) -> None:
    done = run("say", *argv, "--data", str(data), "--out", str(tmp_path / "x.wav"))
    assert done.returncode == 2
    assert told in done.stderr and done.stderr.count("\n") == 1


def test_the_list_tells_every_engine_of_every_language(data: Path) -> None:
    (data / "voices").mkdir()
    (data / "voices" / "x.onnx").write_bytes(b"no model")
    done = run("voices", "list", "--data", str(data))
    assert done.returncode == 0, done.stderr
    vietnamese, english = done.stdout.split("en:")
    assert "– clips: chưa có bộ giọng thu cho tiếng vi · there is no pack for vi" in vietnamese
    installed = importlib.util.find_spec("piper") is not None
    why = "x.onnx: thiếu tệp x.onnx.json bên cạnh" if installed else "chưa cài Piper"
    assert f"! piper: {why}" in vietnamese
    assert "→ espeak: aav/vi" in vietnamese
    assert "✓ machine clips: may-doc" in vietnamese
    assert "→ espeak: gmw/en-us" in english


def test_every_voice_that_is_there_speaks_a_call_into_its_file(data: Path, tmp_path: Path) -> None:
    done = run("voices", "test", "--data", str(data), "--out", str(tmp_path / "heard"))
    assert done.returncode == 0, done.stderr
    files = sorted((tmp_path / "heard").iterdir())
    assert [file.name for file in files] == [
        "en-espeak.wav", "vi-espeak.wav", "vi-machine-clips.wav",
    ]  # fmt: skip
    assert all(measure(file) > 2000 for file in files)


def test_the_page_on_the_loudspeaker_tells_of_every_command_of_the_voices() -> None:
    """A merge may take a whole section out of it."""
    page = (ROOT / "docs" / "voices.md").read_text("utf-8")
    assert [word for word in _WHAT if f"voices {word}" not in page] == []
