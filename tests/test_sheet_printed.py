"""A procedure's sheet comes out of the kiosk's printer: whole, after the slips, never twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import leaflets
import pytest
from agentpc import job_is
from fake_printer import FakePrinter, Paper
from hall import HallClock, Served
from pressroom import Room, room_with, until
from two_kiosks import tokens

from config import Config
from kiosk.bitmap import Bitmap
from kiosk.drawsheet import draw_sheet
from kiosk.posts import SheetWish
from kiosk.sheets import Sheets
from kiosk.wording import Wording
from office import Refused


@pytest.fixture(autouse=True)
def written(tmp_path: Path) -> None:
    leaflets.write(tmp_path)


def ask(room: Room, procedure: str = "ho-tich", **more: str) -> int:
    wish = SheetWish.model_validate({"procedure": procedure, **more})
    return Sheets(room.parts, room.press).print(wish, "k1", staff=True)[1].id


def drawn(room: Room, procedure: str, language: str = "vi") -> Bitmap:
    """The sheet as it is printed now, by the tests' own clock."""
    [found] = (o for o in room.press.leaflets.offered(language) if o.id == procedure)
    wording = Wording(room.config, None, "http://192.168.1.20:8000", False)
    at = room.office.now()
    made = wording.sheet(found.leaflet, language=language, width=576, at=at)
    return Bitmap.of(draw_sheet(made))


def begins(paper: Paper, wanted: Bitmap) -> bool:
    """Are these exactly its dots, before what is fed for the cut?"""
    top = paper.image.crop((0, 0, wanted.width, len(wanted.data) // (wanted.width // 8)))
    return Bitmap.of(top) == wanted


def cut(fake: FakePrinter, wanted: Bitmap) -> int:
    """How many whole papers are this sheet."""
    return sum(begins(paper, wanted) for paper in fake.papers if paper.cut)


def test_the_sheet_comes_out_dot_by_dot(room: Room, fake: FakePrinter) -> None:
    room.wait(ask(room), "printed")
    room.wait(ask(room, language="en"), "printed")
    room.wait(ask(room, "chung-thuc", language="en"), "printed")
    for procedure, language in (("ho-tich", "vi"), ("ho-tich", "en"), ("chung-thuc", "en")):
        assert cut(fake, drawn(room, procedure, language)) == 1
    assert fake.strays == b""


def test_every_slip_that_waits_goes_before_a_sheet(room: Room, fake: FakePrinter) -> None:
    fake.behave(paper=False)
    sheet = ask(room)
    room.wait(sheet, "queued", trouble="paper")
    slips = [room.take()[1] for _ in range(2)]
    fake.behave(paper=True)
    room.wait(sheet, "printed")
    assert [room.press.facts(job)["state"] for job in slips] == ["printed"] * 2
    wanted = drawn(room, "ho-tich")
    assert [begins(paper, wanted) for paper in fake.papers] == [False, False, True]


def test_paper_that_ends_within_a_sheet_leaves_it_unsure_and_the_next_slip_whole(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(paper_rows=200)
    sheet = ask(room)
    assert room.wait(sheet, "unsure")["trouble"] == "paper"
    fake.behave(paper=True, paper_rows=None)
    _, slip = room.take()
    room.wait(slip, "printed")
    assert room.press.facts(sheet)["state"] == "unsure"
    assert cut(fake, drawn(room, "ho-tich")) == 0
    # Asked for once more it is printed once more: it is nobody's number.
    room.wait(ask(room), "printed")
    assert cut(fake, drawn(room, "ho-tich")) == 1


def test_a_sheet_older_than_ninety_seconds_is_not_printed(room: Room, fake: FakePrinter) -> None:
    fake.behave(cover=True)
    sheet = ask(room)
    room.wait(sheet, "queued", trouble="cover")
    room.clock.ahead(seconds=91)
    room.wait(sheet, "expired")
    fake.behave(cover=False)
    _, slip = room.take()
    room.wait(slip, "printed")
    assert cut(fake, drawn(room, "ho-tich")) == 0


def test_after_a_power_cut_a_sheet_that_was_printing_is_unsure_and_stays_so(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(row_seconds=0.05)
    sheet = ask(room)
    room.wait(sheet, "printing")
    # A second start on the same records sees what a killed server leaves behind.
    second = room.start(at_work=False)
    assert second.facts(sheet)["state"] == "unsure"
    assert second.jobs.next("p1") is None
    fake.behave(refuse=True)


def test_what_the_office_wrote_a_moment_ago_is_what_is_printed(
    room: Room, fake: FakePrinter, tmp_path: Path
) -> None:
    room.wait(ask(room), "printed")
    leaflets.write(tmp_path, {leaflets.BIRTH: "# Khai sinh, viết lại\n\nMang giấy chứng sinh.\n"})
    room.wait(ask(room), "printed")
    assert cut(fake, drawn(room, "ho-tich")) == 1
    assert len(fake.papers) == 2


def test_a_file_that_went_meanwhile_is_a_sheet_that_failed_and_keeps_no_slip(
    room: Room, fake: FakePrinter, tmp_path: Path
) -> None:
    room.press.crew.rest(True)
    sheet = ask(room)
    (tmp_path / "procedures" / leaflets.BIRTH).unlink()
    (tmp_path / "procedures" / "ho-tich.en.md").unlink()
    room.press.crew.rest(False)
    room.wait(sheet, "failed")
    _, slip = room.take()
    room.wait(slip, "printed")


def test_the_slip_of_a_ticket_is_still_its_last_job_after_a_sheet(room: Room) -> None:
    ticket, slip = room.take()
    room.wait(slip, "printed")
    sheet = ask(room, token=ticket.token)
    assert room.press.job_of(ticket) == slip
    room.wait(sheet, "printed")
    again = room.press.reprint(ticket, "k1")
    assert again not in (None, slip, sheet)


def test_one_key_is_one_sheet_and_one_sheet_is_under_way_at_a_time(
    room: Room, fake: FakePrinter
) -> None:
    fake.behave(paper=False)
    sheet = ask(room, key="a")
    assert ask(room, key="a") == sheet
    with pytest.raises(Refused, match="key_reused"):
        ask(room, "chung-thuc", key="a")
    with pytest.raises(Refused, match="sheet_under_way"):
        ask(room, "chung-thuc", key="b")
    fake.behave(paper=True)
    room.wait(sheet, "printed")
    assert ask(room, key="a") == sheet
    assert len(fake.wait(1)) == 1
    assert [job["label"] for job in room.press.printers()[0]["jobs"]] == ["Tờ hướng dẫn"]


def test_nothing_waits_for_a_printer_that_the_settings_name_no_more(room: Room) -> None:
    room.stop()
    room.start(at_work=False)
    (ticket, slip), sheet = room.take(), ask(room)
    room.stop()
    config = room.config
    printer, kiosk = config.printers[0], config.kiosks[0]
    room.config = config.model_copy(
        update={
            "printers": (printer.model_copy(update={"id": "p9"}),),
            "kiosks": (kiosk.model_copy(update={"printer": "p9"}),),
        }
    )
    room.config._always_open = True
    press = room.start(at_work=False)
    assert [press.facts(job)["state"] for job in (slip, sheet)] == ["expired", "expired"]
    assert press.reprint(ticket, "k1") and ask(room), "both may be asked for again"


def test_a_kiosk_without_a_printer_prints_no_sheet(
    shipped: Config, tmp_path: Path, clock: HallClock
) -> None:
    room = room_with({"type": "dummy"}, shipped, tmp_path, clock)
    kiosks = (room.config.kiosks[0].model_copy(update={"printer": None}),)
    room.config = room.config.model_copy(update={"kiosks": kiosks})
    room.start(at_work=False)
    with pytest.raises(Refused, match="no_printer"):
        ask(room)
    room.stop()


@pytest.mark.long
def test_a_server_killed_within_a_sheet_never_prints_it_again(
    serving: Callable[..., Served], fake: FakePrinter
) -> None:
    wired = {"id": "p1", "type": "network", "host": "127.0.0.1", "port": str(fake.port)}
    served = serving({"printers": [wired]})
    leaflets.write(served.data)
    fake.behave(row_seconds=0.01)
    sheet = served.post("/kiosk/sheets", {"procedure": "ho-tich"}).json()["print"]["job"]
    until(lambda: fake.hanging is not None)
    served.kill()
    fake.behave(row_seconds=0)
    served.again()
    slip = served.post("/kiosk/tickets", {"service": "chung-thuc", "key": "a"}).json()
    until(lambda: job_is(served, str(slip["print"]["job"])) == ("printed", None))
    assert job_is(served, str(sheet)) == ("unsure", "offline")
    assert tokens(fake) == [slip["ticket"]["token"]]
