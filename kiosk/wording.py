"""From the office's facts to the words on paper: Vietnamese always, English if it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kiosk.slip import Fact, Said, Slip
from office.ward import Ward, Words

if TYPE_CHECKING:
    from config import OfficeProfile

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

    def __init__(self, profile: OfficeProfile, ward: Ward, address: str, demo: bool) -> None:
        self._profile = profile
        self._services = {service.id: service for service in ward.services}
        self._zone = ZoneInfo(ward.time_zone)
        self._address = address
        self._demo = demo

    def slip(
        self, ticket: dict[str, Any], *, name: str | None, width: int, reprint: bool = False
    ) -> Slip:
        """`ticket` is the office's ticket facts; `name` only of one who agreed to hear it."""
        say = Speech(ticket["language"])
        profile = self._profile
        wifi = profile.wifi.name if profile.wifi else None
        counters = ticket["counters"]
        return Slip(
            width=width,
            unit=say.words(profile.unit),
            office=say.words(profile.name),
            title=say("SỐ THỨ TỰ", "Queue number"),
            label=ticket["label"],
            service=say.words(self._services[ticket["service"]].name),
            name=name,
            notes=tuple(self._notes(say, ticket)),
            counters=say.counters(counters) if counters else None,
            facts=tuple(self._facts(say, ticket)),
            url=f"{self._address}/t/{ticket['token']}",
            follow=say(
                "Theo dõi lượt trên\u00a0điện\u00a0thoại",
                "Follow your turn on\u00a0your\u00a0phone",
            ),
            how=say(
                f"Vào Wi-Fi “{wifi}”, rồi quét mã này.",
                f"Join Wi-Fi “{wifi}”, then scan this code.",
            )
            if wifi
            else None,
            taken=say.date(self._local(ticket["taken_at"])),
            phone=say(f"Điện thoại {profile.phone}"),
            not_receipt=say(
                "Phiếu này không thay\u00a0thế Giấy\u00a0tiếp\u00a0nhận hồ\u00a0sơ",
                "This slip does not\u00a0replace the\u00a0file\u00a0receipt",
            ),
            again=say("BẢN IN LẠI", "Reprint") if reprint else None,
            demo=self._demo,
        )

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


class Speech:
    """Puts texts in one citizen's languages: Vietnamese always, English only if chosen."""

    def __init__(self, language: str) -> None:
        self._english = language == "en"

    def __call__(self, vi: str, en: str = "") -> Said:
        return Said(vi=vi, en=en if self._english else "")

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

    def date(self, at: datetime) -> Said:
        day = DAYS[at.weekday()]
        name = f"{day.vi} · {day.en}" if self._english else day.vi
        return self(f"{name}, {at:%d/%m/%Y} · {at:%H:%M}")

    def _either(self, counters: Sequence[int]) -> str:
        """One list that both languages read: without the word "or" when there are two."""
        *most, last = [str(counter) for counter in counters]
        join = ", " if self._english else " hoặc "
        return f"{', '.join(most)}{join}{last}" if most else last
