"""One loudness for every voice, no peak that hurts, no silence that waits."""

from __future__ import annotations

import numpy as np
import pytest

from voices import compose
from voices.chime import RATE


def test_nothing_is_louder_than_the_ceiling_and_quiet_speech_is_lifted() -> None:
    times = np.arange(RATE) / RATE
    for level in (0.01, 0.9):
        spikes = np.where(np.arange(RATE) % 997 == 0, 8.0, 1.0)
        speech = level * np.sin(2 * np.pi * 220 * times) * spikes
        sound = compose.compose([(compose.levelled(speech), False)], chime_is="")
        assert compose.peak(sound) <= compose.CEILING + 0.01
        assert compose.active_rms(sound) > -26


def test_silence_is_trimmed_from_both_ends() -> None:
    speech = np.concatenate([np.zeros(RATE), 0.1 * np.ones(RATE), np.zeros(RATE)])
    assert len(compose.trimmed(speech)) == pytest.approx(RATE, abs=RATE * 0.03)
    assert len(compose.trimmed(np.zeros(RATE))) == 0


def test_a_call_may_be_repeated_in_one_sound() -> None:
    speech = 0.1 * np.ones(RATE)
    once = compose.compose([(speech, False)], chime_is="long")
    twice = compose.compose([(speech, False)], chime_is="long", repeat=2)
    assert (len(twice) - len(once)) / RATE == pytest.approx(1 + compose.AGAIN, abs=0.02)
