"""Whatever is pressed, whichever page leaves: nothing lost, doubled, overtaken or undone aloud."""

from __future__ import annotations

import pytest
from hall_machine import HallMachine
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from config import Config

SHORT = settings(
    max_examples=5,
    stateful_step_count=40,
    deadline=None,
    # A failure is told as it was found: to shrink it would take minutes of presses.
    phases=(Phase.generate,),
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(SHORT, max_examples=40, stateful_step_count=60)


def press(config: Config, how: settings) -> None:
    class Hall(HallMachine):
        pass

    Hall.config = config
    run_state_machine_as_test(Hall, settings=how)


def test_no_call_is_lost_doubled_overtaken_or_spoken_once_undone(shipped: Config) -> None:
    press(shipped, SHORT)


@pytest.mark.long
def test_none_is_in_a_long_day_either(shipped: Config) -> None:
    press(shipped, LONG)
