"""A recogniser of Vietnamese that listens in the office's place. Needs the extra `speech-tests`.

viet-asr carries its model inside the wheel: 69 MB, int8, no network, a tenth of the sound's length
on one core. It was taught by people's voices, so it forgives a robot less than a person would; the
order of two voices is what it is good for.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

from voices.chime import RATE
from voices.compose import Samples

MISSING = "python3 bootstrap.py speech-tests"


def is_there() -> bool:
    """Whether the extra is installed in this Python."""
    return find_spec("vietasr") is not None


class Ear:
    """One recogniser; makes the same of the same sound. Raises ImportError without the extra."""

    def __init__(self) -> None:
        import vietasr
        from vietasr.ffi import native

        native.lib.vietasr_set_log_level(0)
        self._pipeline: Any = vietasr.Pipeline.new().add("vietasr").build()

    def hear(self, sound: Samples) -> str:
        """The words of a sound at RATE, in lower case; "" when there seem to be none."""
        pcm = np.round(sound * 32767).clip(-32767, 32767).astype("<i2")
        return str(self._pipeline.transcribe(pcm, float(RATE)).text)
