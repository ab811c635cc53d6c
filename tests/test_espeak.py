"""espeak-ng in its own process: what it refuses, and where it finds its data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config import Config
from voices.chain import Chain
from voices.words import Sentence
from voices.worker import NoSpeech


@pytest.fixture
def chain(shipped: Config, tmp_path: Path) -> Iterator[Chain]:
    made = Chain(shipped.voices, tmp_path / "voices")
    yield made
    made.close()


def record(chain: Chain, path: Path, text: str = "xin mời", language: str = "vi") -> dict[str, Any]:
    return chain.record([Sentence(language, text)], path, chime="long", repeat=1)


def test_an_unknown_voice_is_refused_and_never_replaced_in_silence(
    shipped: Config, tmp_path: Path
) -> None:
    nobody = shipped.voices.vi.model_copy(update={"voice": "xx/yy"})
    chain = Chain(shipped.voices.model_copy(update={"vi": nobody}), tmp_path)
    with pytest.raises(NoSpeech, match='espeak: there is no voice "xx/yy"'):
        record(chain, tmp_path / "a.wav")
    assert record(chain, tmp_path / "a.wav", "welcome", "en")["parts"][0]["voice"] == "gmw/en-us"
    chain.close()


def test_a_voice_may_have_another_timbre_but_only_one_that_there_is(
    shipped: Config, tmp_path: Path
) -> None:
    def speak(**changed: Any) -> tuple[str, bytes]:
        vi = shipped.voices.vi.model_copy(update=changed)
        chain = Chain(shipped.voices.model_copy(update={"vi": vi}), tmp_path)
        try:
            made = record(chain, tmp_path / "a.wav")
        finally:
            chain.close()
        return made["parts"][0]["voice"], (tmp_path / "a.wav").read_bytes()

    plain, woman = speak(voice="aav/vi"), speak(voice="aav/vi+f2")
    assert (plain[0], woman[0]) == ("aav/vi", "aav/vi+f2")
    assert len({plain[1], woman[1], speak(voice="aav/vi+f2", range=20)[1]}) == 3
    with pytest.raises(NoSpeech, match=r'there is no voice "aav/vi\+nobody"'):
        speak(voice="aav/vi+nobody")


def test_a_text_without_sound_and_a_folder_that_is_missing_are_refused(
    chain: Chain, tmp_path: Path
) -> None:
    with pytest.raises(NoSpeech, match=r"0\.00 s of sound") as refused:
        record(chain, tmp_path / "a.wav", ".")
    assert refused.value.text_only
    with pytest.raises(OSError, match="No such file"):
        record(chain, tmp_path / "nowhere" / "a.wav")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_speech_data_behind_a_very_long_path_is_reached_by_a_short_one(
    chain: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import espeakng_loader

    far = tmp_path.joinpath(*["a-very-long-name-of-a-folder" for _ in range(8)])
    far.mkdir(parents=True)
    (far / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(far / "espeak-ng-data"))
    assert record(chain, tmp_path / "a.wav")["ms"] > 1000


def test_speech_data_that_is_missing_is_named(
    chain: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    with pytest.raises(NoSpeech, match="there is no speech data at"):
        record(chain, tmp_path / "a.wav")
