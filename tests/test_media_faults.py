"""What stands in the way of a file for the screens: no room, no disk, a crash, a reload."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hall import Client, HallClock
from mediafiles import board, folder, listed, pdf, picture, send

from commands.checks import Place
from commands.media import media as checked
from config import Config
from display.media import intake, media
from display.media.folder import Folder
from office import Office, StoreUnusable
from web import house
from web.app import create_app
from web.built import Built


def test_a_full_list_a_full_folder_and_a_full_disk_are_said(
    client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "KEPT_FREE", 1 << 60)
    full = send(client, picture())
    assert (full.status_code, full.json["fault"]) == (422, "media_disk")
    monkeypatch.setattr(intake, "KEPT_FREE", 0)
    monkeypatch.setattr(media, "MOST_FRAMES", 2)
    assert send(client, pdf(3)).json["error"] == "too_many_media"
    assert send(client, pdf(2)).status_code == 201
    assert send(client, picture()).json["error"] == "too_many_media"
    refused = client.post("/display/media/texts", json={"title": "a", "text": "b"})
    assert refused.json["error"] == "too_many_media"
    assert len(folder(built)) == 2


def test_a_file_is_on_its_way_before_the_disk_is_asked(
    client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is asked beside the hub: meanwhile another file or a reload must know of it."""
    [taking] = [worker for worker in built.workers if isinstance(worker, intake.Intake)]
    busy: list[bool] = []

    def free(_: Folder) -> int:
        busy.append(taking.busy())
        return 1 << 60

    monkeypatch.setattr(Folder, "free", free)
    assert send(client, picture()).status_code == 201
    assert busy == [True] and not taking.busy()


def test_a_file_that_is_sent_again_after_its_answer_was_lost_is_there_once(
    client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = send(client, picture(), key="a")
    monkeypatch.setattr(media, "MOST", 1)
    again = send(client, picture(), key="a")
    assert (again.status_code, again.json) == (201, once.json)
    other = send(client, picture(), "Khác.png", key="a")
    assert (other.status_code, other.json["error"]) == (422, "key_reused")
    assert send(client, picture(), key="b").json["error"] == "too_many_media"
    assert len(listed(built)) == len(folder(built)) == 1


def test_a_file_that_is_sent_again_while_it_is_still_on_its_way_is_there_once(
    client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive, inner = intake.Intake._receive, []

    def slowly(*args: Any) -> None:
        monkeypatch.setattr(intake.Intake, "_receive", receive)
        inner.append(send(client, picture(), key="a"))
        receive(*args)

    monkeypatch.setattr(intake.Intake, "_receive", slowly)
    outer = send(client, picture(), key="a")
    assert inner[0].json == outer.json
    assert len(listed(built)) == len(folder(built)) == 1


def test_a_text_that_is_sent_again_is_there_once(client: Client, built: Built) -> None:
    text = {"title": "Nghỉ lễ", "text": "Hết thứ Ba.", "key": "a"}
    once = client.post("/display/media/texts", json=text).json
    client.post(f"/display/media/{once['id']}/changes", json={"title": "Nghỉ"})
    assert client.post("/display/media/texts", json=text).json == once
    other = client.post("/display/media/texts", json={**text, "text": "Hết thứ Tư."})
    assert other.json["error"] == "key_reused"
    assert [item["title"] for item in listed(built)] == ["Nghỉ"]


def test_a_disk_that_does_not_answer_is_said(
    client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: Folder) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Folder, "free", breaks)
    refused = send(client, picture())
    assert (refused.status_code, refused.json["fault"]) == (422, "media_disk")
    assert send(client, picture()).json["fault"] == "media_disk"


@pytest.mark.parametrize("fault", ["the disk", "the database"])
def test_a_fault_on_the_way_in_leaves_neither_file_nor_row(
    fault: str, client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise OSError(28, "no space") if fault == "the disk" else StoreUnusable("x", "disk_full")

    with monkeypatch.context() as broken:
        if fault == "the disk":
            broken.setattr(Folder, "take_in", breaks)
        else:
            broken.setattr(Office, "put_on_screens", breaks)
        answer = send(client, picture())
    assert answer.status_code == (422 if fault == "the disk" else 503)
    assert (board(built), folder(built)) == ([], [])
    assert send(client, picture()).status_code == 201


def test_a_page_that_cannot_be_moved_takes_the_others_with_it(
    client: Client, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a virus scanner on Windows holds it."""
    move = Path.replace

    def stuck(self: Path, target: Path) -> Path:
        if self.stem == "2":
            raise PermissionError(13, "in use")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", stuck)
    assert send(client, pdf(3)).json["fault"] == "media_disk"
    assert folder(built) == []


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    few = shipped.media.model_copy(update={"largest_mb": 1, "total_mb": 10})
    config = shipped.model_copy(update={"media": few})
    built = create_app(
        config, tmp_path, demo=True, address="http://127.0.0.1:8000", clock=clock, bound=False
    )
    client = Client(built.app, built.app.response_class)
    assert send(client, bytes(1_000_000)).json["fault"] == "media_unknown"
    large = send(client, bytes(1_000_001))
    assert (large.status_code, large.json["error"]) == (413, "media_large")
    assert folder(built) == []
    built.stop()


def test_what_a_crash_left_is_swept_at_the_start_and_a_lost_file_is_told(
    shipped: Config, clock: HallClock, tmp_path: Path
) -> None:
    def begun() -> tuple[Built, Client]:
        built = create_app(
            shipped, tmp_path, demo=True, address="http://127.0.0.1:8000", clock=clock, bound=False
        )
        return built, Client(built.app, built.app.response_class)

    built, client = begun()
    kept = send(client, picture(), "Còn.png").json["id"]
    lost = send(client, pdf(2), "Mất.pdf").json["id"]
    built.stop()
    orphan = tmp_path / "media" / ("0" * 24 + "-1.jpg")
    orphan.write_bytes(b"x")
    (tmp_path / "media" / "incoming-1").mkdir()
    (tmp_path / "media" / "incoming-1" / "file").write_bytes(b"half")
    others = tmp_path / "media" / "của tôi.txt"
    others.write_text("x", "utf-8")
    page = next((tmp_path / "media").glob("*-2.jpg"))
    page.unlink()
    built, client = begun()
    assert not orphan.exists() and others.exists()
    assert list((tmp_path / "media").glob("incoming-*")) == []
    assert [frame["id"] for frame in board(built)] == [kept]
    assert [(item["id"], item["missing"]) for item in listed(built)] == [
        (kept, False),
        (lost, True),
    ]
    lines = checked(Place(tmp_path, shipped))
    assert [line.state for line in lines] == ["ok", "warn"]
    assert "2 mục" in lines[0].vietnamese and "“Mất”" in lines[1].vietnamese
    built.stop()
    assert [line.state for line in checked(Place(tmp_path, shipped))] == ["ok", "warn"]


def test_a_reload_of_the_settings_waits_for_a_file_on_its_way(built: Built) -> None:
    [taking] = [worker for worker in built.workers if isinstance(worker, intake.Intake)]
    client = Client(built.app, built.app.response_class)
    taking.rest(True)
    assert send(client, picture()).json["error"] == "media_busy"
    taking.rest(False)
    assert send(client, picture()).status_code == 201
    assert not taking.busy()
    assert built.parts.office.events_after(0)[-1].kind == "media_added"


def test_a_reload_that_waits_for_a_file_in_vain_holds_up_no_call(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may take minutes; a slip and a call are seconds away from their end."""

    class Asked:
        def __init__(self, busy: bool) -> None:
            self.told: list[bool] = []
            self._busy = busy

        def rest(self, resting: bool) -> None:
            self.told.append(resting)

        def busy(self) -> bool:
            return self._busy

    at = [isinstance(worker, intake.Intake) for worker in built.workers].index(True)
    workers = [Asked(n == at) for n in range(len(built.workers))]
    monkeypatch.setattr(house, "WORK_SECONDS", 0.1)
    config = built.parts.config
    wished = config.model_copy(update={"media": config.media.model_copy(update={"seconds": 20})})
    kept = house.House(lambda *_: built, lambda: wished)
    kept.built = replace(built, workers=tuple(workers))
    with pytest.raises(house.NotNow):
        kept.reload()
    assert [worker.told for worker in workers] == [
        [True, False] if worker.busy() else [False] for worker in workers
    ]
