"""When the launcher starts a browser again, told by what the server says of its page."""

from __future__ import annotations

import importlib.util
import io
import json
import time
from types import SimpleNamespace
from typing import Any

import pytest
from hall import ROOT

HOUR = 3600


@pytest.fixture
def launch(monkeypatch: pytest.MonkeyPatch) -> Any:
    where = ROOT / "deploy" / "kiosk" / "launch.py"
    spec = importlib.util.spec_from_file_location("launch", where)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def says(launch: Any, monkeypatch: pytest.MonkeyPatch, age: int | None) -> None:
    answer = SimpleNamespace(open=lambda *_, **__: io.StringIO(json.dumps({"age_ms": age})))
    monkeypatch.setattr(launch, "build_opener", lambda *_: answer)


def browser(heard: float) -> Any:
    return SimpleNamespace(process=SimpleNamespace(poll=lambda: None), name="a" * 32, heard=heard)


def test_a_server_that_was_started_anew_ends_no_browser_whose_page_lives(
    launch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = browser(time.monotonic() - HOUR)
    says(launch, monkeypatch, 4_000)
    assert launch.trouble(old, "http://goiso.test", 60) is None
    says(launch, monkeypatch, None)
    assert launch.trouble(old, "http://goiso.test", 60) is None


def test_a_page_that_hangs_or_never_spoke_is_opened_again(
    launch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(launch, monkeypatch, 61_000)
    assert "hangs" in launch.trouble(browser(time.monotonic()), "http://goiso.test", 60)
    says(launch, monkeypatch, None)
    silent = browser(time.monotonic() - HOUR)
    assert "said nothing" in launch.trouble(silent, "http://goiso.test", 60)


def test_an_address_that_is_none_is_said_instead_of_being_opened(
    launch: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for wrong in ("kiosk", "192.168.1.10:8000/kiosk/"):
        monkeypatch.setattr("sys.argv", ["launch.py", wrong, "--browser", "/bin/false"])
        assert launch.main() == 2
        assert "Địa chỉ phải như" in capsys.readouterr().out
