"""What the tests share: a ward, a clock that is set by hand, an office, a server, a browser."""

from __future__ import annotations

import faulthandler
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import trustme
from fake_printer import FakePrinter
from hall import Client, HallClock, Pages, Served, start, write_config
from kept import keep
from letin import behind_the_door
from pressroom import Room, room_with
from secured import Secured, announced

import config as config_file
from config import Config
from office import Office, Store
from office.ward import Ward
from web.app import create_app
from web.built import Built

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# The same engine without windows, where it is installed: a quarter less work for every page.
WINDOWLESS = ("chromium-headless-shell", "chrome-headless-shell")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP goiso.test 127.0.0.1",
    # The first three cost half of the work of opening a page: pages below the address line of every
    # window, and a process kept ready. This list replaces Playwright's, of which we need the rest.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding",
)
SECONDS, LONG_SECONDS = 120, 600
"""The longest that one test may take, and one of the long ones: a stuck one never ends."""
STDERR = pytest.StashKey[int]()
# The same examples in every run, so that a failure comes back.
hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    # Not what pytest puts in its place while a test runs.
    config.stash[STDERR] = os.dup(2)
    config.add_cleanup(keep())


def pytest_unconfigure(config: pytest.Config) -> None:
    os.close(config.stash[STDERR])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    watch(item)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    # pytest stops the watch when a test fails.
    watch(item)


def watch(item: pytest.Item) -> None:
    """Ends this process, saying where it stands, if the item takes too long from now on."""
    long = item.get_closest_marker("long")
    limit = long.kwargs.get("seconds", LONG_SECONDS) if long else SECONDS
    faulthandler.dump_traceback_later(limit, exit=True, file=item.config.stash[STDERR])


@pytest.fixture(scope="session")
def shipped() -> Config:
    """The config.yaml of the program folder."""
    return config_file.load(Path(config_file.__file__).parent / "config.yaml")


@pytest.fixture
def ward(shipped: Config) -> Ward:
    return shipped.ward()


@pytest.fixture
def clock() -> HallClock:
    """Tuesday, 10 March 2026, 08:00 at the office."""
    return HallClock()


@pytest.fixture
def office(ward: Ward, clock: HallClock, tmp_path: Path) -> Iterator[Office]:
    """An office on a real SQLite file that any thread may ask."""
    store = Store(tmp_path / "office.db", bound=False)
    yield Office(store, ward, clock)
    store.close()


@pytest.fixture
def built(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[Built]:
    """The wired application of a demo, without a server; any thread may ask its office."""
    silent = shipped.voices.model_copy(update={"engines": ()})
    config = shipped.model_copy(update={"voices": silent})
    data = tmp_path / "built"
    data.mkdir()
    address = "http://127.0.0.1:8000"
    made = create_app(config, data, demo=True, address=address, clock=clock, bound=False)
    yield made
    made.stop()


@pytest.fixture
def door(shipped: Config, clock: HallClock, tmp_path: Path) -> Iterator[Built]:
    """A real office behind its door, without a server."""
    built = behind_the_door(shipped, clock, tmp_path)
    yield built
    built.stop()


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    with FakePrinter() as printer:
        yield printer


@pytest.fixture
def room(shipped: Config, tmp_path: Path, clock: HallClock, fake: FakePrinter) -> Iterator[Room]:
    """An office whose one kiosk prints at `fake`."""
    wired = {"type": "network", "host": "127.0.0.1", "port": str(fake.port)}
    made = room_with(wired, shipped, tmp_path, clock)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def client(built: Built) -> Client:
    """Asks the application as a browser on the same computer would."""
    return Client(built.app, built.app.response_class)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """`serving(changes, mode="demo")` starts a real server on a free port, silent by default.

    changes: {"web.hosts": […], "displays.0.names": "full"} in the shipped config.yaml.
    """
    started: list[Served] = []

    def serve(
        changes: dict[str, Any] | None = None, *, mode: str = "demo", data: Path | None = None
    ) -> Served:
        folder = tmp_path / f"served-{len(started)}"
        folder.mkdir()
        file = write_config(folder / "config.yaml", {"voices.engines": [], **(changes or {})})
        served = start(mode, file, data or folder / "data", folder / "log.txt")
        started.append(served)
        return served

    yield serve
    for served in started:
        served.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One silent demo for all tests of a file: what they count is counted from what is there."""
    folder = tmp_path_factory.mktemp("served")
    settings = write_config(folder / "config.yaml", {"voices.engines": []})
    running = start("demo", settings, folder / "data", folder / "log.txt")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with goiso.crt, goiso.key and the authority that browsers trust, ca.crt."""
    folder = tmp_path_factory.mktemp("papers")
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1", "goiso.test")
    authority.cert_pem.write_to_path(folder / "ca.crt")
    issued.private_key_pem.write_to_path(folder / "goiso.key")
    for pem in issued.cert_chain_pems:
        pem.write_to_path(folder / "goiso.crt", append=True)
    return folder


@pytest.fixture
def secured(serving: Callable[..., Served], papers: Path) -> Iterator[Callable[..., Secured]]:
    """`secured(changes)` starts a demo that has HTTPS beside HTTP."""
    opened: list[Secured] = []

    def serve(changes: dict[str, Any] | None = None) -> Secured:
        tls = {"cert": str(papers / "goiso.crt"), "key": str(papers / "goiso.key")}
        hall = serving({"web.tls": tls, **(changes or {})})
        opened.append(Secured(hall, announced(hall), str(papers / "ca.crt")))
        return opened[-1]

    yield serve
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium; without one the test is skipped, or fails where one is required."""
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None:
        reason = "there is no Chromium on this machine"
        if os.environ.get("GOISO_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        windowless = next((found for name in WINDOWLESS if (found := shutil.which(name))), chromium)
        launched = playwright.chromium.launch(executable_path=windowless, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def pages(browser: Any) -> Iterator[Pages]:
    """`pages.open(url, 1366, 768)`; a console error or CSP violation fails the test at its end."""
    opened = Pages(browser)
    yield opened
    opened.close()
    assert opened.complaints == []
