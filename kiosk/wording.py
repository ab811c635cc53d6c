"""From the office's facts to the words on paper: Vietnamese always, and the language chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kiosk.slip import Fact, Head, Picture, Said, Sheet, Slip, is_latin
from office.ward import Words
from web.catalogs import Catalogs

if TYPE_CHECKING:
    from babel.support import NullTranslations

    from config import Config
    from kiosk.procedure import Leaflet

DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
"""As the web's catalog has them."""


class Wording:
    """Writes the slips of one office. `address` is the base of the link in the code."""

    def __init__(
        self,
        config: Config,
        logo: Picture | None,
        address: str,
        demo: bool,
        catalogs: Catalogs | None = None,
    ) -> None:
        self._catalogs = catalogs or Catalogs()
        self._profile = config.office
        self._texts = config.slip
        self._services = {service.id: service for service in config.services}
        self._zone = ZoneInfo(config.office.time_zone)
        self._logo = logo
        self._address = address
        self._demo = demo

    def slip(
        self, ticket: dict[str, Any], *, name: str | None, width: int, reprint: bool = False
    ) -> Slip:
        """`ticket` is the office's ticket facts; `name` only of one who agreed to hear it."""
        say = self._speech(ticket["language"])
        texts = self._texts
        counters = ticket["counters"]
        return Slip(
            width=width,
            head=self._head(say),
            title=say.words(texts.title),
            label=ticket["label"],
            service=say.words(self._services[ticket["service"]].name),
            name=name,
            notes=tuple(self._notes(say, ticket)),
            counters=say.counters(counters) if counters else None,
            facts=tuple(self._facts(say, ticket)),
            url=f"{self._address}/t/{ticket['token']}",
            follow=say.words(texts.follow),
            how=self._how(say),
            taken=say.date(self._local(ticket["taken_at"])),
            phones=self._phones(say),
            not_receipt=say.words(texts.not_receipt),
            last=say.words(texts.last) if texts.last else None,
            again=say.gettext("BẢN IN LẠI") if reprint else None,
            demo=self._demo,
        )

    def sheet(self, leaflet: Leaflet, *, language: str, width: int, at: int) -> Sheet:
        """`at`: ms UTC, when it is printed."""
        say = self._speech(language)
        return Sheet(
            width=width,
            head=self._head(say),
            title=leaflet.title,
            lines=leaflet.lines,
            about=tuple(_about(say, leaflet)),
            phones=self._phones(say),
            printed=say.date(self._local(at)),
            demo=self._demo,
        )

    def _speech(self, language: str) -> Speech:
        return Speech(language, self._catalogs.of(language))

    def _head(self, say: Speech) -> Head:
        return Head(
            logo=self._logo,
            unit=say.words(self._profile.unit),
            office=say.words(self._profile.name),
        )

    def _how(self, say: Speech) -> Said | None:
        if self._profile.wifi is None:
            return None
        words, network = self._texts.wifi, self._profile.wifi.name
        said = say.words(words)
        return Said(vi=said.vi.format(wifi=network), own=said.own.format(wifi=network))

    def _phones(self, say: Speech) -> tuple[Fact, ...]:
        ours = say.phone(say.gettext("Điện thoại"), self._profile.phone)
        leaders = (say.phone(say.words(each.role), each.phone) for each in self._profile.leaders)
        return (ours, *leaders)

    def _notes(self, say: Speech, ticket: dict[str, Any]) -> list[Said]:
        found, files = [], ticket["quantity"]
        if files > 1:
            found.append(say.gettext("Dùng cho %(files)s hồ sơ", files=files))
        if ticket["planned"] is not None:
            after = self._services[ticket["planned"]].name
            found.append(say.gettext("Xong thì sang: %(service)s, vẫn số này", service=after))
        return found

    def _facts(self, say: Speech, ticket: dict[str, Any]) -> list[Fact]:
        found = []
        if ticket["slot_at"] is not None:
            found.append(say.slot(self._local(ticket["slot_at"])))
        if ticket["ahead"] is not None:
            found.append(say.ahead(ticket["ahead"]))
        if ticket["wait_minutes"] is not None:
            found.append(say.wait(ticket["wait_minutes"]))
        return found

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self._zone)


def _about(say: Speech, leaflet: Leaflet) -> list[Said]:
    """Each on one line that both languages read."""
    found = []
    if leaflet.source:
        found.append(f"{say.gettext('Căn cứ').both}: {leaflet.source}")
    if leaflet.updated:
        found.append(f"{say.gettext('Cập nhật').both}: {leaflet.updated:%d/%m/%Y}")
    return [Said(vi=line) for line in found]


class Speech:
    """Puts texts in one citizen's languages: Vietnamese always, and the one chosen."""

    def __init__(self, language: str, catalog: NullTranslations) -> None:
        self._language = language
        self._catalog = catalog

    def gettext(self, sentence: str, **values: Any) -> Said:
        """A sentence of the catalogs; office words among `values` take each one's language."""
        said = self._catalog.gettext(sentence)
        own = said % self._values(values, self._language) if said != sentence else ""
        return Said(vi=sentence % self._values(values, "vi"), own=_printable(own))

    def words(self, words: Words) -> Said:
        own = "" if self._language == "vi" else words.own(self._language)
        return Said(vi=words.vi, own=_printable(own))

    def ahead(self, ahead: int) -> Fact:
        return Fact(
            question=self.gettext("Người phía trước"),
            answer=self.gettext("1 người") if ahead == 1 else self.gettext("%(n)s người", n=ahead),
        )

    def wait(self, minutes: Sequence[int]) -> Fact:
        least, most = minutes
        span = f"{least}–{most}" if least != most else f"{most}"
        return Fact(
            question=self.gettext("Chờ khoảng"), answer=self.gettext("%(span)s phút", span=span)
        )

    def slot(self, at: datetime) -> Fact:
        return Fact(question=self.gettext("Giờ hẹn"), answer=Said(vi=f"{at:%H:%M}"))

    def counters(self, counters: Sequence[int]) -> Fact:
        return Fact(
            question=self.gettext("Khi được gọi, đến quầy"),
            answer=Said(vi=self._either(counters)),
        )

    def phone(self, whose: Said, number: str) -> Fact:
        return Fact(question=whose, answer=Said(vi=number))

    def date(self, at: datetime) -> Said:
        day = self.gettext(DAYS[at.weekday()])
        return Said(vi=f"{day.both}, {at:%d/%m/%Y} · {at:%H:%M}")

    def _either(self, counters: Sequence[int]) -> str:
        """One list that both languages read: without the word "or" when there are two."""
        *most, last = [str(counter) for counter in counters]
        join = " hoặc " if self._language == "vi" else ", "
        return f"{', '.join(most)}{join}{last}" if most else last

    def _values(self, values: Mapping[str, Any], language: str) -> dict[str, Any]:
        return {
            name: each.in_language(language) if isinstance(each, Words) else each
            for name, each in values.items()
        }


def _printable(text: str) -> str:
    """Words in another script are left out."""
    return text if is_latin(text) else ""
