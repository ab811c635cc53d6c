"""Asking the mixer's process, without which no engine is heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voices.worker import NoSpeech, Worker

# Nobody stands in for the mixer; late on a crowded computer is better than not.
PATIENCE_MIXING = 3.0


class NoMixer(NoSpeech):
    """No engine can be heard without it."""


def mix(mixer: Worker, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Its answer. Raises NoMixer, or NoSpeech where it works and refuses this sound."""
    try:
        answer = mixer.ask(asked, PATIENCE_MIXING)
    except NoSpeech as fault:
        if not fault.text_only:
            raise NoMixer(f"mixer: {fault}") from None
        # It works; what it refuses is another's fault.
        mixer.breaker.succeed()
        raise
    mixer.breaker.succeed()
    return answer
