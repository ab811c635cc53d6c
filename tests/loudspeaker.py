"""Stand-ins for tests of the loudspeaker: pages that listen, a worker that hums at once."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from hall import HallClock

from access.register import Register
from config import Config
from office import By, Office, Ticket
from voices.announcer import Announcer
from voices.chain import Chain
from voices.chime import RATE, Chime, write_pcm
from voices.choice import Step
from voices.packs.shelf import Shelf
from voices.speaker import Speaker
from voices.words import Sentence
from voices.worker import NoSpeech
from web.catalogs import Catalogs
from web.health import Health
from web.live import Live
from web.parts import Parts

STAFF = By(surface="counter", device="pc", staff=True)
CITIZEN = By(surface="kiosk", device="k1")
SECOND = array("h", (round(6000 * math.sin(at / 8)) for at in range(RATE))).tobytes()


class Hum:
    """A chain whose every sound is `seconds` of one tone. `broken` is why it gives none."""

    def __init__(self, seconds: int = 4) -> None:
        self.spoke = {"vi": "hum 1.0"}
        self.shelf = Shelf()
        self.seconds = seconds
        self.broken = ""
        self.unsayable = ""
        self.asked: list[list[str]] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def recipe(self, texts: Sequence[Sentence]) -> list[Mapping[str, Any]]:
        return [asdict(text) for text in texts]

    def starting(self) -> bool:
        return False

    def start(self) -> None:
        pass

    def failed(self) -> tuple[Step, ...]:
        return ()

    def record(
        self,
        said: Sequence[Sentence],
        path: Path,
        *,
        chime: Chime,
        repeat: int = 1,
        patient: bool = False,
    ) -> dict[str, Any]:
        texts = [sentence.text for sentence in said]
        self.asked.append(texts)
        self.meanwhile()
        if self.broken:
            raise NoSpeech(self.broken)
        if self.unsayable and self.unsayable in " ".join(texts):
            raise NoSpeech("no sound for this text", text_only=True)
        write_pcm(path, SECOND * self.seconds)
        made = {"voice": "hum", "engine": "hum 1.0", "ms": self.seconds * 1000, "steps": []}
        parts = [
            {"text": each.text, "language": each.language, "phonemes": f"[{each.text}]", **made}
            for each in said
        ]
        sound = {"ms": self.seconds * 1000, "level": -20.0, "peak": -6.0, "parts": parts}
        return {**sound, "recipe": self.recipe(said)}

    def close(self) -> None:
        pass


class Wires:
    """The live connections as the announcer sees them: what was sent to whom, who says what."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        self.touched = 0
        self.rooms: dict[str, set[str]] = {}
        self._handlers: dict[str, Callable[[dict[str, Any], str], None]] = {}
        self._left: list[Callable[[str], None]] = []

    def on(self, event: str, handler: Callable[[dict[str, Any], str], None]) -> None:
        self._handlers[event] = handler

    def left(self, handler: Callable[[str], None]) -> None:
        self._left.append(handler)

    def emit(self, room: str, event: str, data: dict[str, Any]) -> None:
        self.sent.append((room, event, data))

    def touch_all(self, _prefix: str) -> None:
        self.touched += 1

    def rooms_of(self, page: str) -> set[str]:
        return self.rooms.get(page, set())

    def say(self, page: str, event: str, **data: Any) -> None:
        self._handlers[event](data, page)

    def leave(self, page: str) -> None:
        for handler in self._left:
            handler(page)


class LoudHall:
    """An office with an announcer; the pages and the voice are stood in for, nothing else."""

    def __init__(
        self,
        config: Config,
        office: Office,
        clock: HallClock,
        data: Path,
        speaker: Speaker | None = None,
        gap: float = 0,
    ) -> None:
        rules = config.announcer.model_copy(update={"gap": gap})
        config = config.model_copy(update={"announcer": rules})
        self.config, self.office, self.clock, self.data = config, office, clock, data
        self.speaker = speaker
        self.hum = Hum()
        for counter in (1, 2, 3, 6, 9):
            office.desk(counter, "open", by=STAFF)
        self.start()

    def start(self) -> None:
        """A server start: new connections, a new announcer, the same office and folder."""
        self.wires = Wires()
        self.parts = parts = Parts(
            self.config,
            self.office.ward,
            self.office,
            self.office.store,
            cast(Live, self.wires),
            Register(self.office),
            Health(),
            self.data,
            False,
            "http://127.0.0.1:8000",
            Catalogs(),
        )
        self.announcer = Announcer(
            parts,
            chain=cast(Chain, self.hum),
            speaker=self.speaker,
            steady=self.clock.steady,
        )

    def listens(self, page: str = "tv", zone: str | None = None, room: str | None = None) -> None:
        """A page claims a zone; it watches `room`, or else the board of that zone's display."""
        zone = zone or self.config.zones[0].id
        board = next(f"board-{each.id}" for each in self.config.displays if each.zone == zone)
        self.wires.rooms.setdefault(page, set()).add(room or board)
        self.wires.say(page, "sound", on=True, zone=zone)

    def take(self, service: str | None = None, **wanted: Any) -> Ticket:
        self.clock.ahead(seconds=1)
        service = service or self.office.ward.services[0].id
        ticket = self.office.issue(service, by=CITIZEN, **wanted).ticket
        assert ticket is not None
        return ticket

    def call(self, counter: int = 1, **wanted: Any) -> int:
        """Somebody comes and is called; the seq of the call."""
        self.take(**wanted)
        self.office.call_next(counter, by=STAFF)
        return self.seq("called")

    def seq(self, kind: str) -> int:
        """The newest event of that kind."""
        return max(e.seq for e in self.office.events_after(0) if e.kind == kind)

    def step(self, seconds: float = 0) -> float:
        self.clock.ahead(seconds=seconds)
        return self.announcer.step()

    def heard(self, page: str = "tv") -> list[int]:
        """The calls that this page was told to play, in order."""
        return [data["seq"] for room, kind, data in self.wires.sent
                if (room, kind) == (page, "play")]  # fmt: skip

    def texts(self) -> list[str]:
        return [data["text"] for _, kind, data in self.wires.sent if kind == "play"]

    def state(self, seq: int, zone: str | None = None) -> str:
        return self.announcer.states(zone or self.config.zones[0].id)[seq]

    def sounds(self) -> list[Path]:
        return sorted((self.data / "audio").rglob("*.wav"))
