"""The kiosk's page read aloud: a WAV for a sentence of it. What is read stands in a body only."""

from __future__ import annotations

from typing import Protocol

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue as Answer

from kiosk import posts
from kiosk.names import tidy
from web.asking import body
from web.door import allow
from web.parts import Parts
from web.who import Who
from web.words import _

NO_VOICE = 503


class Reads(Protocol):
    """Makes a WAV of a sentence or of a name; None where there is no voice now."""

    @property
    def speaks(self) -> bool: ...

    def sentence(self, text: str, language: str, *, keep: bool) -> bytes | None: ...

    def name(self, name: str) -> bytes | None: ...


def read_aloud(routes: Blueprint, parts: Parts, reader: Reads) -> None:
    """`POST /kiosk/readings`: audio/wav, or 503 `no_voice`; the page goes on without."""

    @routes.post("/readings")
    @allow(Who.KIOSK, Who.GUIDE, Who.MANAGER)
    def readings() -> Answer:
        asked = body(posts.Read)
        if asked.name is not None:
            sound = reader.name(tidy(asked.name, parts.ward.not_aloud))
        else:
            sound = reader.sentence(asked.text, asked.language, keep=not asked.personal)
        if sound is None:
            return jsonify(error="no_voice", message=_("Máy chưa đọc được lúc này.")), NO_VOICE
        return Response(sound, mimetype="audio/wav")
