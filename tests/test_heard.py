"""What a display's browser really played, compared with the sound that the office made."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from agentpc import until
from hall import Pages, Served
from numpy.typing import NDArray

Serving = Callable[..., Served]
EAR = Path(__file__).with_name("ear.js").read_text("utf-8")


def samples(sound: bytes) -> NDArray[np.float64]:
    with wave.open(io.BytesIO(sound)) as read:
        return np.frombuffer(read.readframes(read.getnframes()), "<i2").astype(np.float64)


def likeness(said: NDArray[np.float64], heard: NDArray[np.float64]) -> float:
    """1.0 where all that was said is in what was heard, in one piece and in its own time."""
    size = len(said) + len(heard)
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size))
    begins = int(np.argmax(np.fft.irfft(spectrum, size)[: len(heard)]))
    piece = heard[begins : begins + len(said)]
    piece = np.pad(piece, (0, len(said) - len(piece)))
    return float(np.dot(said, piece) / (np.linalg.norm(said) * np.linalg.norm(piece)))


@pytest.mark.browser
def test_a_display_plays_the_whole_sound_that_the_office_made(
    serving: Serving, pages: Pages
) -> None:
    served = serving({"voices.engines": ["espeak"], "announcer.volume": "50"})
    display = pages.open("about:blank", 1920, 1080)
    display.add_init_script(EAR)
    urls: list[str] = []
    display.on("request", lambda asked: urls.append(asked.url))
    display.goto(f"{served.page}/display/")
    until(lambda: served.get("/healthz").json()["voice"]["state"] == "ok")
    served.post("/kiosk/tickets", {"service": "chung-thuc"})
    assert served.post("/counter/1/calls").status_code == 201
    until(lambda: display.evaluate("window.heardOut === 1"))
    heard = np.array(display.evaluate("window.heard.flat()"), np.float64)
    [sound] = [url for url in urls if "/voices/" in url and "/static/" not in url]
    said = samples(served.get("/voices/" + sound.rpartition("/")[2]).content)
    assert likeness(said, heard) > 0.95
    loudness = np.linalg.norm(heard) / np.linalg.norm(said)
    assert loudness == pytest.approx(0.5, abs=0.1), "the volume of the settings"


@pytest.mark.long
@pytest.mark.browser
def test_a_display_says_to_its_end_what_it_had_begun_when_the_server_is_started_anew(
    serving: Serving, pages: Pages
) -> None:
    served = serving({"voices.engines": ["espeak"]})
    display = pages.open("about:blank", 1920, 1080)
    display.add_init_script(EAR)
    urls: list[str] = []
    display.on("request", lambda asked: urls.append(asked.url))
    display.goto(f"{served.page}/display/")
    until(lambda: served.get("/healthz").json()["voice"]["state"] == "ok")
    for counter in (1, 2):
        served.post("/kiosk/tickets", {"service": "chung-thuc"})
        assert served.post(f"/counter/{counter}/calls").status_code == 201
    until(lambda: display.evaluate("window.heard.length > 1"))
    served.kill()
    served.again()
    until(lambda: display.evaluate("window.heardOut === 2"))
    heard = np.array(display.evaluate("window.heard.flat()"), np.float64)
    sounds = [url for url in urls if "/voices/" in url and "/static/" not in url]
    assert len(sounds) == 2
    for sound in sounds:
        said = samples(served.get("/voices/" + sound.rpartition("/")[2]).content)
        assert likeness(said, heard) > 0.95
