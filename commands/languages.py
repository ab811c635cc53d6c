"""run.py languages [CODE]: what is translated, and the file for a further language."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import bootstrap
from commands.folders import add_data, data_folder

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

Said = tuple[Literal["ok", "warn", "fail"], str, str]
READ_BY_CITIZENS = ("kiosk", "phone", "display", "web")


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    parser.add_argument("code", nargs="?", help="mã tiếng, ví dụ km · a language's code")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """With a code: writes or completes <data>/translations/<code>.po. Exits 2 after a sentence."""
    bootstrap.enter()
    folder = data_folder(args) / "translations"
    if args.code:
        _write(folder, args.code)
    for written in sorted(folder.glob("*.po")):
        _tell(written)
    return 0


def told(names: Mapping[str, str], data: Path) -> list[Said]:
    """State, Vietnamese, English of each language that the settings add. It changes nothing."""
    from web.catalogs import BadCatalog, compiled_of, has_locale

    said: list[Said] = []
    for code, name in names.items():
        written = data / "translations" / f"{code}.po"
        try:
            if has_locale(code) and written.is_file():
                compiled_of(written)
                said.append(("ok", f"Tiếng {name}: có bản dịch", "its translation can be used"))
                continue
            vietnamese = f"Tiếng {name} chưa có bản dịch, màn hình hiện tiếng Việt"
            said.append(("warn", vietnamese, "no translation yet: its pages are in Vietnamese"))
        except (BadCatalog, OSError) as fault:
            vietnamese = f"Không dùng được {written}, màn hình hiện tiếng Việt: {fault}"
            said.append(("fail", vietnamese, "the translation cannot be used"))
    return said


def _write(folder: Path, code: str) -> None:
    from babel.messages.pofile import write_po

    from web.catalogs import has_locale

    if not has_locale(code):
        bootstrap.fail(
            f"Máy chủ không biết cách viết ngày, số bằng tiếng “{code}”: chưa làm được màn hình "
            "tiếng đó. Lời gọi bằng tiếng đó thì được: xem docs/voices.md.",
            f'Nothing is known of a language "{code}"; it can be announced, but not shown.',
        )
    place = folder / f"{code}.po"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        whole = _with_what_is_there(_template(code), place)
        spare = place.with_suffix(".po.tmp")
        with spare.open("wb") as file:
            write_po(file, whole, width=0)
        spare.replace(place)
    except (OSError, ValueError) as fault:
        bootstrap.fail(f"Không ghi được {place}: {fault}", "The file cannot be written.")


def _template(code: str) -> Catalog:
    """Every sentence that citizens read, with the English beside it."""
    from babel.messages.catalog import Catalog

    from web.catalogs import ROOT

    whole = Catalog(locale=code, project="Gọi Số", charset="utf-8")
    for surface in READ_BY_CITIZENS:
        for each in _read(ROOT / surface / "translations" / "en" / "LC_MESSAGES" / "messages.po"):
            if each.id:
                whole.add(each.id, user_comments=[f"en: {each.string}"])
    return whole


def _with_what_is_there(whole: Catalog, place: Path) -> Catalog:
    if place.is_file():
        for each in _read(place):
            if each.id in whole:
                whole[each.id].string = each.string
    return whole


def _tell(written: Path) -> None:
    from web.catalogs import BadCatalog, compiled_of

    try:
        compiled_of(written)
        sentences = [each for each in _read(written) if each.id]
    except (BadCatalog, OSError) as fault:
        bootstrap.fail(f"Không dùng được {written}: {fault}", "The file cannot be used.")
    done = sum(bool(each.string) for each in sentences)
    bootstrap.tell(f"{written}: {done}/{len(sentences)} câu đã dịch · sentences translated")


def _read(written: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with written.open("rb") as file:
        return read_po(file)
