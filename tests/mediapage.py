"""The manager's page of pictures and notices, opened in a browser, and what stands on it."""

from __future__ import annotations

from typing import Any

from axe import AXE, LOOK
from hall import Pages, Served

SECONDS = 20_000


def clear(served: Served) -> None:
    """Nothing is left on the screens."""
    for part in served.get("/manager/media").text.split('data-item="')[1:]:
        assert removed(served, part.partition('"')[0]).ok


def removed(served: Served, item: str) -> Any:
    return served.post(f"/display/media/{item}/removals")


def written(served: Served, title: str, text: str = "Xin quý khách lưu ý.") -> str:
    made = served.post("/display/media/texts", {"title": title, "text": text})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def opened(served: Served, pages: Pages, query: str = "", *size: int) -> Any:
    page = pages.open(f"{served.page}/manager/media{query}", *size)
    page.wait_for_selector("html[data-live=up]")
    return page


def titles(page: Any) -> list[str]:
    found: list[str] = page.locator(".item").evaluate_all("all => all.map(it => it.dataset.title)")
    return found


def says(page: Any, selector: str, words: str) -> None:
    page.locator(selector, has_text=words).first.wait_for(timeout=SECONDS)


def looks_fine(page: Any) -> None:
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
