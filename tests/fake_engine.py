"""An engine of speech that hums, and is whatever its test says: python fake_engine.py <folder>.

<folder>/mood: empty (well), "dies", "hangs", "mumbles" (no sound for the text), one of ANSWERS,
"cannot" (is not
ready at its start), "slow to start". Each answer is counted in <folder>/said.
"""

from __future__ import annotations

import json
import math
import sys
import time
import wave
from array import array
from pathlib import Path

# What no engine should answer.
ANSWERS = {"rambles": '{"id": 1, "ok": true}', "sighs": "hm", "loops": "[" * 100_000}
RATE = 22_050
VOICES = [{"id": "hum", "language": "vi_VN", "name": "Hum", "mark": "1"}]


def main(folder: Path) -> None:
    if mood(folder) == "cannot":
        say({"ready": False, "error": "it has lost its voice"})
        return
    if mood(folder) == "slow to start":
        time.sleep(60)
    say({"ready": True, "engine": "hum 1.0", "voices": VOICES})
    for line in sys.stdin:
        asked = json.loads(line)
        if mood(folder) == "dies":
            sys.exit(1)
        if mood(folder) == "hangs":
            time.sleep(60)
        if mood(folder) in ANSWERS:
            print(ANSWERS[mood(folder)], flush=True)
            continue
        seconds = 0.02 if mood(folder) == "mumbles" else 0.25 * asked["part"]["syllables"]
        hum(Path(asked["path"]), seconds)
        with (folder / "said").open("a", encoding="utf-8") as said:
            said.write(asked["part"]["text"] + "\n")
        say({"id": asked["id"], "ok": True, "trace": "hum"})


def mood(folder: Path) -> str:
    file = folder / "mood"
    return file.read_text("utf-8") if file.exists() else ""


def hum(path: Path, seconds: float) -> None:
    samples = array("h", (round(5000 * math.sin(at / 9)) for at in range(int(seconds * RATE))))
    with path.open("wb") as file, wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())


def say(facts: object) -> None:
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
