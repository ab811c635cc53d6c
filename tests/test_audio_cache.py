"""Sounds that are kept: believed only when whole, forgotten when personal or long unused."""

from __future__ import annotations

import errno
import hashlib
import json
import math
import os
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from voices.cache import BadSound, Cache, Sound, measure
from voices.chime import LENGTH, RATE, chime, write_pcm, write_wav

SECOND = array("h", (round(6000 * math.sin(at / 8)) for at in range(RATE))).tobytes()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "audio")


def kept(cache: Cache, text: str, *, personal: bool = False) -> Sound:
    key = cache.key({"text": text}, personal=personal)
    place = cache.place(key)
    write_pcm(place, SECOND)
    return cache.keep(place, key, {"text": text}, personal=personal)


def test_a_sound_is_found_again_with_what_it_says(cache: Cache) -> None:
    sound = kept(cache, "xin mời")
    found = cache.find(sound.key)
    assert found == sound
    assert (sound.ms, sound.url) == (1000, f"/voices/{sound.key}.wav")
    facts = json.loads(sound.path.with_suffix(".json").read_text("utf-8"))
    assert facts["text"] == "xin mời"
    assert facts["sha256"] == hashlib.sha256(sound.path.read_bytes()).hexdigest()
    assert sorted(path.suffix for path in sound.path.parent.glob("*.*")) == [".json", ".wav"]


def test_the_key_is_of_what_is_said_and_how(cache: Cache) -> None:
    recipes: list[dict[str, Any]] = [
        {"text": "a"},
        {"text": "b"},
        {"text": "a", "rate": 115},
        {"text": "a", "rate": 120},
    ]
    assert len({cache.key(recipe, personal=False) for recipe in recipes}) == len(recipes)


def test_the_key_of_a_named_sound_is_known_to_this_start_alone(tmp_path: Path) -> None:
    one, other = Cache(tmp_path / "audio"), Cache(tmp_path / "audio")
    assert one.key({"text": "a"}, personal=False) == other.key({"text": "a"}, personal=False)
    assert one.key({"text": "a"}, personal=True) != other.key({"text": "a"}, personal=True)


@pytest.mark.parametrize(
    ("frames", "why"),
    [
        (bytes(2 * RATE), "silent"),
        (array("h", [5, -5] * RATE).tobytes(), "silent"),
        (b"", "only 0 ms"),
        (SECOND[:2000], "only 45 ms"),
    ],
)
def test_silence_and_scraps_are_no_sound(cache: Cache, frames: bytes, why: str) -> None:
    write_pcm(cache.place("k"), frames)
    with pytest.raises(BadSound, match=why):
        cache.keep(cache.place("k"), "k", {}, personal=False)
    assert not cache.place("k").exists()
    assert cache.find("k") is None


@pytest.mark.parametrize("spoil", [b"", b"RIFF", b"RIFFxxxxWAVE", b"<html>" * 100])
def test_what_is_no_wav_is_no_sound(tmp_path: Path, spoil: bytes) -> None:
    file = tmp_path / "x.wav"
    file.write_bytes(spoil)
    with pytest.raises(BadSound, match="not a WAV"):
        measure(file)


def test_a_wav_that_was_cut_short_is_no_sound(tmp_path: Path) -> None:
    file = tmp_path / "x.wav"
    write_pcm(file, SECOND)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(BadSound, match="cut short"):
        measure(file)


def test_another_rate_is_no_sound(tmp_path: Path) -> None:
    file = tmp_path / "x.wav"
    write_pcm(file, SECOND)
    data = bytearray(file.read_bytes())
    data[24:28] = (44_100).to_bytes(4, "little")
    file.write_bytes(data)
    with pytest.raises(BadSound, match="22,050 Hz"):
        measure(file)


@pytest.mark.parametrize("spoilt", ["wav", "json"])
def test_a_kept_sound_that_was_spoilt_is_made_anew(cache: Cache, spoilt: str) -> None:
    sound = kept(cache, "a")
    file = sound.path.with_suffix(f".{spoilt}")
    file.write_bytes(file.read_bytes()[:-40])
    assert cache.find(sound.key) is None
    assert not sound.path.exists()
    assert kept(cache, "a").key == sound.key


def test_the_longest_unused_go_first_when_the_folder_is_full(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "audio", limit=2 * (len(SECOND) + 44))
    first, second = kept(cache, "first"), kept(cache, "second")
    for age, sound in ((200, first), (100, second)):
        os.utime(sound.path, (sound.path.stat().st_mtime - age,) * 2)
    assert cache.find(first.key)
    third = kept(cache, "third")
    assert [cache.find(sound.key) is not None for sound in (first, second, third)] == [
        True,
        False,
        True,
    ]


def test_a_start_leaves_no_name_and_no_half_made_sound(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "audio")
    named, number = kept(cache, "Hoa", personal=True), kept(cache, "a")
    cache.place("half").write_bytes(b"RIFF")
    again = Cache(tmp_path / "audio")
    assert not named.path.exists()
    assert not named.path.with_suffix(".json").exists()
    assert not again.place("half").exists()
    assert again.find(number.key) is not None


def test_a_start_leaves_no_name_where_nothing_can_be_written_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cache = Cache(tmp_path / "audio")
    named = kept(cache, "Hoa", personal=True)
    monkeypatch.setattr("voices.cache.ROOM", 1 << 62)
    with pytest.raises(OSError, match="No space left"):
        cache.place("elsewhere")
    [spare] = tmp_path.glob("goiso-voice-*")
    (spare / "named" / "Hoa.wav").write_bytes(SECOND)
    Cache(tmp_path / "another" / "audio")
    assert spare.exists()
    Cache(tmp_path / "audio")
    assert not named.path.exists() and not spare.exists()


def test_a_name_of_which_nothing_could_be_kept_is_nowhere(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.cache.os.replace", _fails)
    with pytest.raises(OSError, match="No space left"):
        kept(cache, "Hoa", personal=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _fails(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_forgetting_a_sound_forgets_what_is_written_about_it(cache: Cache) -> None:
    sound = kept(cache, "Hoa", personal=True)
    assert cache.file(f"{sound.key}.wav") == sound.path
    cache.forget(sound)
    assert [*sound.path.parent.iterdir()] == []
    assert cache.file(f"{sound.key}.wav") is None


def test_the_chime_is_two_soft_tones(tmp_path: Path) -> None:
    samples = chime()
    assert len(samples) == int(LENGTH * RATE)
    assert 0.1 < max(map(abs, samples)) < 0.5
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001
    write_wav(tmp_path / "chime.wav", samples)
    assert measure(tmp_path / "chime.wav") == 1280
    for begin, end, pitch in ((0.05, 0.40, 659), (0.9, 1.2, 523)):
        piece = samples[int(begin * RATE) : int(end * RATE)]
        crossings = sum(1 for a, b in pairwise(piece) if a < 0 <= b)
        assert crossings / (end - begin) == pytest.approx(pitch, rel=0.02)
