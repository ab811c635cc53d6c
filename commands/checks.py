"""What `run.py check` looks at. Every look answers in lines and leaves everything as it is."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from commands.languages import told as told_of_languages
from commands.printers import told
from config import Config, ConfigMistakes, load
from office import StoreUnusable
from office.inspect import inspect

DATABASE = "goiso.db"
MB = 1_000_000
LITTLE, TOO_LITTLE = 500 * MB, 50 * MB
ENOUGH_FILES = 4096


@dataclass(frozen=True)
class Line:
    """What is so, and what to do where it is not well."""

    state: Literal["ok", "warn", "fail"]
    vietnamese: str
    english: str = ""


@dataclass(frozen=True)
class Place:
    """The office's folder, which may not be there yet, and its settings if they can be read."""

    data: Path
    config: Config | None

    def settings(self) -> Config:
        assert self.config is not None, "asked only where the settings could be read"
        return self.config


Look = Callable[[Place], list[Line]]


def guarded(look: Look, place: Place) -> list[Line]:
    """The lines of one look; what it did not foresee is a line too, never a trace."""
    try:
        return look(place)
    except Exception as error:  # noqa: BLE001 - the other looks go on
        what = look.__name__
        return [Line("fail", f"Không kiểm tra được ({what}): {error}", f"{what} cannot be checked")]


def settings(file: Path) -> tuple[Config | None, list[Line]]:
    try:
        config = load(file)
    except ConfigMistakes as mistakes:
        told = [Line("fail", f"Cấu hình, {vi}", en) for vi, en in mistakes.lines]
        return None, [*told, Line("fail", f"Hãy sửa {file}.", "Mend that file.")]
    return config, [Line("ok", f"Cấu hình đúng: {file}", "the settings are right")]


def folder(place: Place) -> list[Line]:
    there = place.data
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return [
            Line(
                "fail",
                f"Không ghi được vào thư mục dữ liệu {place.data}; hãy cấp quyền ghi.",
                "the data folder cannot be written",
            )
        ]
    new = "" if there == place.data else " (sẽ được tạo khi chạy)"
    return [Line("ok", f"Thư mục dữ liệu {place.data}{new}", "the data folder")]


def space(place: Place) -> list[Line]:
    there = place.data
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    told, english = f"Ổ đĩa còn trống {free // MB:,} MB".replace(",", "."), "free space"
    if free < TOO_LITTLE:
        return [Line("fail", f"{told}: hãy dọn bớt ngay, sắp không ghi được số mới.", english)]
    if free < LITTLE:
        return [Line("warn", f"{told}: hãy dọn bớt.", english)]
    return [Line("ok", told, english)]


def database(place: Place) -> list[Line]:
    file = place.data / DATABASE
    if not file.exists():
        return [Line("ok", "Cơ sở dữ liệu chưa có, sẽ được tạo khi chạy", "no database yet")]
    try:
        damage = inspect(file).damage
    except StoreUnusable as error:
        damage = [str(error)]
    if damage:
        told = f"Cơ sở dữ liệu bị hỏng ({'; '.join(damage)}); hãy dừng máy chủ và lấy bản sao lưu."
        return [Line("fail", told, "the database is damaged: stop, and put back a copy")]
    return [Line("ok", "Cơ sở dữ liệu nguyên vẹn", "the database is whole")]


def clock(place: Place) -> list[Line]:
    file = place.data / DATABASE
    rules = place.config.rules if place.config else None
    behind = 60_000 * (rules.clock_behind if rules else 5)
    try:
        last = inspect(file).last_at if file.exists() else 0
    except StoreUnusable:
        return []
    if last - time.time() * 1000 > behind:
        told = "Đồng hồ máy chậm hơn sổ nhật ký; hãy chỉnh giờ, rồi chạy run.py clock confirm."
        return [Line("fail", told, "the clock is behind the journal")]
    zone = ZoneInfo(place.config.office.time_zone) if place.config else None
    return [Line("ok", f"Đồng hồ máy: {datetime.now(zone):%H:%M %d/%m/%Y}", "the clock")]


def files(_: Place) -> list[Line]:
    if sys.platform == "win32":
        return [Line("ok", "Số tệp mở: Windows không giới hạn", "open files: no limit")]
    import resource

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < ENOUGH_FILES:
        told = f"Chỉ mở được {hard} tệp; hãy nâng LimitNOFILE lên {ENOUGH_FILES}."
        return [Line("warn", told, "few open files are allowed")]
    return [Line("ok", "Số tệp mở được: đủ", "enough open files are allowed")]


def port(place: Place) -> list[Line]:
    web = place.settings().web
    served = _is_served(place.data, web.port)
    secure = [_port(web.host, web.tls.port, "web.tls.port", served)] if web.tls else []
    return [_port(web.host, web.port, "web.port", served), *secure]


def certificate(place: Place) -> list[Line]:
    from web.listeners import CannotServe, certified

    tls = place.settings().web.tls
    if tls is None:
        return []
    try:
        certified(tls, place.data)
    except CannotServe as reason:
        return [Line("fail", reason.vietnamese, reason.english)]
    return [Line("ok", "Chứng chỉ HTTPS dùng được", "the certificate can be used")]


def printers(place: Place) -> list[Line]:
    settings = place.settings()
    served = _is_served(place.data, settings.web.port)
    said = [told(each, place.data, served=served) for each in settings.printers]
    return [Line(*each) for each in said] or [Line("warn", "Chưa có máy in", "no printer")]


def languages(place: Place) -> list[Line]:
    said = told_of_languages(place.settings().languages, place.data)
    return [Line(*each) for each in said]


def packs(place: Place) -> list[Line]:
    """What is wrong with the recordings, and the languages that nobody can call in."""
    from voices.packs.shelf import Shelf

    shelf = Shelf(place.data / "voices")
    spoken, languages = shelf.phrases(), place.settings().languages
    unheard = [f"{name} ({code})" for code, name in languages.items() if code not in spoken]
    lines = [Line("warn", *fault) for fault in shelf.faults().values()]
    if unheard:
        told = f"Chưa có bộ giọng, chỉ gọi bằng tiếng Việt: {', '.join(unheard)}"
        lines.append(Line("warn", told, "no clip pack: these are called in Vietnamese alone"))
    return lines


def logo(place: Place) -> list[Line]:
    from kiosk.logo import LogoUnreadable, read

    named = place.settings().slip.logo
    if named is None:
        return []
    try:
        read(place.data / named)
    except LogoUnreadable as reason:
        return [Line("fail", reason.vietnamese, reason.english)]
    return [Line("ok", "Logo của phiếu in được", "the slip's logo can be printed")]


def procedures(place: Place) -> list[Line]:
    from commands.procedures import told

    return [Line(*each) for each in told(place.settings(), place.data)]


LARGER = {
    "media": "chọn layout: calls",
    "totem": "chọn layout: calls",
    "zones": "để một khu trong zones",
}
"""By layout: what shows larger numbers on the same screen."""


def displays(place: Place) -> list[Line]:
    from display.sizes import inches_for, is_too_small, layout_of, reach_m

    said = []
    for each in place.settings().displays:
        if not is_too_small(each):
            continue
        reach, inches = f"{reach_m(each):.1f}".replace(".", ","), ceil(inches_for(each))
        told = f"Bảng {each.id}: chỉ đọc được số cách {reach} m, ghế xa nhất cách"
        told += f" {each.viewing_distance_m:g} m. Hãy treo màn hình từ {inches} inch"
        plain = each.model_copy(update={"layout": "calls", "zones": each.zones[:1]})
        way = LARGER.get(layout_of(each))
        if way and not is_too_small(plain):
            told += f", kê ghế gần hơn, hoặc {way}"
        else:
            told += " hoặc kê ghế gần hơn"
        said.append(Line("warn", told + ".", f"display {each.id}: too small for its hall"))
    return said or [Line("ok", "Bảng gọi số đọc được từ ghế xa nhất", "displays are large enough")]


def voice(place: Place) -> list[Line]:
    from voices.cache import Cache
    from voices.chain import Chain
    from voices.reasons import in_words
    from voices.studio import Studio

    config = place.settings()
    if not config.voices.engines:
        return [Line("warn", "Giọng đọc đang tắt (voices.engines: [])", "the voice is off")]
    with tempfile.TemporaryDirectory("", "goiso-check-") as kept:
        chain = Chain(config.voices, place.data / "voices")
        studio = Studio(config.voices, config.phrases, Cache(Path(kept)), chain, {})
        try:
            studio.try_voice(patient=True)
        finally:
            chain.close()
    if studio.trouble:
        told = f"Giọng đọc không chạy: {in_words(studio.trouble)}. Loa sẽ chỉ có tiếng chuông."
        return [Line("fail", told, "there is no speech, calls are a chime only")]
    if failed := chain.failed():
        why = "; ".join(f"{step.engine}: {step.reason}" for step in failed)
        told = f"Đang đọc bằng giọng dự phòng, vì {in_words(why)}."
        return [Line("warn", told, "another voice speaks than the one that should")]
    return [Line("ok", "Giọng đọc chạy tốt", "the voice speaks")]


def speaker(place: Place) -> list[Line]:
    """Asks this computer's loudspeaker with silence, where a zone sounds from it."""
    from voices.reasons import in_words
    from voices.speaker import SILENCE, trouble

    if not any(zone.speaker == "server" for zone in place.settings().zones):
        return []
    if why := trouble(SILENCE):
        told = f"Loa máy chủ không kêu: {in_words(why)}."
        return [Line("warn", told, "this computer's loudspeaker, which zones name, does not sound")]
    return [Line("ok", "Loa máy chủ phát được", "this computer's loudspeaker takes sound")]


def _port(host: str, number: int, setting: str, served: bool) -> Line:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        if sys.platform != "win32":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, number))
        except OSError as error:
            if served:
                return Line("ok", f"Cổng {number}: máy chủ Gọi Số đang chạy", "served")
            told = f"Không mở được cổng {number} ({error.strerror}); hãy đổi {setting}."
            return Line("fail", told, "the port cannot be opened: choose another one")
    return Line("ok", f"Cổng {number} còn trống", "the port is free")


def _is_served(data: Path, port: int) -> bool:
    try:
        address = json.loads((data / "server.json").read_text("utf-8"))["address"]
    except (OSError, ValueError, LookupError):
        return False
    return str(address).endswith(f":{port}")
