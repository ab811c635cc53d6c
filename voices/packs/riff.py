"""A WAV from any recorder → samples and their rate. What is in the file is not believed."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from settings.said import Said

Samples = NDArray[np.float64]

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
SLOWEST, FASTEST = 16_000, 192_000
LONGEST_SECONDS = 20


class NoWavError(Exception):
    """`fault` says why these bytes cannot be used as a recording."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.fault = Said(vietnamese, english)


def read(data: bytes) -> tuple[Samples, int]:
    """One channel between -1 and 1 (two are mixed) and samples a second. Raises NoWavError."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NoWavError("không phải tệp WAV; hãy lưu dạng WAV", "no WAV file; save it as WAV")
    chunks = _chunks(data)
    form, body = chunks.get(b"fmt "), chunks.get(b"data")
    if form is None or body is None or len(form) < 16:
        raise NoWavError("tệp WAV bị hỏng hoặc bị cắt", "the WAV file is broken or cut short")
    kind, channels, rate, _, block, bits = struct.unpack_from("<HHIIHH", form)
    if kind == EXTENSIBLE and len(form) >= 26:
        (kind,) = struct.unpack_from("<H", form, 24)
    if (kind, bits) not in ((PCM, 16), (PCM, 24), (PCM, 32), (FLOAT, 32)):
        raise NoWavError(
            f"WAV dạng {kind}, {bits} bit không dùng được; hãy lưu WAV 16 bit",
            f"WAV of kind {kind} with {bits} bits; save it as 16-bit WAV",
        )
    if channels not in (1, 2) or not SLOWEST <= rate <= FASTEST or block != channels * bits // 8:
        raise NoWavError(
            f"phải có 1 hoặc 2 kênh và từ {SLOWEST} Hz (tệp này: {channels} kênh, {rate} Hz)",
            f"needs 1 or 2 channels and {SLOWEST} Hz or more (this one: {channels}, {rate} Hz)",
        )
    frames = len(body) // block
    if frames > LONGEST_SECONDS * rate:
        raise NoWavError(
            f"dài hơn {LONGEST_SECONDS} giây", f"longer than {LONGEST_SECONDS} seconds"
        )
    samples = _numbers(body[: frames * block], kind, bits).reshape(-1, channels).mean(axis=1)
    if not np.all(np.isfinite(samples)):
        raise NoWavError("tệp WAV có số không hợp lệ", "the WAV file has impossible samples")
    return samples.clip(-1, 1), rate


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The first chunk of each kind; one that promises more than there is, is cut."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        found.setdefault(kind, data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found


def _numbers(body: bytes, kind: int, bits: int) -> Samples:
    if kind == FLOAT:
        return np.frombuffer(body, "<f4").astype(np.float64)
    if bits == 24:
        # Each three bytes become the upper ones of four.
        padded = np.zeros((len(body) // 3, 4), np.uint8)
        padded[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, 3)
        return padded.view("<i4").ravel() / 2.0**31
    return np.frombuffer(body, f"<i{bits // 8}") / 2.0 ** (bits - 1)
