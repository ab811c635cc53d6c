"""What is typed arrives clean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.asking import clean


def test_a_typed_line_loses_what_turns_or_hides_text() -> None:
    assert clean("  Trần\u202e Thị\u200b\tHoa\n") == "Trần Thị Hoa"
    assert clean("Tra\u0302\u0300n") == "Trần"


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.isprintable()
