"""The loudspeaker at another computer: its agent plays what the server sends, one at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from agentpc import AgentPc, until
from hall import Served

Serving = Callable[..., Served]


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("miniaudio")
    monkeypatch.setenv("GOISO_AUDIO", "null")


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[AgentPc]:
    made = AgentPc(tmp_path / "agent")
    yield made
    made.kill()


def light(served: Served) -> tuple[str, str]:
    voice = served.get("/healthz").json()["voice"]
    return voice["state"], voice["words"]


def spoken(served: Served) -> list[str]:
    """What the agent's zone has done with each call, in order."""
    records = sqlite3.connect(served.data / "goiso.db")
    try:
        return [zone for (zone,) in records.execute("SELECT zone FROM spoken ORDER BY seq")]
    finally:
        records.close()


@pytest.mark.parametrize(
    ("changes", "arguments"),
    [
        ({"zones.0.speaker": "k1", "displays.0.sound": "no"}, ()),
        ({}, ("--display", "tv1")),
    ],
    ids=["at a kiosk", "in place of a display"],
)
def test_an_agent_is_the_loudspeaker_of_its_zone(
    serving: Serving, pc: AgentPc, changes: dict[str, Any], arguments: tuple[str, ...]
) -> None:
    served = serving(changes)
    assert light(served) == ("warn", "Chưa bật tiếng")
    pc.start(served.base, *arguments)
    until(lambda: light(served)[0] == "ok", lambda: (light(served), pc.said))
    for counter in (1, 2):
        served.post("/kiosk/tickets", {"service": "chung-thuc"})
        assert served.post(f"/counter/{counter}/calls").status_code == 201
    until(lambda: spoken(served) == ["hall", "hall"], lambda: pc.said)
    assert pc.stop() == 0
    until(lambda: light(served)[0] == "warn")
    assert not [*pc.folder.glob("sound-*.wav")], "a name may be in it"
