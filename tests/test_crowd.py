"""What is said next when calls wait: the rules alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from config import Backlog
from voices.crowd import plan
from voices.words import Said, Told
from voices.zone import Call

RULES = Backlog()
NOW = 1_000_000


def calls(*waited: float) -> list[Call]:
    """Calls that wait for so many seconds."""
    return [
        Call(seq, NOW - round(1000 * seconds), seq, Said(f"A{seq:03}", seq))
        for seq, seconds in enumerate(waited, 1)
    ]


def test_a_call_that_nobody_waits_behind_is_said_in_full() -> None:
    [call] = calls(0)
    found = plan([call], NOW, RULES)
    assert found is not None
    assert (found.calls, found.chime, found.whole) == ((call,), "long", True)


def test_nobody_waits_and_nothing_is_said() -> None:
    assert plan([], NOW, RULES) is None


def test_a_call_that_follows_another_has_a_short_chime() -> None:
    for waiting in (calls(5), calls(0, 0)):
        found = plan(waiting, NOW, RULES)
        assert found is not None
        assert found.chime == "short"
    always = RULES.model_copy(update={"short_chime": False})
    found = plan(calls(5, 5), NOW, always)
    assert found is not None
    assert found.chime == "long"


def test_repetitions_and_english_go_when_more_than_one_waits_behind() -> None:
    assert [plan(calls(*[3.0] * n), NOW, RULES).whole for n in (1, 2, 3)] == [True, True, False]  # type: ignore[union-attr]


def test_three_that_waited_for_twenty_seconds_are_joined_and_the_fourth_waits() -> None:
    waiting = calls(24, 23, 22, 21)
    found = plan(waiting, NOW, RULES)
    assert found is not None
    assert [*found.calls] == waiting[:3]


def test_who_has_not_waited_for_twenty_seconds_is_not_joined() -> None:
    assert len(plan(calls(24, 20, 19.9), NOW, RULES).calls) == 2  # type: ignore[union-attr]
    assert len(plan(calls(24, 19.9, 19), NOW, RULES).calls) == 1  # type: ignore[union-attr]


def test_an_office_may_join_none() -> None:
    alone = RULES.model_copy(update={"join_most": 1})
    assert len(plan(calls(40, 40, 40), NOW, alone).calls) == 1  # type: ignore[union-attr]


def test_a_notice_lets_the_calls_of_half_a_minute_go_first() -> None:
    notice = Call(-5, NOW, -5, Told(()))
    before, after = (Call(1, NOW + ms, 1, Said("A001", 1)) for ms in (29_999, 30_000))
    late = NOW + 90_000
    assert plan([notice, before], late, RULES).calls == (before,)  # type: ignore[union-attr]
    assert plan([notice, after], late, RULES).calls == (notice,)  # type: ignore[union-attr]
    assert plan([notice], NOW, RULES).calls == (notice,)  # type: ignore[union-attr]


def test_notices_that_never_end_hold_up_no_call() -> None:
    """Each is put up anew as soon as it was said: a call waits for those in the line, and once."""
    line = [Call(-n, NOW, -n, Told(())) for n in range(1, 6)]
    call = Call(1, NOW + 60_000, 1, Said("A001", 1))
    line.append(call)
    said = 0
    for at in range(NOW + 60_000, NOW + 600_000, 20_000):
        chosen = plan(line, at, RULES).calls[0]  # type: ignore[union-attr]
        if chosen is call:
            break
        line.remove(chosen)
        line.append(Call(chosen.seq - 5, at, chosen.ticket, Told(())))
        said += 1
    assert chosen is call
    assert said == 5


@settings(derandomize=True, database=None, deadline=None)
@given(
    st.lists(st.floats(0, 90), min_size=1, max_size=31),
    st.integers(1, 4),
    st.integers(5, 60),
)
def test_what_is_said_is_always_the_head_of_the_line_and_joined_ones_all_waited(
    waited: list[float], most: int, after: int
) -> None:
    waiting = calls(*sorted(waited, reverse=True))
    rules = RULES.model_copy(update={"join_most": most, "join_after": after})
    found = plan(waiting, NOW, rules)
    assert found is not None
    size = len(found.calls)
    assert [*found.calls] == waiting[:size]
    assert 1 <= size <= most
    if size > 1:
        assert all(NOW - call.since >= 1000 * after for call in found.calls)
        assert not found.whole
    if size < min(most, len(waiting)):
        assert NOW - waiting[size].since < 1000 * after or size == 1
