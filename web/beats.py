"""Whether a page still lives, asked by the launcher beside its browser (deploy/kiosk/launch.py).

A page that hangs cannot load itself anew; the launcher, which sees no beat any more, starts the
browser again.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Annotated

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue as Answer
from pydantic import StringConstraints

from web.asking import Body, body
from web.door import allow
from web.who import Who

MOST = 256


class Beat(Body):
    """`watch`: the name that the launcher made up and put into the page's address."""

    watch: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]


def blueprint(now: Callable[[], float] = time.monotonic) -> Blueprint:
    """`POST /beats {watch}` by the page, `GET /beats/<watch>` → {age_ms: since the last | null}.

    They live in memory alone; beyond `MOST` the oldest is forgotten.
    """
    routes = Blueprint("beats", __name__, url_prefix="/beats")
    beats: OrderedDict[str, float] = OrderedDict()

    @routes.post("")
    @allow(Who.ANYONE)
    def beat() -> Answer:
        name = body(Beat).watch
        beats[name] = now()
        beats.move_to_end(name)
        if len(beats) > MOST:
            beats.popitem(last=False)
        return jsonify(ok=True)

    @routes.get("/<watch>")
    @allow(Who.ANYONE)
    def last(watch: str) -> Answer:
        at = beats.get(watch)
        return jsonify(age_ms=None if at is None else round((now() - at) * 1000))

    return routes
