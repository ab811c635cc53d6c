"""Whether a page lives, as its launcher asks: when it was last heard of, and for how many."""

from __future__ import annotations

from flask import Flask

from web.beats import MOST, blueprint

NAME = "0123456789abcdef"


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_page_is_as_old_as_its_last_beat_and_unknown_before() -> None:
    app, clock = Flask("office"), Clock()
    app.register_blueprint(blueprint(clock))
    asked = app.test_client()
    assert asked.get(f"/beats/{NAME}").json == {"age_ms": None}
    asked.post("/beats", json={"watch": NAME})
    clock.at = 2.5
    assert asked.get(f"/beats/{NAME}").json == {"age_ms": 2500}
    asked.post("/beats", json={"watch": NAME})
    assert asked.get(f"/beats/{NAME}").json == {"age_ms": 0}


def test_the_oldest_page_is_forgotten_when_there_are_too_many() -> None:
    app = Flask("office")
    app.register_blueprint(blueprint())
    asked = app.test_client()
    for number in range(MOST + 1):
        asked.post("/beats", json={"watch": f"{number:016x}"})
    assert asked.get(f"/beats/{0:016x}").json == {"age_ms": None}
    assert asked.get(f"/beats/{1:016x}").json != {"age_ms": None}
