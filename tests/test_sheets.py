"""Which sheets there are, and who may have one printed: files, languages, limits, repeats."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import get_ident
from typing import Any

import leaflets
import pytest
from hall import Client, HallClock
from sqlite_utils import Database, Migrations

from commands.procedures import told
from config import Config
from kiosk import procedure, records
from kiosk.job import Wanted
from kiosk.leaflets import Leaflets
from kiosk.procedure import Leaflet
from office import Store
from web.built import Built

SERVICES = {"ho-tich", "chung-thuc"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return leaflets.write(tmp_path)


@pytest.fixture
def kiosk(built: Built, client: Client) -> Client:
    leaflets.write(built.parts.data)
    return client


def ask(kiosk: Client, place: str = "sheets", **wish: Any) -> tuple[int, dict[str, Any]]:
    answer = kiosk.post(f"/kiosk/{place}", json=wish)
    return answer.status_code, answer.get_json()


def ended(built: Built) -> None:
    """As if the printer had printed all that waits."""
    store = built.parts.store
    with store.transaction() as tx:
        tx.execute("UPDATE print_jobs SET state = 'printed', ended_at = 1 WHERE ended_at IS NULL")


def test_a_sheet_that_is_not_written_in_a_language_is_offered_in_vietnamese(folder: Path) -> None:
    shelf = Leaflets(folder, SERVICES)
    assert [(o.id, o.service, o.title, o.lang) for o in shelf.offered("en")] == [
        ("ho-tich", "ho-tich", "Birth registration", "en"),
        ("chung-thuc", "chung-thuc", "Chứng thực bản sao", "vi"),
        ("ket-hon", "ho-tich", "Đăng ký kết hôn", "vi"),
    ]
    about = next(o.leaflet for o in shelf.offered("vi") if o.id == "ho-tich")
    assert (str(about.updated), about.source) == ("2026-03-01", "Quyết định 12/QĐ-UBND")


def test_the_office_writes_and_deletes_leaflets_while_it_is_served(folder: Path) -> None:
    shelf = Leaflets(folder, SERVICES)
    assert len(shelf.offered("vi")) == 3
    (folder / "ket-hon.vi.md").unlink()
    leaflets.write(folder.parent, {"chung-thuc.vi.md": "# Sao y, viết lại\n\n- [ ] Bản chính\n"})
    assert [each.title for each in shelf.offered("vi")] == ["Sao y, viết lại", "Đăng ký khai sinh"]
    assert Leaflets(folder / "none", SERVICES).offered("vi") == []


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("Khai sinh.vi.md", "# A\n\nb", 0, "is called"),
        ("ho-tich.md", "# A\n\nb", 0, "is called"),
        ("la.vi.md", "# A\n\nb", 1, "No such service"),
        ("la.vi.md", "service: ../ho-tich\n# A\n\nb", 1, "No such service"),
        ("ho-tich.vi.md", "lời dẫn\n# A\n\nb", 1, "Before"),
        ("ho-tich.vi.md", "\nupdated: hôm qua\n# A\n\nb", 2, "year-month-day"),
        ("ho-tich.vi.md", "# " + "a" * 161 + "\n\nb", 1, "title is longer"),
        ("ho-tich.vi.md", "# A\n\nb\n\n" + "c" * 401, 5, "paragraphs"),
        ("ho-tich.vi.md", "# A\n\n" + "x\n" * 9000, 0, "16 kB"),
    ],
)
def test_a_bad_file_is_not_offered_and_says_where_it_is_wrong(
    tmp_path: Path, name: str, text: str, line: int, reason: str
) -> None:
    shelf = Leaflets(leaflets.write(tmp_path, {name: text}), SERVICES)
    assert shelf.offered("vi") == []
    [(file, fault)] = shelf.faults()
    assert (file.name, fault.line) == (name, line)
    assert reason in fault.english


def test_check_names_the_file_and_the_line_of_what_cannot_be_printed(
    tmp_path: Path, shipped: Config
) -> None:
    assert told(shipped, tmp_path) == []
    folder = leaflets.write(tmp_path)
    assert [state for state, *_ in told(shipped, tmp_path)] == ["ok"]
    long = "# Dài\n\n" + f"{'to khai ' * 49}\n\n" * 30
    texts = {"la.vi.md": "# A\n\nb", "cu-tru.vi.md": long, "dat-dai.en.md": "# Land\n\n- a\n"}
    leaflets.write(tmp_path, texts)
    lines = {(state, vietnamese) for state, vietnamese, _ in told(shipped, tmp_path)}
    named = [
        ("fail", f"Tờ hướng dẫn {folder / 'la.vi.md'}, dòng 1: Không có lĩnh vực này"),
        ("fail", f"Tờ hướng dẫn {folder / 'cu-tru.vi.md'} dài hơn nửa mét giấy"),
        ("warn", "Tờ hướng dẫn dat-dai: chưa có bản tiếng Việt."),
    ]
    assert len(lines) == 3
    for state, words in named:
        assert any(each[0] == state and each[1].startswith(words) for each in lines), words


def test_check_offers_no_sheet_of_a_service_that_is_gone(tmp_path: Path, shipped: Config) -> None:
    leaflets.write(tmp_path, {"cu-tru.vi.md": "# Cư trú\n\n- [ ] Tờ khai\n"})
    gone = [s.model_copy(update={"retired": s.id == "cu-tru"}) for s in shipped.services]
    config = shipped.model_copy(update={"services": tuple(gone)})
    [(state, vietnamese, _)] = told(config, tmp_path)
    assert state == "fail" and "Không có lĩnh vực này" in vietnamese


def test_the_servers_loop_reads_no_leaflets_when_the_page_asks(
    kiosk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = set()

    def read(file: Path) -> Leaflet:
        readers.add(get_ident())
        return procedure.read(file)

    monkeypatch.setattr("kiosk.leaflets.read", read)
    assert len(kiosk.get("/kiosk/sheets").get_json()["sheets"]) == 3
    assert readers and get_ident() not in readers


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_or_a_lost_link_is_no_leaflet_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    folder = leaflets.write(tmp_path, {})
    os.mkfifo(folder / "ho-tich.vi.md")
    (folder / "chung-thuc.vi.md").symlink_to("/dev/zero")
    (folder / "ket-hon.vi.md").symlink_to(folder / "none")
    shelf = Leaflets(folder, SERVICES)
    assert shelf.offered("vi") == []
    assert len(shelf.faults()) == 3


def test_a_sheet_is_asked_for_by_its_procedure_or_the_only_one_of_its_service(
    built: Built, kiosk: Client
) -> None:
    shown = kiosk.get("/kiosk/sheets?lang=en").get_json()["sheets"]
    assert shown[0] == {
        "id": "ho-tich", "service": "ho-tich", "title": "Birth registration", "lang": "en",
    }  # fmt: skip
    status, body = ask(kiosk, procedure="ket-hon", language="en")
    assert (status, body["sheet"]["lang"], body["print"]["state"]) == (201, "vi", "queued")
    ended(built)
    assert ask(kiosk, service="ho-tich")[1]["error"] == "which_sheet"
    assert ask(kiosk, service="bao-tro")[0] == 404
    assert ask(kiosk, procedure="../config")[0] == 404


def test_a_child_does_not_empty_the_roll(built: Built, kiosk: Client, clock: HallClock) -> None:
    def printed(**more: Any) -> Any:
        status, body = ask(kiosk, procedure="ho-tich", **more)
        ended(built)
        return status if status == 201 else body["error"]

    token = kiosk.post("/kiosk/tickets", json={"service": "ho-tich"}).get_json()["ticket"]["token"]
    for _ in range(3):
        assert printed(token=token) == 201
        assert printed() == "sheets_soon"
        clock.ahead(seconds=11)
    assert printed(token=token) == "sheets_used"
    for _ in range(57):
        assert printed() == 201
        clock.ahead(seconds=11)
    assert printed() == "sheets_used"
    assert ask(kiosk, "guide/sheets", procedure="ho-tich")[0] == 201, "the guide may"
    clock.ahead(hours=1)
    ended(built)
    assert printed() == 201


def test_a_repeat_answers_the_same_job(kiosk: Client) -> None:
    first, again = (ask(kiosk, procedure="ho-tich", key="a") for _ in range(2))
    assert (first[0], again[0]) == (201, 200)
    assert again[1] == {**first[1], "replayed": True}
    assert ask(kiosk, procedure="ket-hon", key="a")[0] == 422
    assert ask(kiosk, procedure="ho-tich", token="nobodys")[0] == 404


def test_the_slips_of_an_office_from_before_there_were_sheets_are_kept(tmp_path: Path) -> None:
    old = Migrations("kiosk")
    for step in (records.print_jobs, records.printers):
        old()(step)
    store = Store(tmp_path / "office.db", bound=False)
    store.migrate(old)
    with store.transaction() as tx:
        for state, ended_at in (("printed", 2), ("printed", 2), ("queued", None)):
            tx.execute(
                "INSERT INTO print_jobs (day, ticket, kiosk, printer, reprint, state, queued_at,"
                " ended_at) VALUES ('2026-03-10', 7, 'k1', 'p1', 0, ?, 1, ?)",
                (state, ended_at),
            )
        tx.execute("UPDATE print_jobs SET instead = 2 WHERE id = 1")
        tx.execute("DELETE FROM print_jobs WHERE id = 2")
        tx.execute("UPDATE sqlite_sequence SET seq = 900 WHERE name = 'print_jobs'")
    jobs = records.Jobs(store)
    first, last = jobs.get(1), jobs.next("p1")
    assert first and (first.ticket, first.sheet, first.instead) == (7, None, None)
    assert last and (last.id, last.state) == (3, "queued")
    with store.transaction() as tx:
        wanted = Wanted("2026-03-10", 8, "k1", "p1", 4)
        assert jobs.add(tx, wanted) == 901, "no id is given twice"
    assert [name for name in Database(tmp_path / "office.db").table_names() if "anew" in name] == []
    store.close()
