"""How late a call is when its voice hangs or dies, told and not judged: a busy machine is slower.

`python3 run.py test tests/test_hung_voices.py --long -s` prints seconds; docs/voices.md has them.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from piperstandin import real_voice

from config import Config
from voices.chain import Chain
from voices.words import Said, sentences

TIMES = 5
PATIENT = 60
CALL = Said("A007", 21, name="Nguyễn Thị Kim Oanh")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there"),
]


@pytest.mark.parametrize("engines", [("espeak",), ("piper", "espeak")])
@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL], ids=["hangs", "dies"])
def test_a_call_is_said_though_its_voice_hangs_or_dies_just_then(
    shipped: Config, tmp_path: Path, engines: tuple[str, ...], how: signal.Signals
) -> None:
    if "piper" in engines:
        real_voice(tmp_path / "voices")
    settings = shipped.voices.model_copy(update={"engines": engines})
    chain = Chain(settings, tmp_path / "voices")
    said = sentences(CALL, shipped.phrases)
    worker = chain.workers[engines[0]]
    late, back = [], []
    try:
        for _ in range(TIMES):
            chain.record(said, tmp_path / "call.wav", chime="", patient=True)
            assert chain.spoke["vi"].lower().startswith(engines[0])
            first = worker.pid
            assert first is not None
            os.kill(first, how)
            begun = time.monotonic()
            made = chain.record(said, tmp_path / "call.wav", chime="")
            late.append(time.monotonic() - begun)
            assert len(made["parts"]) == len(said)
            assert worker.greet(PATIENT)["ready"]
            back.append(time.monotonic() - begun)
            worker.breaker.succeed()
    finally:
        chain.close()
    told = ", ".join(f"{sorted(each)[TIMES // 2]:.2f} (≤ {max(each):.2f})" for each in (late, back))
    print(f"\n{engines[0]} {how.name}: call said, voice there again after s: {told}")
