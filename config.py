"""config.yaml → Config, or every mistake in it at once."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints
from pydantic import ValidationError as SchemaError

from office.ward import Counter, Hours, Id, Part, Priority, Reason, Rules, Service, Ward, Words
from settings.announcing import Announcing, Backlog, Loudness, Mute, Zone
from settings.cards import Cards
from settings.checks import check
from settings.displays import Display
from settings.errors import note_empty, note_schema
from settings.kiosks import Kiosk, Printer, Scanner
from settings.media import Media
from settings.notices import Chosen, Notices
from settings.reading import read
from settings.said import Said
from settings.serving import Web
from settings.sheets import Sheets
from settings.slip import Leader, SlipTexts
from settings.text import LARGEST, ConfigMistakes, Written
from settings.values import (
    Date,
    Engines,
    Language,
    Phone,
    Sittings,
    Spoken,
    Text,
    Time,
    TimeZone,
    says,
)

__all__ = [
    "Backlog",
    "Chosen",
    "Config",
    "ConfigMistakes",
    "Display",
    "Kiosk",
    "Loudness",
    "Mute",
    "Printer",
    "Scanner",
    "Zone",
    "load",
]

NOT_ALOUD = (
    *("lồn", "buồi", "cặc", "địt", "đụ", "đéo", "con đĩ", "đồ chó", "mẹ mày", "vcl", "đkm"),
    *("fuck", "fucker", "fucking", "motherfucker", "shit", "bullshit", "bitch", "cunt", "asshole"),
)


class OpeningHours(Hours):
    """`Hours` written as 07:30-11:30."""

    mon: Sittings = ()
    tue: Sittings = ()
    wed: Sittings = ()
    thu: Sittings = ()
    fri: Sittings = ()
    sat: Sittings = ()
    sun: Sittings = ()
    holidays: tuple[Date, ...] = ()


class Group(Part):
    """Services behind one button of the kiosk, where there are more than it has room for."""

    id: Id
    name: Words


class ServiceAsWritten(Service):
    """`Service` whose time is written as 15:00, and how a citizen finds it: its group, and
    `examples` of what people come for."""

    same_day_until: Time | None = None
    group: Id | None = None
    examples: tuple[Words, ...] = ()


class CounterAsWritten(Counter):
    """`Counter` whose time is written as 09:00."""

    opens: Time | None = None


class RulesAsWritten(Rules):
    """`Rules` whose time is written as 23:59."""

    close_latest: Time | None = time(23, 59)


class WiFi(Part):
    """The citizens' Wi-Fi, shown on slips and screens; an empty password is an open network."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    password: Annotated[str, StringConstraints(max_length=63)] = ""


class OfficeProfile(Part):
    """Who the office is, as it says so on screens and paper."""

    unit: Words
    name: Words
    short_name: Words | None = None
    phone: Phone
    feedback: Phone
    leaders: Annotated[tuple[Leader, ...], Field(max_length=3)] = ()
    wifi: WiFi | None = None
    seats: Annotated[int, Field(ge=1, le=2000)] = 30
    fairness: Words | None = None
    recorded: bool = False
    meanwhile: Words | None = None
    time_zone: TimeZone = "Asia/Ho_Chi_Minh"


class PhraseSet(Part):
    """What is said in one language; {n} the number, {name} the citizen, {q} the counter. Only in
    Vietnamese: {calls} are several of `joined_each`, where many were called at once.
    """

    number: Annotated[Spoken, says("n", "q")]
    name: Annotated[Spoken, says("name", "n", "q")]
    result: Annotated[Spoken, says("n", "q")]
    result_name: Annotated[Spoken, says("name", "n", "q")]
    second: Annotated[Spoken, says()]
    last: Annotated[Spoken, says()]
    joined: Annotated[Spoken, says("calls")] = "Xin mời {calls}."
    joined_each: Annotated[Spoken, says("n", "q")] = "số {n} đến quầy {q}"


class Phrases(Part):
    """The announcements. Vietnamese always, English where a kiosk offers it."""

    vi: PhraseSet
    en: PhraseSet | None = None


class Voice(Part):
    """The voices of one language. `voice` is espeak-ng's; of the other engines the first that
    speaks the language, unless one is named. `rate` (words a minute) is for espeak and system;
    `pitch`, `range` (0–99) and `gap` (10 ms) for espeak; `stretch` (times as long) for Piper.
    """

    voice: str = ""
    pack: Text | None = None
    piper: Text | None = None
    system: Text | None = None
    rate: Annotated[int, Field(ge=60, le=400)] = 115
    pitch: Annotated[int, Field(ge=0, le=99)] = 75
    range: Annotated[int, Field(ge=0, le=99)] = 90
    gap: Annotated[int, Field(ge=0, le=50)] = 4
    stretch: Annotated[float, Field(ge=0.5, le=2)] = 1.0

    def named(self, engine: str) -> str:
        """The id of the voice that is wanted of an engine; "" for the first there is."""
        names = {"espeak": self.voice, "clips": self.pack, "piper": self.piper}
        return {**names, "system": self.system}.get(engine) or ""


class Voices(Part):
    """The loudspeaker. `engines` are tried in this order; none is chime and screens only."""

    engines: Engines = ("clips", "piper", "system", "espeak")
    vi: Voice = Voice(voice="aav/vi+f2")
    en: Voice = Voice(voice="gmw/en-us", rate=150, pitch=50, range=50, gap=2)
    names: bool = True
    numbers: Literal["north", "south"] = "north"
    chime: bool = True

    @property
    def south(self) -> bool:
        return self.numbers == "south"

    def of(self, language: str) -> Voice:
        """Of a language without settings: whatever voice there is for it."""
        return {"vi": self.vi, "en": self.en}.get(language, Voice())


class Consent(Part):
    """What a citizen agrees to who chooses to be called by name, and what no such name may have."""

    version: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,20}$")]
    text: Words
    not_aloud: tuple[Text, ...] = NOT_ALOUD


class Config(Part):
    """The whole file. What the core needs of it is `ward()`."""

    office: OfficeProfile
    hours: OpeningHours
    zones: Annotated[tuple[Zone, ...], Field(min_length=1)]
    languages: dict[Language, Text] = Field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    services: Annotated[tuple[ServiceAsWritten, ...], Field(min_length=1)]
    counters: Annotated[tuple[CounterAsWritten, ...], Field(min_length=1)]
    priorities: tuple[Priority, ...] = ()
    reasons: tuple[Reason, ...]
    rules: RulesAsWritten = RulesAsWritten()
    printers: tuple[Printer, ...] = ()
    kiosks: tuple[Kiosk, ...] = ()
    slip: SlipTexts = SlipTexts()
    sheets: Sheets = Sheets()
    displays: tuple[Display, ...] = ()
    phrases: Phrases
    voices: Voices = Voices()
    announcer: Announcing = Announcing()
    notices: Notices = Notices()
    media: Media = Media()
    consent: Consent
    cards: Cards = Cards()
    web: Web = Web()
    _always_open: bool = PrivateAttr(default=False)

    def ward(self) -> Ward:
        return Ward(
            time_zone=self.office.time_zone,
            hours=self.hours,
            services=self.services,
            counters=self.counters,
            priorities=self.priorities,
            reasons=self.reasons,
            rules=self.rules,
            always_open=self._always_open,
            not_aloud=self.consent.not_aloud,
            languages=tuple(self.language_names()),
        )

    def language_names(self) -> dict[str, str]:
        """{code: its own name} of every language that a citizen may have, Vietnamese first."""
        return {"vi": "Tiếng Việt", "en": "English", **self.languages}


def load(path: Path, *, always_open: bool = False) -> Config:
    """Read `path`. `always_open` (the demo) opens the door whatever the clock says.

    Raises ConfigMistakes with every mistake in file order; nothing else for any file.
    """
    written = read(_bytes(path))
    config = None
    if not written.is_broken():
        config = _typed(written)
        note_empty(written, Config)
        check(written, Config)
    if config is None or written.lines():
        raise ConfigMistakes(path, written.lines())
    config._always_open = always_open
    return config


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ConfigMistakes(path, [Said("đây không phải là tệp.", "this is not a file.")])
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        raise ConfigMistakes(path, [_unread(fault)]) from None
    if len(data) > LARGEST:
        most = LARGEST // 1024
        told = Said(f"tệp lớn hơn {most} kB.", f"the file is larger than {most} kB.")
        raise ConfigMistakes(path, [told])
    return data


def _unread(fault: Exception) -> Said:
    why = getattr(fault, "strerror", None) or "its name is not possible"
    known: dict[type[Exception], str] = {
        FileNotFoundError: "không có tệp này",
        PermissionError: "chưa có quyền đọc",
    }
    vietnamese = known.get(type(fault), f"máy báo “{why}”")
    return Said(f"không đọc được tệp: {vietnamese}.", f"the file cannot be read: {why}.")


def _typed(written: Written) -> Config | None:
    try:
        return Config.model_validate(written.tree)
    except SchemaError as fault:
        note_schema(written, fault, Config)
        return None
