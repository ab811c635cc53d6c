"""Clients over HTTP that take numbers and work at a counter each, and remember every answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

import requests
from hall import Served

CREATED, SERVER_ERROR = 201, 500


@dataclass
class Answers:
    """What clients were told: every 201's ticket label by id, and (turn, ticket) of every call."""

    tickets: dict[int, str] = field(default_factory=dict)
    calls: list[tuple[int, int]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Client(threading.Thread):
    """A kiosk and a counter in one. Ends at `stop`, or when the server is gone."""

    def __init__(self, served: Served, counter: int, stop: threading.Event, rounds: int) -> None:
        super().__init__(daemon=True)
        self.answers = Answers()
        self._served, self._counter, self._ended, self._rounds = served, counter, stop, rounds

    def run(self) -> None:
        with requests.Session() as self._session:
            for _ in range(self._rounds):
                if self._ended.is_set() or not self._one_citizen():
                    return

    def _one_citizen(self) -> bool:
        """Whether the server still answered."""
        taken = self._ask("/kiosk/tickets", {"service": "chung-thuc"})
        if taken is None:
            return False
        if taken.status_code == CREATED:
            ticket = taken.json()["ticket"]
            self.answers.tickets[ticket["id"]] = ticket["label"]
        for verb in ("calls", "starts", "finishes"):
            answer = self._ask(f"/counter/{self._counter}/{verb}", {})
            if answer is None:
                return False
            if verb == "calls" and answer.status_code == CREATED:
                told = answer.json()
                self.answers.calls.append((told["turn"]["id"], told["ticket"]["id"]))
        return True

    def _ask(self, path: str, body: dict[str, Any]) -> requests.Response | None:
        try:
            answer = self._session.post(self._served.base + path, json=body, timeout=10)
        except requests.RequestException:
            return None
        if answer.status_code >= SERVER_ERROR:
            self.answers.failed.append(f"{path}: {answer.status_code}")
        return answer


def crowd(served: Served, clients: int, rounds: int) -> tuple[list[Client], threading.Event]:
    """`clients` of them at the counters 1, 2, …, each for at most `rounds` citizens; all begun."""
    stop = threading.Event()
    made = [Client(served, number + 1, stop, rounds) for number in range(clients)]
    for client in made:
        client.start()
    return made, stop


def together(clients: list[Client]) -> Answers:
    """All that they were told, once they have ended."""
    told = Answers()
    for client in clients:
        client.join(60)
        assert not client.is_alive()
        told.tickets |= client.answers.tickets
        told.calls += client.answers.calls
        told.failed += client.answers.failed
    return told
