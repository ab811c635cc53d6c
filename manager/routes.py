"""The manager's pages: people, machines, printers, loudspeakers, the screens and paper rolls."""

from __future__ import annotations

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue as Answer

from manager.devices import add_devices
from manager.media import add_media
from manager.people import add_people
from manager.printers import Press, add_printers
from manager.rolls import add_rolls
from manager.voices import Trials, add_voices
from web.door import allow
from web.parts import Parts
from web.who import Who


def blueprint(parts: Parts, press: Press, trials: Trials) -> Blueprint:
    """`/manager/` with `people`, `devices`, `printers`, `voices`, `media`, `rolls`; a supervisor
    reads.
    """
    pages = Blueprint(
        "manager",
        __name__,
        url_prefix="/manager",
        template_folder="templates",
        static_folder="static",
    )

    @pages.get("/")
    @allow(Who.MANAGER, Who.SUPERVISOR)
    def first() -> Answer:
        return redirect("/manager/people")

    add_people(pages, parts)
    add_devices(pages, parts)
    add_printers(pages, parts, press)
    add_voices(pages, parts, trials)
    add_media(pages, parts)
    add_rolls(pages, parts)
    return pages
