"""run.py kiosk slip, sheet: what a kiosk prints, as a picture, without a printer or a server."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import bootstrap
from commands.folders import add_config, add_data, data_folder

if TYPE_CHECKING:
    from PIL import Image

    from config import Config
    from kiosk.wording import Wording

MOST = 9999


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add_config(parser)
    add = parser.add_argument
    add("what", choices=["slip", "sheet"], help="phiếu số · tờ hướng dẫn thủ tục")
    add("file", type=Path, nargs="?", help="sheet: tệp .md trong procedures · a procedure's .md")
    add("--preview", type=Path, required=True, help="ghi ảnh PNG vào đây · the picture to write")
    add("--width", type=int, choices=[576, 384], help="giấy 80 mm, 58 mm · dots across")
    add("--language", default="vi", help="in thêm tiếng này: en, km … · this language too")
    add("--name", help="họ tên mẫu · a citizen's name")
    add("--service", help="id lĩnh vực; không ghi thì lĩnh vực đầu · default: the first")
    add("--number", type=int, default=7, help="số, 1–9999 · the number")
    add("--reprint", action="store_true", help="phiếu in lại · as a reprint")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """Exits 2 after one sentence when the picture cannot be drawn or written."""
    bootstrap.enter()
    from kiosk.bitmap import Bitmap

    if (args.what == "sheet") != (args.file is not None):
        bootstrap.fail(
            "Chỉ sheet mới cần tên tệp: run.py kiosk sheet TỆP.md --preview ẢNH.png.",
            "A file is given to sheet, and only to it.",
        )
    config = _config(args)
    image = (_sheet if args.what == "sheet" else _slip)(args, config, _wording(args, config))
    _write(Bitmap.of(image).image(), args.preview.absolute())
    return 0


def _slip(args: argparse.Namespace, config: Config, wording: Wording) -> Image.Image:
    from kiosk import example
    from kiosk.draw import draw

    known = [each.id for each in config.services if not each.retired]
    service = args.service or known[0]
    if service not in known:
        bootstrap.fail(
            f"Không có lĩnh vực “{service}”; có: {', '.join(known)}.", "No such service is known."
        )
    if not 1 <= args.number <= MOST:
        bootstrap.fail(f"--number phải từ 1 đến {MOST}.", f"--number: 1 to {MOST}.")
    facts = example.ticket(config, service, args.number, args.language, _now())
    width = _width(args, config)
    return draw(wording.slip(facts, name=args.name, width=width, reprint=args.reprint))


def _sheet(args: argparse.Namespace, config: Config, wording: Wording) -> Image.Image:
    from kiosk import procedure
    from kiosk.drawsheet import TooLongError, draw_sheet

    own = data_folder(args) / procedure.FOLDER / args.file
    width = _width(args, config)
    try:
        leaflet = procedure.read(args.file if args.file.exists() else own)
        sheet = wording.sheet(leaflet, language=args.language, width=width, at=_now())
        return draw_sheet(sheet)
    except procedure.NotALeaflet as reason:
        bootstrap.fail(reason.vietnamese, reason.english)
    except TooLongError:
        bootstrap.fail(
            "Tờ hướng dẫn dài hơn nửa mét giấy, hãy viết ngắn lại.",
            "The sheet is longer than half a metre of paper.",
        )


def _config(args: argparse.Namespace) -> Config:
    from config import ConfigMistakes, load

    own: Path = data_folder(args) / "config.yaml"
    try:
        return load(args.config or (own if own.exists() else bootstrap.HERE / "config.yaml"))
    except ConfigMistakes as mistakes:
        bootstrap.fail(str(mistakes), "")


def _wording(args: argparse.Namespace, config: Config) -> Wording:
    from kiosk import logo
    from kiosk.wording import Wording
    from web.address import base_url
    from web.catalogs import Catalogs

    web, named = config.web, config.slip.logo
    address = base_url(web.address, web.host, web.port, demo=False)
    catalogs = Catalogs(data_folder(args))
    try:
        picture = logo.read(data_folder(args) / named) if named else None
    except logo.LogoUnreadable as reason:
        bootstrap.fail(reason.vietnamese, f"{reason.english}.")
    return Wording(config, picture, address, False, catalogs)


def _width(args: argparse.Namespace, config: Config) -> int:
    """As asked for, or the paper of the office's first printer."""
    widths = (each.width for each in config.printers)
    return args.width or next(widths, 576)


def _write(image: Image.Image, file: Path) -> None:
    try:
        image.save(file, "PNG")
    except OSError as error:
        bootstrap.fail(f"Không ghi được {file}.", f"It cannot be written: {error.strerror}.")
    bootstrap.tell(f"{file} ({image.width} × {image.height})")


def _now() -> int:
    return round(time.time() * 1000)
