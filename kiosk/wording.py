"""From the office's facts to the words on paper: Vietnamese always, English if it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kiosk.slip import Fact, Head, Picture, Said, Sheet, Slip
from office.ward import Words

if TYPE_CHECKING:
    from config import Config
    from kiosk.procedure import Leaflet

DAYS = (
    Words(vi="Thứ Hai", en="Monday"),
    Words(vi="Thứ Ba", en="Tuesday"),
    Words(vi="Thứ Tư", en="Wednesday"),
    Words(vi="Thứ Năm", en="Thursday"),
    Words(vi="Thứ Sáu", en="Friday"),
    Words(vi="Thứ Bảy", en="Saturday"),
    Words(vi="Chủ Nhật", en="Sunday"),
)


class Wording:
    """Writes the slips of one office. `address` is the base of the link in the code."""

    def __init__(self, config: Config, logo: Picture | None, address: str, demo: bool) -> None:
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
        say = Speech(ticket["language"])
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
            again=say("BẢN IN LẠI", "Reprint") if reprint else None,
            demo=self._demo,
        )

    def sheet(self, leaflet: Leaflet, *, language: str, width: int, at: int) -> Sheet:
        """`at`: ms UTC, when it is printed."""
        say = Speech(language)
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
        return say(words.vi.format(wifi=network), words.en.format(wifi=network))

    def _phones(self, say: Speech) -> tuple[Fact, ...]:
        ours = say.phone(Words(vi="Điện thoại", en="Telephone"), self._profile.phone)
        leaders = (say.phone(each.role, each.phone) for each in self._profile.leaders)
        return (ours, *leaders)

    def _notes(self, say: Speech, ticket: dict[str, Any]) -> list[Said]:
        found, files = [], ticket["quantity"]
        if files > 1:
            found.append(say(f"Dùng cho {files} hồ sơ", f"For {files} files"))
        if ticket["planned"] is not None:
            after = self._services[ticket["planned"]].name
            found.append(
                say(
                    f"Xong thì sang: {after.vi}, vẫn số này",
                    f"Then, with this number: {after.in_language('en')}",
                )
            )
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
        found.append(f"{say.both('Căn cứ', 'Source')}: {leaflet.source}")
    if leaflet.updated:
        found.append(f"{say.both('Cập nhật', 'Updated')}: {leaflet.updated:%d/%m/%Y}")
    return [Said(vi=line) for line in found]


class Speech:
    """Puts texts in one citizen's languages: Vietnamese always, English only if chosen."""

    def __init__(self, language: str) -> None:
        self._english = language == "en"

    def __call__(self, vi: str, en: str = "") -> Said:
        return Said(vi=vi, en=en if self._english else "")

    def both(self, vi: str, en: str) -> str:
        return f"{vi} · {en}" if self._english else vi

    def words(self, words: Words) -> Said:
        return self(words.vi, words.en)

    def ahead(self, ahead: int) -> Fact:
        people = "person" if ahead == 1 else "people"
        return Fact(
            question=self("Người phía trước", "People ahead"),
            answer=self(f"{ahead} người", f"{ahead} {people}"),
        )

    def wait(self, minutes: Sequence[int]) -> Fact:
        least, most = minutes
        span = f"{least}–{most}" if least != most else f"{most}"
        return Fact(
            question=self("Chờ khoảng", "Expected wait"),
            answer=self(f"{span} phút", f"{span} min"),
        )

    def slot(self, at: datetime) -> Fact:
        return Fact(question=self("Giờ hẹn", "Appointment"), answer=self(f"{at:%H:%M}"))

    def counters(self, counters: Sequence[int]) -> Fact:
        return Fact(
            question=self("Khi được gọi, đến quầy", "When called, go to counter"),
            answer=self(self._either(counters)),
        )

    def phone(self, whose: Words, number: str) -> Fact:
        return Fact(question=self.words(whose), answer=self(number))

    def date(self, at: datetime) -> Said:
        day = DAYS[at.weekday()]
        return self(f"{self.both(day.vi, day.en)}, {at:%d/%m/%Y} · {at:%H:%M}")

    def _either(self, counters: Sequence[int]) -> str:
        """One list that both languages read: without the word "or" when there are two."""
        *most, last = [str(counter) for counter in counters]
        join = ", " if self._english else " hoặc "
        return f"{', '.join(most)}{join}{last}" if most else last
