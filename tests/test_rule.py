"""What the hall reads of the office's hours: never a day that ends when it begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import write_config

from config import load
from web.built import Built
from web.rule import opening
from web.words import speaking

HOURS = {
    "hours.mon": ["00:00-24:00"],
    "hours.tue": ["07:30-11:30", "13:00-24:00"],
    "hours.wed": [],
}


@pytest.mark.parametrize(
    ("language", "whole", "none"), [("vi", "Cả ngày", "Nghỉ"), ("en", "All day", "Closed")]
)
def test_a_whole_day_is_said_in_words_and_midnight_ends_a_day_as_24_00(
    built: Built, tmp_path: Path, language: str, whole: str, none: str
) -> None:
    ward = load(write_config(tmp_path / "config.yaml", HOURS)).ward()
    with speaking(built.app, language):
        first, second, third, *_ = [hours for _, hours in opening(ward)]
    assert (first, second, third) == ([whole], ["07:30–11:30", "13:00–24:00"], [none])
