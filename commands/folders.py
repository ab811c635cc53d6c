"""Where the office keeps what it owns, and which settings it reads."""

import argparse
from pathlib import Path

import bootstrap

SETTINGS = "config.yaml"
SCHEMA = "docs/config.schema.json"
LEXICON = "voices/lexicon.txt"


def add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu · the data folder")


def add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, help="tệp cấu hình · the configuration")


def data_folder(args: argparse.Namespace) -> Path:
    """The office's own folder, which may not be there yet."""
    from platformdirs import user_data_path

    given: Path | None = args.data
    return (given or user_data_path("goiso", appauthor=False)).absolute()


def config_of(data: Path, demo: bool) -> Path:
    """The data folder's config.yaml; `serve` puts the program's there at its first start.

    Beside it goes the lexicon, all of it remarks.
    """
    shipped, own = bootstrap.HERE / SETTINGS, data / SETTINGS
    if own.exists():
        return own
    if demo:
        return shipped
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lexicon = data / Path(LEXICON).name
        if not lexicon.exists():
            lexicon.write_bytes((bootstrap.HERE / LEXICON).read_bytes())
        half = own.with_suffix(".tmp")
        half.write_bytes(_for_editors(shipped.read_bytes()))
        half.replace(own)
    except OSError as error:
        bootstrap.fail(
            f"Không ghi được vào thư mục dữ liệu {data}.",
            f"The data folder cannot be written: {error.strerror}.",
        )
    return own


def _for_editors(file: bytes) -> bytes:
    """The first line names the schema, which lies beside the program and not beside the copy."""
    there = (bootstrap.HERE / SCHEMA).as_uri()
    return file.replace(f"$schema={SCHEMA}".encode(), f"$schema={there}".encode(), 1)
