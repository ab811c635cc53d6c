"""Sounds that stand for recordings, the shipped pack, and loudness as broadcasters measure it."""

from __future__ import annotations

import io
import struct
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config import load
from voices.chime import RATE
from voices.packs.keep import Needs
from voices.packs.pack import Pack
from voices.packs.phraselist import recordable
from voices.packs.shelf import SHIPPED
from voices.packs.written import read_pack

Samples = NDArray[np.float64]
ROOT = Path(__file__).resolve().parent.parent
FOLDER = SHIPPED / "may-doc"


def shipped() -> Pack:
    pack, faults = read_pack((FOLDER / "pack.yaml").read_bytes())
    assert pack is not None and faults == []
    return pack


def office() -> dict[str, str]:
    """The sentences of the shipped settings that clips can say."""
    return recordable("vi", load(ROOT / "config.yaml").phrases.vi)


def needs(letters: str = "AR", counters: tuple[int, ...] = (1, 3)) -> Needs:
    return Needs({"vi": office()}, letters, counters)


def word(
    seconds: float = 0.4, *, level: float = 0.2, noise: float = 1e-4, rate: int = RATE
) -> Samples:
    """Something like a spoken word, with a quarter of a second of a quiet room around it."""
    times = np.arange(int(seconds * rate)) / rate
    hum = np.sin(2 * np.pi * 180 * times) + 0.5 * np.sin(2 * np.pi * 540 * times)
    around = np.zeros(rate // 4)
    voice = np.concatenate([around, level * hum * np.hanning(len(hum)) ** 0.3, around])
    room: Samples = noise * np.random.default_rng(7).standard_normal(len(voice))
    return voice + room


def wav(samples: Samples, *, rate: int = RATE, channels: int = 1) -> bytes:
    """16-bit WAV bytes of them."""
    pcm = np.round(np.repeat(samples, channels) * 32767).clip(-32768, 32767).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm.tobytes())
    return file.getvalue()


def wav_of(body: bytes, *, kind: int, bits: int, rate: int = RATE) -> bytes:
    """A WAV whose `kind` and `bits` the standard library does not write."""
    form = struct.pack("<HHIIHH", kind, 1, rate, rate * bits // 8, bits // 8, bits)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def loudness(samples: Samples) -> float:
    """LUFS of one channel at RATE: ITU-R BS.1770, with its two gates, by spectrum."""
    weighted = _k_weighted(samples)
    block, step = int(0.4 * RATE), int(0.1 * RATE)
    power = np.array(
        [np.mean(weighted[at : at + block] ** 2) for at in range(0, len(weighted) - block, step)]
    )
    kept = power[-0.691 + 10 * np.log10(power + 1e-12) > -70]
    relative = -0.691 + 10 * np.log10(np.mean(kept)) - 10
    kept = kept[-0.691 + 10 * np.log10(kept) > relative]
    return float(-0.691 + 10 * np.log10(np.mean(kept)))


def _k_weighted(samples: Samples) -> Samples:
    """The standard's two filters, by their curves in the frequency domain."""
    # The curves are given for 48 kHz: each frequency is looked up where it stands there.
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    at = np.exp(-2j * np.pi * hertz / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * at + 1.19839281085285 * at**2) / (
        1 - 1.69065929318241 * at + 0.73248077421585 * at**2
    )
    high = (1 - 2 * at + at**2) / (1 - 1.99004745483398 * at + 0.99007225036621 * at**2)
    result: Samples = np.fft.irfft(np.fft.rfft(samples) * shelf * high, len(samples))
    return result
