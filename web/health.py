"""The lights of the office: what works, what does not, and why, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from web.faults import fenced
from web.words import _, _l

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Light:
    """One part's state: `words` say it ("Tốt", "Sắp hết giấy"), `detail` adds to it.

    `badge`: how a console says it, where the part's title and `words` do not say enough.
    """

    part: str
    state: State
    words: str
    detail: str = ""
    badge: str = ""


@dataclass
class Health:
    """Lights by part, in the order they were added."""

    _made: dict[str, tuple[str, Callable[[], Light]]] = field(default_factory=dict)

    def add(self, part: str, title: str, light: Callable[[], Light]) -> None:
        """`title` may be a lazy message; `light` is asked each time, in the asker's language."""
        self._made[part] = (title, light)

    def light(self, part: str) -> Light:
        make = self._made[part][1]
        try:
            return make()
        except Exception as error:  # noqa: BLE001 - a broken part must not hide the others
            fenced(f"light of {part}", error)
            return Light(part, "fail", _("Không kiểm tra được"))

    def facts(self) -> list[dict[str, str]]:
        """Every light as {part, title, state, words, detail, badge}."""
        found = []
        for part, (title, _make) in self._made.items():
            light = self.light(part)
            found.append(
                {
                    "part": part,
                    "title": str(title),
                    "state": light.state,
                    "words": str(light.words),
                    "detail": str(light.detail),
                    "badge": str(light.badge),
                }
            )
        return found

    def summary(self, *parts: str) -> dict[str, Any]:
        """{part: {state, words, …}} of the parts named; null for one that is not there."""
        known = {facts.pop("part"): facts for facts in self.facts()}
        for facts in known.values():
            facts.pop("title")
        return {part: known.get(part) for part in parts}


DATABASE = _l("Cơ sở dữ liệu")
PRINTER = _l("Máy in")
VOICE = _l("Giọng đọc")
DISPLAYS = _l("Bảng gọi số")
KIOSKS = _l("Máy lấy số")
CLOCK = _l("Đồng hồ")
DAY = _l("Ngày làm việc")
WORK = _l("Việc chạy nền")
SETTINGS = _l("Cấu hình")
DEVICES = _l("Máy đã chấp nhận")
