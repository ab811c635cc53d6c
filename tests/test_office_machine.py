"""Thousands of presses in every order: the office and its re-telling agree after each.

`office_model` is written from the table of moves and imports nothing of the office.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import HallClock
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from office_machine import Machine
from small_hall import STAFF, WARD

from office import Office, Refused, Store, Ward

SHORT = settings(
    max_examples=10,
    stateful_step_count=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(SHORT, max_examples=60, stateful_step_count=100)


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


def test_a_press_that_saw_yesterdays_turn_moves_nothing_after_midnight(tmp_path: Path) -> None:
    """Found by the long days: the turn ended with its day before the press came."""
    clock = HallClock("2026-03-10T16:30:00")
    store = Store(tmp_path / "goiso.db", bound=False)
    office = Office(store, Ward.model_validate(WARD), clock)
    office.desk(1, "open", by=STAFF)
    office.issue("copies", by=STAFF)
    turn = office.call_next(1, by=STAFF).turn
    assert turn is not None
    clock.ahead(hours=10)
    with pytest.raises(Refused) as refused:
        office.absent(1, turn=turn.id, by=STAFF)
    assert refused.value.code == "changed"
    store.close()
