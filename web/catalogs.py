"""Message catalogs: those of the program, and the office's own for further languages.

An office's catalog is one file, `<data>/translations/<code>.po`, for all that citizens read; it is
compiled beside itself when the server starts. Vietnamese needs none: its sentences are the keys.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
from functools import cache
from pathlib import Path

from babel import UnknownLocaleError
from babel.core import Locale
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

ROOT = Path(__file__).resolve().parent.parent
SURFACES = ("web", "kiosk", "counter", "display", "phone", "voices", "practice", "manager")
FOLDER = "translations"
OWN = "vi"
COMPILED = Path("LC_MESSAGES", "messages.mo")
BLANK = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

log = logging.getLogger("goiso")


class BadCatalog(Exception):  # noqa: N818 - says what is wrong with the file
    """A catalog that cannot be used, and why."""


class Catalogs:
    """The catalogs that pages and papers are worded by. `trouble`: {file: why it is not used}.

    `data`: the office's folder; None: the program's own languages only.
    """

    def __init__(self, data: Path | None = None) -> None:
        self.trouble: dict[str, str] = {}
        self.folders = [str(ROOT / surface / FOLDER) for surface in SURFACES]
        if data is not None and (own := data / FOLDER).is_dir():
            self._compile(own)
            self.folders.append(str(own))
        found = {path.parent.parent.name for each in self.folders for path in _compiled(Path(each))}
        self.languages = (OWN, *sorted(found))
        self._merged = cache(self._merge)

    def of(self, language: str) -> NullTranslations:
        """`gettext` and `ngettext` of one language; an unknown one says the Vietnamese."""
        return self._merged(language) if language in self.languages else NullTranslations()

    def _merge(self, language: str) -> NullTranslations:
        merged = Translations()
        for folder in self.folders:
            found = Translations.load(folder, [language])
            if isinstance(found, Translations):
                merged.merge(found)
                # merge() leaves the rule for one and many behind.
                merged.plural = found.plural
        return merged

    def _compile(self, folder: Path) -> None:
        for written in sorted(folder.glob("*.po")):
            try:
                compiled = compiled_of(written)
                place = folder / written.stem / COMPILED
                if not place.is_file() or place.read_bytes() != compiled:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    spare = place.with_suffix(".tmp")
                    spare.write_bytes(compiled)
                    os.replace(spare, place)
            except BadCatalog as fault:
                self.trouble[written.name] = str(fault)
            except OSError as fault:
                self.trouble[written.name] = fault.strerror or str(fault)
        for name, reason in self.trouble.items():
            log.warning("translations/%s is not used: %s", name, reason)


def compiled_of(written: Path) -> bytes:
    """The .mo of a .po, or BadCatalog; OSError where it cannot be read."""
    if not has_locale(written.stem):
        raise BadCatalog(f'nothing is known of a language "{written.stem}"')
    made = io.BytesIO()
    try:
        with written.open("rb") as file:
            catalog = read_po(file, locale=written.stem, abort_invalid=True)
        bad = [str(each.id) for each in catalog if each.id and blanks_differ(each)]
        if bad:
            raise BadCatalog(f"other blanks than in the sentence: {', '.join(bad[:3])}")
        write_mo(made, catalog)
    except (ValueError, PoFileError) as fault:
        raise BadCatalog(str(fault)) from None
    return made.getvalue()


def blanks_differ(message: Message) -> bool:
    """A translation with a blank too many would be a page that fails."""
    said = str(message.string)
    return bool(said) and sorted(BLANK.findall(str(message.id))) != sorted(BLANK.findall(said))


def _compiled(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"*/{COMPILED}") if has_locale(path.parent.parent.name)]


def has_locale(code: str) -> bool:
    """Whether dates and numbers can be written in a language: not so in the smallest ones."""
    with contextlib.suppress(UnknownLocaleError, ValueError):
        return bool(Locale.parse(code))
    return False
