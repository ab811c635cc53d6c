"""run.py voices pack, import, export: clip packs made, brought in and taken out."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import bootstrap
from commands.folders import add_config, add_data, data_folder

if TYPE_CHECKING:
    from config import Config
    from settings.said import Said
    from voices.packs.keep import Needs


MACHINE = "may-doc"
PAPER = "to-doc.html"


def add_pack(parser: argparse.ArgumentParser) -> None:
    add_data(parser)
    add_config(parser)
    parser.add_argument("--out", type=Path, required=True, help="thư mục mới · a new folder")
    parser.add_argument("--language", default="vi", help="vi (mặc định), en · the default is vi")
    parser.add_argument("--name", default=MACHINE, help="tên bộ giọng · the pack's name")


def add_sheet(parser: argparse.ArgumentParser) -> None:
    add_data(parser)
    add_config(parser)
    parser.add_argument("--out", type=Path, required=True, help="thư mục mới · a new folder")
    parser.add_argument("--language", default="vi", help="mã tiếng: vi, en, km … · a code")
    parser.add_argument("--name", required=True, help="tên bộ giọng, như chi-lan · the pack's name")


def add_import(parser: argparse.ArgumentParser) -> None:
    add_data(parser)
    add_config(parser)
    parser.add_argument("source", type=Path, help="tệp .zip hoặc thư mục · a .zip or a folder")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra · change nothing")


def add_export(parser: argparse.ArgumentParser) -> None:
    add_data(parser)
    parser.add_argument("name", help="tên bộ giọng · the pack's name")
    parser.add_argument("file", type=Path, help="tệp .zip sẽ ghi · the .zip to write")


def pack(args: argparse.Namespace) -> int:
    from voices.chain import Chain
    from voices.packs import keep, make
    from voices.packs.phraselist import LANGUAGES, phrase_list
    from voices.worker import NoSpeech

    if args.language not in LANGUAGES:
        bootstrap.fail(
            f"Máy không đọc tiếng {args.language}; hãy thu: run.py voices sheet.",
            f"No machine speaks {args.language}; record it: run.py voices sheet.",
        )
    if args.out.exists():
        bootstrap.fail(f"{args.out} đã có; chọn thư mục mới.", "It is there already.")
    config = settings(args)
    phrases = needs(config).phrases.get(args.language)
    if not phrases:
        bootstrap.fail(
            f"Cấu hình không có phrases.{args.language}.", "The settings have no such phrases."
        )
    listing = phrase_list(args.language, phrases, south=config.voices.south)
    speaking = tuple(each for each in config.voices.engines if each != "clips")
    voices = config.voices.model_copy(update={"engines": speaking})
    chain = Chain(voices, data_folder(args) / "voices")
    try:
        with tempfile.TemporaryDirectory() as passing:
            made, clips = make.spoken(chain, args.name, args.language, listing, Path(passing))
        keep.fill(made, clips, args.out)
    except NoSpeech as fault:
        bootstrap.fail("Giọng máy không đọc được.", f"The voice does not speak: {fault}.")
    except OSError as error:
        bootstrap.fail(f"Không ghi được {args.out}.", f"It cannot be written: {error.strerror}.")
    finally:
        chain.close()
    bootstrap.tell(f"{args.out}: {len(listing)} đoạn · clips")
    return 0


def sheet(args: argparse.Namespace) -> int:
    """A folder with what is to be filled in, to be printed, and to be recorded into."""
    from voices.packs.pack import FILE, LANGUAGE, NAME, written
    from voices.packs.sheet import sheet, to_record

    if not NAME.fullmatch(args.name):
        bootstrap.fail("--name chỉ gồm chữ thường, số, gạch nối.", "--name: a–z, 0–9, hyphens.")
    if not LANGUAGE.fullmatch(args.language):
        bootstrap.fail("--language là mã như vi, km, hmn.", "--language: a code such as km.")
    config = settings(args)
    wanted = needs(config)
    pack = to_record(args.name, args.language, wanted, south=config.voices.south)
    sentences = wanted.phrases.get(args.language) or wanted.phrases["vi"]
    try:
        args.out.mkdir(parents=True)
        (args.out / FILE).write_text(written(pack), encoding="utf-8", newline="\n")
        (args.out / PAPER).write_text(sheet(pack, sentences), encoding="utf-8", newline="\n")
    except FileExistsError:
        bootstrap.fail(f"{args.out} đã có; chọn thư mục mới.", "It is there already.")
    except OSError as error:
        bootstrap.fail(f"Không ghi được {args.out}.", f"It cannot be written: {error.strerror}.")
    bootstrap.tell(f"{args.out / PAPER}: {len(pack.clips)} đoạn · clips")
    return 0


def bring(args: argparse.Namespace) -> int:
    """2 with a line for each fault, and nothing is kept; 0 when the pack is there."""
    from voices.packs import keep
    from voices.packs.bundle import NoBundleError
    from voices.packs.shelf import OWN

    try:
        found, clips, faults = keep.check(args.source, needs(settings(args)))
        if found is None:
            return _refuse(faults)
        if not args.check:
            keep.keep(found, clips, data_folder(args) / "voices" / OWN)
    except NoBundleError as fault:
        bootstrap.fail(fault.fault.vietnamese, fault.fault.english)
    except OSError as error:
        where = error.filename or args.source
        bootstrap.fail(f"Không đọc hoặc ghi được {where}.", f"{error.strerror}.")
    told = f"Bộ giọng {found.name} ({found.language}): {len(clips)} đoạn"
    if args.check:
        bootstrap.tell(f"{told} dùng được · The pack is good. Nothing was changed.")
    else:
        bootstrap.tell(
            f"{told}. Lời gọi kế tiếp dùng bộ này; ngôn ngữ mới cần: run.py config reload\n"
            "The next call is spoken with it; for a new language: run.py config reload"
        )
    return 0


def export(args: argparse.Namespace) -> int:
    from voices.packs import keep
    from voices.packs.shelf import Shelf

    shelf = Shelf(data_folder(args) / "voices")
    its = shelf.named(args.name)
    if its is None:
        known = ", ".join(sorted(each.pack.name for each in shelf.packs()))
        bootstrap.fail(f"Không có bộ giọng “{args.name}”; có: {known}.", "No such pack.")
    try:
        keep.export(its.folder, its.pack, args.file)
    except OSError as error:
        bootstrap.fail(f"Không ghi được {args.file}.", f"It cannot be written: {error.strerror}.")
    bootstrap.tell(str(args.file))
    return 0


def settings(args: argparse.Namespace) -> Config:
    from config import ConfigMistakes, load

    own: Path = data_folder(args) / "config.yaml"
    try:
        return load(args.config or (own if own.exists() else bootstrap.HERE / "config.yaml"))
    except ConfigMistakes as mistakes:
        bootstrap.fail(str(mistakes), "")


def needs(config: Config) -> Needs:
    from voices.packs.keep import Needs
    from voices.packs.phraselist import recordable

    written = {"vi": config.phrases.vi, "en": config.phrases.en}
    return Needs(
        phrases={code: recordable(code, each) for code, each in written.items() if each},
        letters=[each.letter for each in config.services if not each.retired],
        counters=[each.id for each in config.counters if not each.retired],
    )


def _refuse(faults: list[Said]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    bootstrap.fail("Chưa nhập gì. Xin sửa rồi làm lại.", "Nothing was taken in.")
