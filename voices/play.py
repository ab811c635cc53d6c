"""Play one WAV on this computer's loudspeaker and end: `python -m voices.play file.wav [percent]`.

miniaudio where it has a wheel, else the system's aplay. GOISO_AUDIO=null plays to nowhere in real
time, GOISO_AUDIO=aplay by aplay (tests). Exit code 0 when all of it was played; else one line on
stderr says why.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import wave
from array import array
from collections.abc import Generator
from pathlib import Path

# The device pulls its last frames about 0.22 s before they are heard.
SETTLE = 0.3
FULL = 100


def main(path: Path, percent: int = FULL) -> int:
    rate, frames = read(path, percent)
    wanted = os.environ.get("GOISO_AUDIO")
    if wanted == "aplay":
        return by_aplay(rate, frames)
    try:
        import miniaudio  # noqa: F401 - whether there is one
    except ImportError:
        return by_aplay(rate, frames)
    return by_miniaudio(rate, frames, nowhere=wanted == "null")


def read(path: Path, percent: int) -> tuple[int, bytes]:
    """Rate and frames of a 16-bit mono WAV, as they are at 100 per cent. Raises OSError."""
    try:
        with path.open("rb") as file, wave.open(file) as sound:
            frames = sound.readframes(sound.getnframes())
            rate = sound.getframerate()
    except (wave.Error, EOFError):
        raise OSError("this is no WAV") from None
    if percent != FULL:
        frames = array("h", (sample * percent // FULL for sample in array("h", frames))).tobytes()
    return rate, frames


def by_aplay(rate: int, frames: bytes) -> int:
    """From memory, so that the sound of a name lies in no second file."""
    with io.BytesIO() as whole:
        with wave.open(whole, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(frames)
        said = whole.getvalue()
    return subprocess.run(["aplay", "-q", "-"], input=said, check=False).returncode


def by_miniaudio(rate: int, frames: bytes, *, nowhere: bool) -> int:
    import miniaudio

    played = 0

    def pulled() -> Generator[bytes, int, None]:
        nonlocal played
        wanted = yield b""
        while True:
            piece = frames[2 * played : 2 * (played + wanted)]
            played += len(piece) // 2
            wanted = yield piece + bytes(2 * wanted - len(piece))

    feed = pulled()
    next(feed)
    device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=rate,
        backends=[miniaudio.Backend.NULL] if nowhere else None,
        app_name="goiso",
    )
    with device:
        device.start(feed)
        end = time.monotonic() + len(frames) / 2 / rate + 3
        while 2 * played < len(frames) and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(SETTLE)
    if 2 * played < len(frames):
        print("the sound card took no sound", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
    except Exception as fault:  # noqa: BLE001 - the parent shows the reason
        print(f"{type(fault).__name__}: {fault}", file=sys.stderr)
        sys.exit(1)
