"""Nobody in the hall hears that another engine speaks: all are equally loud."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from piperstandin import real_voice

from config import Config, Voice
from voices import compose
from voices.chain import Chain
from voices.chime import RATE
from voices.loudness import loudness
from voices.words import Said, sentences

WITHIN = 1.0
CALLS = (Said("A007", 3, language="en"), Said("R154", 21, 2, result=True))


def biquad(samples: list[float], over: tuple[float, ...], under: tuple[float, ...]) -> list[float]:
    """One filter of the standard, sample by sample."""
    made: list[float] = []
    x1 = x2 = y1 = y2 = 0.0
    for x in samples:
        y = over[0] * x + over[1] * x1 + over[2] * x2 - under[0] * y1 - under[1] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        made.append(y)
    return made


def measured(samples: compose.Samples, rate: int) -> float:
    """LUFS by the letter of ITU-R BS.1770-4, whose filters are for 48 kHz."""
    assert rate == 48_000
    shelf = biquad(list(samples), (1.53512485958697, -2.69169618940638, 1.19839281085285),
                   (-1.69065929318241, 0.73248077421585))  # fmt: skip
    heard = biquad(shelf, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    block, step = round(0.4 * rate), round(0.1 * rate)
    powers = [
        sum(each * each for each in heard[at : at + block]) / block
        for at in range(0, len(heard) - block + 1, step)
    ]

    def lufs(power: float) -> float:
        return -0.691 + 10 * math.log10(max(power, 1e-12))

    loud = [power for power in powers if lufs(power) > -70]
    gate = lufs(sum(loud) / len(loud)) - 10
    kept = [power for power in loud if lufs(power) > gate]
    return lufs(sum(kept) / len(kept))


def test_loudness_is_what_the_standard_says_it_is() -> None:
    """A full sine of 997 Hz in one channel is -3.01 LUFS; other sounds as its filters have them."""
    times = np.arange(2 * RATE) / RATE
    assert loudness(np.sin(2 * np.pi * 997 * times)) == pytest.approx(-3.01, abs=0.05)
    for pitch in (60.0, 250.0, 3000.0):
        ours = 0.1 * np.sin(2 * np.pi * pitch * times) * (1 + np.sin(2 * np.pi * 1.5 * times))
        at48 = np.arange(2 * 48_000) / 48_000
        theirs = 0.1 * np.sin(2 * np.pi * pitch * at48) * (1 + np.sin(2 * np.pi * 1.5 * at48))
        assert loudness(ours) == pytest.approx(measured(theirs, 48_000), abs=0.2)
    assert loudness(np.zeros(RATE)) == float("-inf")


def heard(chain: Chain, shipped: Config, engine: str, folder: Path) -> dict[str, float]:
    """{what was said: LUFS} of the calls that this engine can say."""
    found = {}
    for said in CALLS:
        for sentence in sentences(said, shipped.phrases):
            path = folder / "call.wav"
            if any(getattr(each, "part", None) and each.engine == engine
                   for each in chain.look(sentence)):  # fmt: skip
                chain.record([sentence], path, chime="", by=engine, patient=True)
                found[f"{engine}: {sentence.text}"] = loudness(compose.read(path))
    return found


def test_every_engine_is_equally_loud(shipped: Config, tmp_path: Path) -> None:
    vi = Voice(**{**shipped.voices.vi.model_dump(), "pack": "may-doc"})
    voices = shipped.voices.model_copy(update={"vi": vi})
    chain = Chain(voices, tmp_path / "voices")
    try:
        found = heard(chain, shipped, "espeak", tmp_path) | heard(chain, shipped, "clips", tmp_path)
    finally:
        chain.close()
    assert len(found) == 5
    assert max(found.values()) - min(found.values()) < WITHIN, found


def test_a_piper_voice_is_as_loud_as_the_others(shipped: Config, tmp_path: Path) -> None:
    real_voice(tmp_path / "voices")
    chain = Chain(shipped.voices, tmp_path / "voices")
    try:
        found = heard(chain, shipped, "piper", tmp_path)
    finally:
        chain.close()
    assert len(found) == 2
    for level in found.values():
        assert level == pytest.approx(compose.LOUDNESS, abs=WITHIN / 2), found


def test_a_sound_at_another_rate_in_two_channels_is_brought_to_ours(tmp_path: Path) -> None:
    import wave

    times = np.arange(16_000) / 16_000
    tone = np.round(8000 * np.sin(2 * np.pi * 440 * times)).astype("<i2")
    with wave.open(str(tmp_path / "a.wav"), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(np.repeat(tone, 2).tobytes())
    read = compose.read(tmp_path / "a.wav")
    assert len(read) == RATE
    ours = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE) * 8000 / 32768
    assert np.max(np.abs(read - ours)[200:-200]) < 0.002


def test_what_macos_writes_is_read(tmp_path: Path) -> None:
    frames = np.round(8000 * np.sin(np.arange(RATE) / 9)).astype(">i2").tobytes()
    rate = (16383 + 14).to_bytes(2) + (RATE << 49).to_bytes(8)
    common = (1).to_bytes(2) + RATE.to_bytes(4) + (16).to_bytes(2) + rate
    body = b"AIFF" + b"COMM" + len(common).to_bytes(4) + common
    body += b"SSND" + (8 + len(frames)).to_bytes(4) + bytes(8) + frames
    (tmp_path / "a.aiff").write_bytes(b"FORM" + len(body).to_bytes(4) + body)
    read = compose.read(tmp_path / "a.aiff")
    assert len(read) == RATE
    assert compose.peak(read) == pytest.approx(20 * math.log10(8000 / 32768), abs=0.1)
    for spoilt in (b"FORM", b"FORM" + bytes(40), b"RIFFxxxx", b""):
        (tmp_path / "b.aiff").write_bytes(spoilt)
        with pytest.raises(ValueError, match="not"):
            compose.read(tmp_path / "b.aiff")
