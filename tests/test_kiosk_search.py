"""A citizen looks for what they came for: without tones, among hundreds; groups where many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hall import Pages, Served, start, write_config
from kioskpage import KioskPage

pytestmark = pytest.mark.browser
MANY = 500
LETTERS = "ABCDEFGHIJKLMNOPQ"
FIND = """async ([entries, typed]) => {
  const { find } = await import("/kiosk/static/search.js");
  return find(entries, typed).map(({ words }) => words);
}"""


def many_services() -> list[dict[str, Any]]:
    """Seventeen: two by themselves, the others in three groups; hundreds of examples."""
    groups = ["", "", *["mot"] * 5, *["hai"] * 5, *["ba"] * 5]
    return [
        {
            "id": f"s{index}",
            "letter": LETTERS[index],
            "name": {"vi": f"Lĩnh vực {index}", "en": f"Service {index}"},
            **({"group": group} if group else {}),
            "examples": [
                {"vi": f"Thủ tục đặc biệt {index} {n}", "en": f"Special case {index} {n}"}
                for n in range(MANY // len(groups))
            ],
        }
        for index, group in enumerate(groups)
    ]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("groups")
    services = many_services()
    groups = [{"id": id, "name": {"vi": f"Nhóm {id}"}} for id in ("mot", "hai", "ba")]
    counters = [{"id": 1, "services": [each["id"] for each in services], "zone": "hall"}]
    changes = {
        "voices.engines": [],
        "groups": groups,
        "services": services,
        "counters": counters,
    }
    settings = write_config(folder / "config.yaml", changes)
    running = start("demo", settings, folder / "data", folder / "log.txt")
    yield running
    running.stop()


def shipped(page: Any) -> Any:
    """What can be looked for, as the page knows it."""
    return json.loads(page.locator("#set-up").text_content() or "")["sought"]


def hits(kiosk: KioskPage) -> list[str]:
    return [str(words) for words in kiosk.page.locator("#found b").all_inner_texts()]


def test_what_one_comes_for_is_found_however_it_is_typed(served: Served, pages: Pages) -> None:
    kiosk = KioskPage(pages, served)
    kiosk.press("#seek")
    for typed in ("khai sinh", "KHAI SINH", "Khai sinh", "khai  si", "sinh khai"):
        kiosk.page.fill("#sought", typed)
        assert hits(kiosk)[0] == "Khai sinh", typed


def test_a_word_too_many_hides_nothing(served: Served, pages: Pages) -> None:
    page = KioskPage(pages, served).page
    wanted = {
        "đăng ký khai sinh": "Khai sinh",
        "dang ky khai sinh": "Khai sinh",
        "ddawng kys khai sinh": "Khai sinh",
        "giấy khai sinh": "Khai sinh",
        "làm khai sinh": "Khai sinh",
        "xin lam giay khai sinh cho be": "Khai sinh",
        "giấy khai si": "Khai sinh",
        "đăng ký kết hôn": "Kết hôn",
        "dang ki ket hon": "Kết hôn",
        "dang ky tam tru": "Đăng ký tạm trú",
        "xin phép xây nhà": "Cấp phép xây dựng nhà ở",
    }
    found = {typed: page.evaluate(FIND, [shipped(page), typed])[0] for typed in wanted}
    assert found == wanted


def test_only_when_no_word_is_known_nothing_is_found(served: Served, pages: Pages) -> None:
    page = KioskPage(pages, served).page
    assert page.evaluate(FIND, [shipped(page), "qqq khai sinh"]) == ["Khai sinh"]
    assert page.evaluate(FIND, [shipped(page), "qqq www"]) == []


def test_words_that_are_everywhere_weigh_nothing(served: Served, pages: Pages) -> None:
    page = KioskPage(pages, served).page
    names = ("Thủ tục nhà", "Thủ tục đất", "Thủ tục xe", "Việc khác của xe")
    entries = [{"service": "b", "words": words} for words in names]
    assert page.evaluate(FIND, [entries, "thủ tục xe"]) == ["Thủ tục xe", "Việc khác của xe"]
    assert page.evaluate(FIND, [entries, "thủ tục"]) == list(names[:3])


def test_from_the_screen_keys_to_the_number_in_the_line_of_what_was_found(
    served: Served, pages: Pages
) -> None:
    kiosk = KioskPage(pages, served)
    kiosk.press("#seek")
    assert len(hits(kiosk)) > 2, "usual things are offered before a letter is typed"
    kiosk.spell(*"khai", " ", *"sinh")
    assert kiosk.page.input_value("#sought") == "khai sinh"
    kiosk.press("#found .hit")
    assert kiosk.page.locator("#call [data-picked=name]").inner_text() == "Hộ tịch"
    kiosk.press("#call [data-do=back]")
    assert kiosk.screen() == "search"
    assert kiosk.page.input_value("#sought") == "khai sinh"
    kiosk.press("#found .hit")
    kiosk.press("#by-number")
    assert kiosk.number().startswith("B")
    kiosk.press("#done")
    assert kiosk.page.input_value("#sought") == ""


@pytest.mark.long
def test_an_english_page_is_searched_in_english(served: Served, pages: Pages) -> None:
    kiosk = KioskPage(pages, served)
    kiosk.press("[data-lang=en]")
    kiosk.page.wait_for_selector("html[lang=en]")
    kiosk.press("#seek")
    kiosk.page.fill("#sought", "birth")
    assert hits(kiosk) == ["Birth registration"]
    kiosk.page.fill("#sought", "qqq")
    kiosk.see("Nothing found")


def test_telex_and_plain_letters_find_the_same(served: Served, pages: Pages) -> None:
    page = KioskPage(pages, served).page
    entries = [{"service": "b", "words": words} for words in ("Hộ tịch", "Đất đai", "Sao y")]
    for typed in ("ho tich", "hooj tijch", "hộ tịch", "HỘ TỊCH"):
        assert page.evaluate(FIND, [entries, typed]) == ["Hộ tịch"], typed
    for typed in ("dat dai", "ddaats ddai", "đất"):
        assert page.evaluate(FIND, [entries, typed]) == ["Đất đai"], typed
    assert page.evaluate(FIND, [entries, " "]) == []


@pytest.mark.long
def test_five_hundred_things_to_do_are_told_apart_and_no_key_is_lost(
    crowded: Served, pages: Pages
) -> None:
    kiosk = KioskPage(pages, crowded)
    assert len(shipped(kiosk.page)) >= MANY - len(LETTERS)
    kiosk.press("#seek")
    kiosk.page.locator("#sought").press_sequentially("dac biet 16 7")
    assert hits(kiosk)[0] == "Thủ tục đặc biệt 16 7"
    kiosk.page.fill("#sought", "thu tuc")
    kiosk.see("Xin gõ thêm chữ")


def test_more_than_eight_services_stand_in_groups(crowded: Served, pages: Pages) -> None:
    kiosk = KioskPage(pages, crowded)
    tiles = kiosk.page.locator("#tiles button").filter(visible=True)
    assert tiles.count() == 5
    kiosk.press("[data-group=hai]")
    kiosk.see("Đã chọn: Nhóm hai.")
    assert tiles.count() == 5
    kiosk.press("#out")
    kiosk.press("[data-group=ba]")
    kiosk.choose("s13")
    kiosk.press("#call [data-do=back]")
    kiosk.see("Đã chọn: Nhóm ba.")
    kiosk.choose("s13")
    kiosk.press("#by-number")
    assert kiosk.number().startswith(LETTERS[13])
    kiosk.press("#done")
    assert kiosk.page.locator("[data-group=ba]").is_visible()


@pytest.mark.long
def test_whoever_leaves_a_group_or_a_search_leaves_nothing(crowded: Served, pages: Pages) -> None:
    kiosk = KioskPage(pages, crowded)
    kiosk.press("[data-group=mot]")
    kiosk.page.evaluate("import('/kiosk/static/deeds.js').then(({ deeds }) => deeds.done())")
    kiosk.page.evaluate("document.dispatchEvent(new Event('input'))")
    assert kiosk.page.locator("[data-group=mot]").is_visible()


def test_the_shipped_examples_are_in_both_languages(shipped_text: str) -> None:
    services = yaml.safe_load(shipped_text)["services"]
    assert all(each["examples"] for each in services)
    words = [example for each in services for example in each["examples"]]
    assert all(each["vi"] and each["en"] and each["vi"] != each["en"] for each in words)


@pytest.fixture
def shipped_text() -> str:
    return (Path(__file__).parents[1] / "config.yaml").read_text("utf-8")
