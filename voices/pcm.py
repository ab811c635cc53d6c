"""Files of plain sound as they come: WAV and AIFF, 16-bit, any rate, one channel or more."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

EXPONENT_BIAS = 16383 + 63
COMMON = 18


@dataclass(frozen=True)
class Pcm:
    """`frames` are 16-bit samples, the channels in turn; `order`: "<" or ">" as in numpy."""

    rate: int
    channels: int
    order: str
    frames: bytes


def read(path: Path) -> Pcm:
    """Raises ValueError for what is no such file, OSError when it cannot be read."""
    with path.open("rb") as file:
        if file.read(4) == b"FORM":
            return _aiff(path.read_bytes())
        file.seek(0)
        try:
            with wave.open(file) as sound:
                if sound.getsampwidth() != 2 or not sound.getframerate():
                    raise ValueError("not 16-bit sound")
                frames = sound.readframes(sound.getnframes())
                return Pcm(sound.getframerate(), sound.getnchannels(), "<", frames)
        except (wave.Error, EOFError) as fault:
            raise ValueError(f"not a WAV: {fault}") from None


def _aiff(data: bytes) -> Pcm:
    """AIFF, and AIFF-C that is not compressed ("sowt" is little-endian)."""
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8])
        chunks.setdefault(data[at : at + 4], data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    common, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(common) < COMMON or len(sound) < 8 or int.from_bytes(common[6:8]) != 16:
        raise ValueError("not 16-bit AIFF")
    kind = common[COMMON : COMMON + 4] if data[8:12] == b"AIFC" else b"NONE"
    if kind not in (b"NONE", b"twos", b"sowt"):
        raise ValueError("compressed AIFF")
    # The rate is an 80-bit float: 15 bits of exponent, 64 of mantissa.
    exponent = (int.from_bytes(common[8:10]) & 0x7FFF) - EXPONENT_BIAS
    rate = round(int.from_bytes(common[10:18]) * 2.0**exponent)
    channels, skipped = int.from_bytes(common[:2]), 8 + int.from_bytes(sound[:4])
    if not rate or not channels:
        raise ValueError("AIFF without a rate or a channel")
    order = "<" if kind == b"sowt" else ">"
    return Pcm(rate, channels, order, sound[skipped : len(sound) - (len(sound) - skipped) % 2])
