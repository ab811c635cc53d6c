"""Play one WAV on this computer's loudspeaker and end: `python -m voices.play file.wav`.

miniaudio where it has a wheel, else the system's aplay. GOISO_AUDIO=null plays to nowhere in real
time (tests). Exit code 0 when all of it was played; else one line on stderr says why.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

# The device pulls its last frames about 0.22 s before they are heard.
SETTLE = 0.3


def main(path: Path) -> int:
    try:
        import miniaudio
    except ImportError:
        return subprocess.run(["aplay", "-q", str(path)], check=False).returncode
    sound = miniaudio.wav_read_file_s16(str(path))
    backends = [miniaudio.Backend.NULL] if os.environ.get("GOISO_AUDIO") == "null" else None
    played = 0

    def frames() -> Generator[bytes, int, None]:
        nonlocal played
        samples = sound.samples.tobytes()
        wanted = yield b""
        while True:
            piece = samples[2 * played : 2 * (played + wanted)]
            played += len(piece) // 2
            wanted = yield piece + bytes(2 * wanted - len(piece))

    feed = frames()
    next(feed)
    device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=sound.sample_rate,
        backends=backends,
        app_name="goiso",
    )
    with device:
        device.start(feed)
        end = time.monotonic() + sound.duration + 3
        while played < sound.num_frames and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(SETTLE)
    if played < sound.num_frames:
        print("the sound card took no sound", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except Exception as fault:  # noqa: BLE001 - the parent shows the reason
        print(f"{type(fault).__name__}: {fault}", file=sys.stderr)
        sys.exit(1)
