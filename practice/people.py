"""Who comes to a practice hall: invented people, and what each of them will do."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from office.clock import MINUTE

End = Literal["finish", "hold", "transfer"]

# The commonest family names of Vietnam with rough shares, and names that nobody in particular has.
FAMILY = {"Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Huỳnh": 5, "Võ": 5, "Đặng": 3}
FAMILY |= {"Bùi": 3, "Đỗ": 3, "Hồ": 2, "Ngô": 2, "Dương": 2, "Lý": 1, "Thạch": 1, "Tôn Nữ": 1}
MIDDLE = ("Văn", "Thị", "Minh", "Thanh", "Ngọc", "Hữu", "Quốc", "Thị Thu", "Thị Kim", "Đức", "Gia")
GIVEN = (
    *("An", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hà", "Hạnh", "Hiếu", "Hoa", "Hùng", "Khánh"),
    *("Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Yến"),
)

NAMED = 0.35
ENGLISH = 0.02
PRIORITY = 0.06
GOES_AWAY = 0.03
"""Who has walked out of the hall and does not hear the first calls."""
BACK_AGAIN = 0.6
HEARS_LATE = 0.1
HELD, TRANSFERRED = 0.02, 0.02
SPREAD = 0.6
"""Sigma of the lognormal service time."""


@dataclass(frozen=True)
class Citizen:
    """`at` and `slot_at` ms UTC, `walk` s from a call to the counter, the rest minutes.

    `hears`: from which call on they come; 0 is never. `back_after`: when one who missed the calls
    stands at the guide's desk again; None: not today.
    """

    at: int
    service: str
    priority: str | None
    name: str | None
    language: str
    slot_at: int | None
    patience: float
    walk: float
    hears: int
    back_after: float | None
    takes: float
    end: End


def somebody(
    random: Random,
    at: int,
    service: str,
    minutes: float,
    priorities: tuple[str, ...] = (),
    slot_at: int | None = None,
) -> Citizen:
    """A citizen who comes at `at` for a service that takes `minutes` on the average."""
    away, late = random.random() < GOES_AWAY, random.random() < HEARS_LATE
    end = random.random()
    return Citizen(
        at=at,
        service=service,
        priority=random.choice(priorities) if random.random() < PRIORITY and priorities else None,
        name=name(random) if random.random() < NAMED else None,
        language="en" if random.random() < ENGLISH else "vi",
        slot_at=slot_at,
        patience=random.uniform(35, 120),
        walk=random.uniform(4, 22),
        hears=0 if away else 2 if late else 1,
        back_after=random.uniform(4, 15) if random.random() < BACK_AGAIN else None,
        # A lognormal variable with this mean.
        takes=max(0.7, random.lognormvariate(math.log(minutes) - SPREAD**2 / 2, SPREAD)),
        end="hold" if end < HELD else "transfer" if end < HELD + TRANSFERRED else "finish",
    )


def name(random: Random) -> str:
    (family,) = random.choices(list(FAMILY), list(FAMILY.values()))
    return f"{family} {random.choice(MIDDLE)} {random.choice(GIVEN)}"


def later(now: int, minutes: float) -> int:
    return now + round(minutes * MINUTE)
