"""Two hundred turns of the playlist in ten times its speed leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hall import Pages, Served, start, write_config
from hallboard import hand, handed, large, told
from hallmedia import files, image, text, video

pytestmark = [pytest.mark.browser, pytest.mark.long]

DISPLAY = {"id": "tv", "name": {"vi": "Bảng"}, "zone": "hall", "layout": "media"}
FAST = """
const real = performance.now.bind(performance), wait = setInterval, once = setTimeout;
performance.now = () => real() * 10;
window.setInterval = (done, ms) => wait(done, ms / 10);
window.setTimeout = (done, ms) => once(done, ms / 10);
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("media")
    config = write_config(folder / "config.yaml", {"voices.engines": [], "displays": [DISPLAY]})
    served = start("demo", config, folder / "data", folder / "log.txt")
    yield served
    served.stop()


def test_two_hundred_turns_leave_nothing_behind(served: Served, pages: Pages) -> None:
    page = handed(pages, served, "?id=tv", 1920, 1080)
    page.context.add_init_script(FAST)
    page.reload()
    page.wait_for_function("() => window.board && document.fonts.status === 'loaded'")
    files(page)
    page.evaluate(
        """() => {
          window.turns = 0;
          window.most = 0;
          new MutationObserver((changes) => {
            for (const change of changes) turns += change.addedNodes.length;
            most = Math.max(most, document.querySelectorAll("#media img, #media video").length);
          }).observe(document.getElementById("media"), {childList: true});
        }"""
    )
    media = [image(1, 3), text(3, 3), image(2, 3), image(5, 3), video(4), image(6, 3)]
    hand(page, told(large(3, 60_000), media=media, caption=[], voice={}))
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    nodes = []
    for turns in (40, 200):
        page.wait_for_function("(count) => turns >= count", arg=turns, timeout=300_000)
        tools.send("HeapProfiler.collectGarbage")
        found = {m["name"]: m["value"] for m in tools.send("Performance.getMetrics")["metrics"]}
        nodes.append(found["Nodes"])
    assert page.evaluate("most") <= 2
    assert nodes[1] <= nodes[0] * 1.1
