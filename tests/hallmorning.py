"""A morning as chance has it, for the module that decides what the hall sees."""

from __future__ import annotations

from random import Random
from typing import Any

Call = dict[str, Any]


class Morning:
    """Counters that call, call again, serve and take back; what each snapshot held."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._calls: dict[int, Call] = {}
        self.snapshots: list[dict[str, Any]] = []
        self.owed: dict[int, int] = {}
        """turn: when the page heard of it, unless it was undone or over before that"""
        self.away = (40_000, 40_000 + self._random.choice([5_000, 45_000, 90_000]))
        now, pace = 0, self._random.choice([20, 800, 3_000, 9_000])
        while now < 100_000 and len(self._calls) < 36:
            now += self._random.randint(0, 2 * pace)
            self._press(now)
            if not self.away[0] < now < self.away[1]:
                self._snapshot(now)
        self._snapshot(max(now, self.away[1]))

    def _press(self, now: int) -> None:
        turn = self._random.randint(1, len(self._calls) + 1)
        call = self._calls.get(turn)
        kind = self._random.random()
        if call is None or kind < 0.6:
            turn = max(self._calls, default=0) + 1
            made = {"seq": now, "turn": turn, "ticket": turn, "at": now, "first_at": now}
            self._calls[turn] = {**made, "state": "called"}
        elif kind < 0.75 and now - call["at"] >= 10_000:
            call["at"] = now
        elif kind < 0.85:
            call["state"] = "serving"
        elif kind < 0.9 and len(self._calls) > turn:
            del self._calls[turn]
            self.owed.pop(turn, None)

    def _snapshot(self, now: int) -> None:
        calls = [dict(call) for call in self._calls.values()]
        calls.sort(key=lambda call: -call["at"])
        self.snapshots.append({"now": now, "calls": calls, "most": 40})
        for call in calls:
            if call["state"] == "called":
                self.owed.setdefault(call["turn"], now)
