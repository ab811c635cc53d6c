"""What must be made in time: a spoken call and a slip."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.figures import Figure
from bench.servers import settings
from kiosk.draw import draw
from kiosk.example import ticket
from kiosk.wording import Wording
from voices.cache import Cache
from voices.chain import Chain
from voices.studio import Studio
from voices.words import Said

GIVEN = ("Hoa", "Lan", "Mai", "Cúc")


def voice(rounds: int) -> list[Figure]:
    """A call with a name that was never heard, then the same again from the cache."""
    config = settings()
    new = Figure("call never heard → WAV", "ms", 60.0)
    kept = Figure("call heard before → WAV", "ms", 5.0)
    with tempfile.TemporaryDirectory("", "goiso-bench-") as folder:
        chain = Chain(config.voices, Path(folder) / "voices")
        studio = Studio(config.voices, config.phrases, Cache(Path(folder)), chain, {})
        studio.try_voice(patient=True)
        if studio.trouble:
            new.void = kept.void = f"no voice: {studio.trouble}"
        for i in range(rounds * 4):
            said = Said(
                f"A{i + 1:03d}", i % 9 + 1, name=f"Nguyễn Thị {['Hoa', 'Lan', 'Mai', 'Cúc'][i % 4]}"
            )
            new.product.append(_ms(studio, said))
            kept.product.append(_ms(studio, said))
        chain.close()
    return [new, kept]


def _ms(studio: Studio, said: Said) -> float:
    since = time.perf_counter()
    studio.sound(said, 0)
    return (time.perf_counter() - since) * 1000


def slip(rounds: int) -> list[Figure]:
    """80 mm paper, a name, a QR code."""
    config = settings()
    figure = Figure("slip rendered", "ms", 35.0)
    wording = Wording(config, None, "http://192.168.1.20:8000", False)
    for i in range(rounds * 8):
        facts = ticket(config, "chung-thuc", i + 1, "vi", 1_773_105_120_000 + i)
        facts |= {"ahead": i, "token": f"Zk3uYpW0aTq8RrXn{i:04d}"}
        made = wording.slip(facts, name="Trần Thị Hoa", width=576)
        since = time.perf_counter()
        draw(made)
        figure.product.append((time.perf_counter() - since) * 1000)
    # The first one loads the fonts; an artist process does that before anybody comes.
    del figure.product[:2]
    return [figure]
