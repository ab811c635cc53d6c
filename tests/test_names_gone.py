"""Three hundred people gave their names; after the day is closed no file and no log has one."""

from __future__ import annotations

import base64
import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import socketio
from hall import Served

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE = ("Thị Ánh", "Văn Đức", "Quốc", "Thị Mỹ", "Hữu", "Thị Bích")
GIVEN = ("Nhung", "Khánh", "Duyên", "Kiệt", "Phượng")
NAMES = [f"{family} {middle} {given}" for family in FAMILY for middle in MIDDLE for given in GIVEN]


def spellings(name: str) -> Iterator[bytes]:
    """Every way in which a program might have written the name down."""
    bare = unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, name)
        for text in (written, written.upper(), written.lower(), written.title()):
            yield text.encode()
            yield json.dumps(text)[1:-1].encode()
            yield quote(text).encode()
            yield quote(text, safe="").replace("%20", "+").encode()
            for order in ("utf-16-le", "utf-16-be"):
                yield text.encode(order)
            for start in range(3):
                # The letters that do not depend on what stands before and after.
                code = base64.b64encode(b"\0" * start + text.encode())
                yield code[(0, 2, 3)[start] : -4]
    for text in (bare, bare.upper(), bare.lower(), bare.replace(" ", "-").lower()):
        yield text.encode()


def found_in(folder: Path, names: list[str]) -> list[str]:
    """What of the names lies in which file of the folder."""
    wanted = {spelling: name for name in names for spelling in spellings(name)}
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            kept = file.read_bytes()
            found += [f"{file.name}: {name}" for text, name in wanted.items() if text in kept]
    return found


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh Nhung", "Đỗ Hữu Khánh"])
def test_the_search_finds_a_name_however_it_is_written(name: str, tmp_path: Path) -> None:
    ways = [
        unicodedata.normalize("NFD", name).encode(),
        json.dumps({"a": name}).encode(),
        quote(name).encode(),
        name.upper().encode("utf-16-le"),
        *(base64.b64encode(b"x" * before + name.encode() + b"yyy") for before in range(3)),
    ]
    for number, way in enumerate(ways):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "kept").write_bytes(b"before " + way + b" after")
        assert found_in(folder, [name]), way


@pytest.mark.long
def test_no_file_and_no_log_has_a_name_after_the_day_is_closed(
    serving: Callable[..., Served], tmp_path: Path
) -> None:
    paper = tmp_path / "paper.bin"
    printer = {"id": "p1", "type": "file", "path": str(paper)}
    served = serving({"voices.engines": ["espeak"], "printers": [printer]})
    names = list(NAMES)
    random.Random(91).shuffle(names)
    for number, name in enumerate(names):
        if number == 150:
            served.kill()
            served.again()
        taken = served.post(
            "/kiosk/tickets", {"service": "chung-thuc", "name": name, "say_name": True}
        )
        assert taken.status_code == 201
        assert name not in taken.text
    played = heard(served)
    assert played, "some of them were called by name"
    assert found_in(served.data, names[:9]), "until the day is closed the names are there"
    key = (served.data / "control.key").read_text("ascii")
    closed = served.post("/control/day-closes", {"early": True}, headers={"X-Goiso-Key": key})
    assert closed.status_code == 201, closed.text
    served.stop()
    assert found_in(served.data, names) == []
    assert found_in(served.log.parent, names) == []
    assert served.log.stat().st_size > 0


def heard(served: Served) -> list[int]:
    """The calls that a sounding display was sent: three counters call by name."""
    played: list[int] = []

    def play(data: dict[str, Any]) -> None:
        assert served.get(data["url"]).ok
        played.append(data["seq"])
        screen.emit("ended", {"seq": data["seq"]})

    screen = socketio.Client(reconnection=False)
    screen.on("play", play)
    screen.connect(served.base, transports=["websocket"])
    screen.call("watch", {"room": "board-tv1"}, timeout=10)
    screen.emit("sound", {"on": True, "zone": "hall"})
    for counter in (1, 2, 3):
        assert served.post(f"/counter/{counter}/calls").status_code == 201
    for _ in range(200):
        if len(played) == 3:
            break
        screen.sleep(0.1)
    screen.disconnect()
    return played
