"""How each engine of the settings stands, as the manager is told it."""

from __future__ import annotations

from pathlib import Path

from config import Config
from voices.chain import Chain
from voices.choice import Step
from voices.standing import standings

ENGINES = ("clips", "piper", "system", "espeak")


def test_each_engine_speaks_stands_by_is_not_there_or_has_failed(
    shipped: Config, tmp_path: Path
) -> None:
    chain = Chain(shipped.voices, tmp_path)
    assert {each.how for each in standings(chain, ENGINES)} == {"ready"}
    chain.spoke["vi"] = "espeak-ng 1.52"
    chain.steps["vi"] = (
        Step("clips", "no clips for this text", text_only=True),
        Step("piper", "the voice process has ended"),
        Step("system", "there is one on Windows and macOS only", absent=True),
    )
    found = {each.engine: (each.how, each.why) for each in standings(chain, ENGINES)}
    assert found == {
        "clips": ("ready", ""),
        "piper": ("failed", "the voice process has ended"),
        "system": ("absent", "there is one on Windows and macOS only"),
        "espeak": ("speaks", ""),
    }
