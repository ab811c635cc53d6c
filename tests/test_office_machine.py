"""Thousands of presses in every order: the office and its re-telling agree after each.

`office_model` is written from the table of moves and imports nothing of the office.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from office_machine import Machine

SHORT = settings(
    max_examples=10,
    stateful_step_count=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(SHORT, max_examples=60, stateful_step_count=100, derandomize=False, print_blob=True)


def press(flow: str, how: settings) -> None:
    class Flow(Machine):
        def __init__(self) -> None:
            super().__init__(flow)

    run_state_machine_as_test(Flow, settings=how)


@pytest.mark.parametrize("flow", ["confirm_arrival", "one_press"])
def test_the_office_and_its_retelling_agree_press_by_press(flow: str) -> None:
    press(flow, SHORT)


@pytest.mark.long
@pytest.mark.parametrize("flow", ["confirm_arrival", "one_press"])
def test_they_agree_for_long_days_too(flow: str) -> None:
    press(flow, LONG)
