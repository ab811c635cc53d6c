"""Whose sounds are made before anybody presses, and whose are deleted."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from voices.ahead import Ahead, Following
from voices.words import Said


def following(counter: int, ticket: int) -> Following:
    return Following(ticket, Said(f"A{ticket:03}", counter))


def made(ahead: Ahead) -> list[tuple[int, int]]:
    """(counter, ticket) of all that is made now."""
    found = []
    while (each := ahead.take()) is not None:
        found.append((each.said.counter, each.ticket))
    return found


def test_one_sound_is_made_for_each_counter_that_would_call_somebody() -> None:
    ahead = Ahead()
    assert ahead.look({1: following(1, 7), 2: following(2, 7), 6: following(6, 9)}) == []
    assert made(ahead) == [(1, 7), (2, 7), (6, 9)]
    assert not ahead.has_work()
    ahead.look({1: following(1, 7)})
    assert made(ahead) == []


def test_who_is_not_next_any_more_and_was_not_called_is_forgotten() -> None:
    ahead = Ahead()
    ahead.look({1: following(1, 7)})
    made(ahead)
    assert ahead.look({1: following(1, 8)}) == [7]
    assert not ahead.knows(7)


def test_what_was_made_for_somebody_who_is_called_belongs_to_the_call() -> None:
    ahead = Ahead()
    ahead.look({1: following(1, 7), 2: following(2, 7)})
    assert ahead.take() is not None
    ahead.called(7)
    assert not ahead.has_work()
    assert ahead.look({1: following(1, 8)}) == []


def test_who_is_next_again_after_an_undone_call_is_made_again() -> None:
    ahead = Ahead()
    ahead.look({1: following(1, 7)})
    made(ahead)
    ahead.called(7)
    ahead.look({1: following(1, 7)})
    assert made(ahead) == [(1, 7)]


looks = st.dictionaries(st.integers(1, 4), st.integers(1, 6))


@settings(derandomize=True, database=None, deadline=None)
@given(st.lists(st.tuples(looks, st.integers(0, 4), st.booleans()), max_size=12))
def test_nothing_is_made_twice_and_nothing_made_is_left_over(
    hours: list[tuple[dict[int, int], int, bool]],
) -> None:
    ahead, kept = Ahead(), set[tuple[int, int]]()
    for nexts, makes, calls in hours:
        gone = ahead.look({n: following(n, ticket) for n, ticket in nexts.items()})
        assert {*gone} == {ticket for _, ticket in kept} - {*nexts.values()}
        kept = {each for each in kept if each[1] not in gone}
        for _ in range(makes):
            each = ahead.take()
            if each is not None:
                pair = (each.said.counter, each.ticket)
                assert pair not in kept
                kept.add(pair)
        if nexts and calls:
            called = min(nexts.values())
            ahead.called(called)
            kept = {each for each in kept if each[1] != called}
