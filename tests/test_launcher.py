"""The launcher beside a kiosk's browser: a page that hangs or ends is there again."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hall import ROOT, Served

pytestmark = [pytest.mark.browser, pytest.mark.long]
LAUNCHER = ROOT / "deploy" / "kiosk" / "launch.py"
HEADLESS = ("--headless=new", "--no-sandbox")


class Launched:
    """The launcher on a machine of its own; `say` waits for a line that it prints."""

    def __init__(self, page: str, folder: Path) -> None:
        self.profile = folder / "profile"
        command = [sys.executable, "-u", str(LAUNCHER), page, "--hang", "8"]
        command += ["--profile", str(self.profile), *HEADLESS, "--remote-debugging-port=0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def say(self, words: str) -> None:
        assert self.process.stdout
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        assert ready, f"nothing was said for a minute, {words!r} was expected"
        line = self.process.stdout.readline()
        assert words in line, line

    @property
    def tools(self) -> str:
        """Where its browser lets itself be driven."""
        port = (self.profile / "DevToolsActivePort").read_text("utf-8").split()[0]
        return f"http://127.0.0.1:{port}"

    def browser(self, here: Any) -> Any:
        """The one on that machine, driven by the Playwright that also drives the one `here`."""
        until = time.monotonic() + 60
        while True:
            try:
                return here.browser_type.connect_over_cdp(self.tools)
            except Exception:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def lives(self) -> bool:
        """Whether its browser answers."""
        try:
            return requests.get(f"{self.tools}/json/version", timeout=10).ok
        except requests.ConnectionError:
            return False


@pytest.fixture(params=["kiosk/?id=k1", "display/?id=tv1"])
def launched(
    request: pytest.FixtureRequest, serving: Callable[..., Served], tmp_path: Path
) -> Iterator[Launched]:
    served = serving()
    # The launcher asks the server itself, and for it no name leads to this machine.
    made = Launched(f"{served.base}/{request.param}", tmp_path)
    yield made
    with made.process:
        made.process.terminate()


def page_of(browser: Any) -> Any:
    page = browser.contexts[0].pages[0]
    page.wait_for_selector("html[data-live=up]")
    return page


@pytest.mark.skipif(os.name == "nt" or not shutil.which("chromium"), reason="needs Chromium")
def test_a_page_that_hangs_is_opened_again(launched: Launched, browser: Any) -> None:
    page = page_of(launched.browser(browser))
    assert "watch=" in page.url
    with page.expect_response("**/beats"):
        pass
    page.evaluate("setTimeout(() => { for (;;) {} }, 0)")
    launched.say("the page hangs")
    page_of(launched.browser(browser))


@pytest.mark.skipif(os.name == "nt" or not shutil.which("chromium"), reason="needs Chromium")
@pytest.mark.parametrize("launched", ["kiosk/?id=k1"], indirect=True)
def test_a_browser_that_somebody_closed_is_opened_again(launched: Launched, browser: Any) -> None:
    there = launched.browser(browser)
    page_of(there)
    there.new_browser_cdp_session().send("Browser.close")
    launched.say("the browser ended")
    page_of(launched.browser(browser))


@pytest.mark.skipif(os.name == "nt" or not shutil.which("chromium"), reason="needs Chromium")
@pytest.mark.parametrize("launched", ["display/?id=tv1"], indirect=True)
def test_whoever_ends_it_ends_the_browser_too(launched: Launched, browser: Any) -> None:
    page_of(launched.browser(browser))
    assert launched.lives()
    launched.process.terminate()
    assert launched.process.wait(timeout=60) == 0
    assert not launched.lives()


def test_without_a_browser_it_says_what_is_missing(tmp_path: Path) -> None:
    nowhere = {**os.environ, "PATH": str(tmp_path)}
    command = [sys.executable, str(LAUNCHER), "http://goiso.test:8000/kiosk/"]
    done = subprocess.run(command, capture_output=True, text=True, env=nowhere, timeout=20)
    assert done.returncode == 2 and "--browser" in done.stdout
