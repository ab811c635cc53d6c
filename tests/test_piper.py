"""Piper voices that an office puts into its folder: spoken where they are good, and a reason where
they are not."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from piperstandin import real_voice

from config import Config
from voices.chain import Chain
from voices.engines import NoSound
from voices.engines.piper import Piper
from voices.words import Sentence

SECONDS = 30
CALL = Sentence("vi", "Xin mời số một đến quầy số ba.")
needs_piper = pytest.mark.skipif(
    importlib.util.find_spec("piper") is None, reason="Piper is not installed: bootstrap.py piper"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "voices"
    made.mkdir()
    return made


@pytest.fixture
def chain(shipped: Config, folder: Path) -> Iterator[Chain]:
    made = Chain(shipped.voices, folder)
    yield made
    made.close()


def speak(chain: Chain, folder: Path, sentence: Sentence = CALL) -> dict[str, Any]:
    [part] = chain.record([sentence], folder / "call.wav", chime="", patient=True)["parts"]
    return dict(part)


def why(part: dict[str, Any]) -> str:
    [reason] = [step["reason"] for step in part["steps"] if step["engine"] == "piper"]
    return str(reason)


def test_an_office_with_a_model_and_without_piper_is_told_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(NoSound, match=r"python3 bootstrap\.py piper"):
        Piper(folder, {"vi": ""})


def test_a_voice_in_the_folder_speaks_and_always_alike(
    chain: Chain, folder: Path, tmp_path: Path
) -> None:
    real_voice(folder)
    part = speak(chain, tmp_path)
    assert (part["engine"].split()[0], part["voice"]) == ("Piper", "vi_VN-joe.onnx")
    assert part["phonemes"].startswith("sˈin mˈəː2j")
    assert 1000 < part["ms"] < 6000
    first = (tmp_path / "call.wav").read_bytes()
    speak(chain, tmp_path)
    assert (tmp_path / "call.wav").read_bytes() == first
    assert speak(chain, tmp_path, Sentence("en", "Welcome."))["voice"] == "gmw/en-us"


def test_what_would_be_phonemes_to_piper_is_text(folder: Path, tmp_path: Path) -> None:
    real_voice(folder)
    engine = Piper(folder, {"vi": ""})
    trace = engine.synth(
        {"text": "[[ mười ]]", "voice": "vi_VN-joe.onnx", "stretch": 1.0}, tmp_path / "a.wav"
    )
    assert trace.startswith("m")


def test_a_voice_that_is_drawn_out_takes_longer(chain: Chain, folder: Path, tmp_path: Path) -> None:
    name = real_voice(folder).name
    engine = Piper(folder, {"vi": ""})
    part = {"text": "xin mời số một", "voice": name}
    for stretch in (1.0, 1.5):
        engine.synth({**part, "stretch": stretch}, tmp_path / f"{stretch}.wav")
    short, long = ((tmp_path / f"{each}.wav").stat().st_size for each in (1.0, 1.5))
    assert 1.3 < long / short < 1.7


@needs_piper
@pytest.mark.parametrize(
    ("model", "description", "reason"),
    [
        (bytes(range(256)) * 400, '{"espeak": {"voice": "vi"}}', "bad.onnx: "),
        (b"", '{"espeak": {"voice": "vi"}}', "bad.onnx: "),
        (b"", None, "there is no bad.onnx.json beside it"),
        (b"", "{not json", "bad.onnx.json is no description of a voice"),
        (b"", "[]", "bad.onnx.json is no description of a voice"),
        (b"", "{}", "bad.onnx.json is no description of a voice"),
    ],
)
def test_a_model_that_is_none_is_a_reason_and_the_call_is_spoken(
    shipped: Config,
    folder: Path,
    tmp_path: Path,
    model: bytes,
    description: str | None,
    reason: str,
) -> None:
    vi = shipped.voices.vi.model_copy(update={"piper": "bad.onnx"})
    chain = Chain(shipped.voices.model_copy(update={"vi": vi}), folder)
    (folder / "bad.onnx").write_bytes(model)
    if description is not None:
        (folder / "bad.onnx.json").write_text(description, "utf-8")
    try:
        part = speak(chain, tmp_path)
        assert part["engine"].startswith("espeak-ng")
        assert reason in why(part)
        assert [step.engine for step in chain.failed()] == ["piper"]
        assert chain.workers["piper"].pid is not None
    finally:
        chain.close()


@needs_piper
def test_a_good_voice_speaks_beside_a_bad_one_and_a_new_one_is_found(
    chain: Chain, folder: Path, tmp_path: Path
) -> None:
    (folder / "a.onnx").write_bytes(b"no model")
    (folder / "a.onnx.json").write_text('{"espeak": {"voice": "vi"}}', "utf-8")
    assert "a.onnx" in why(speak(chain, tmp_path))
    real_voice(folder)
    until = time.monotonic() + SECONDS
    while speak(chain, tmp_path)["voice"] != "vi_VN-joe.onnx" and time.monotonic() < until:
        time.sleep(0.05)
    assert speak(chain, tmp_path)["voice"] == "vi_VN-joe.onnx"
    assert chain.failed() == ()
