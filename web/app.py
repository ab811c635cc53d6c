"""create_app: the one place where the office, its surfaces and the web meet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from access.register import Register
from config import Config
from counter.routes import blueprint as counter_pages
from display.media.checking import Checker
from display.media.intake import Intake
from display.media.media import Media
from display.routes import blueprint as display_pages
from kiosk.cards import Cards
from kiosk.press import Press
from kiosk.routes import blueprint as kiosk_pages
from manager.routes import blueprint as manager_pages
from office import By, Clock, Event, Office, Refused, Store
from phone.hall import blueprint as hall_pages
from phone.routes import blueprint as phone_pages
from practice.clock import ScaledClock
from practice.routes import blueprint as practice_pages
from practice.served import Room, Wish
from voices.announcer import Announcer
from voices.chain import Chain
from voices.notices.notices import Notices
from voices.reader import Reader
from voices.routes import blueprint as voices_pages
from voices.trial import Trials
from web import beats, control, home, lights, pairing, sign_in
from web.address import changed_since, own_hosts
from web.built import Built
from web.catalogs import Catalogs
from web.connections import LARGEST_BODY
from web.devices import add_devices
from web.devices import asker as asking
from web.door import add_asker, add_gate
from web.edition import edition
from web.errors import add_errors
from web.guard import Guard
from web.health import Health
from web.house import House
from web.jobs import Jobs, each_second, renewing, ticking
from web.limits import add_limits
from web.live import Live
from web.parts import Parts
from web.refusals import add_refusals
from web.sockets import make_socketio
from web.version import version
from web.visitors import Visitors
from web.who import KEY_HEADER, Asker, ask_who, has_key
from web.words import add_words, language, speaking

DATABASE_FILE = "goiso.db"


def create_app(
    config: Config,
    data: Path,
    *,
    demo: bool,
    address: str,
    clock: Clock,
    secure: str | None = None,
    bound: bool = True,
    after: Built | None = None,
    house: House | None = None,
    practice: Wish | None = None,
) -> Built:
    """`data`: the office's folder; `address`: base of printed links; `bound`: see `Store`.

    `secure`: base of the HTTPS address, or None where only HTTP is served.
    `after`: the application whose place this one takes; its file stays open and its key valid.
    `house`: where the settings can be read again, if they can. `practice`: who comes to a
    practice hall; `clock` is a ScaledClock then.
    Raises StoreUnusable, and OSError when the folder cannot be written.
    """
    app = Flask("goiso", root_path=str(Path(__file__).parent))
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, TEMPLATES_AUTO_RELOAD=False)
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # of Flask's default provider
    ward = config.ward()
    zone = ZoneInfo(ward.time_zone)
    store = after.parts.store if after else Store(data / DATABASE_FILE, bound=bound)
    office = Office(store, ward, clock)
    socketio = make_socketio(app)
    mark = edition(config)
    live = Live(socketio, lambda: {"seq": office.last_seq, "now": office.now(), "edition": mark})
    speed = practice.speed if practice else None
    register = Register(office, after.parts.register.pairing if after else None)
    parts = Parts(
        config,
        ward,
        office,
        store,
        live,
        register,
        Health(),
        data,
        demo,
        address,
        Catalogs(data),
        speed,
        secure,
    )
    key = after.key if after else control.make_key(data)

    def asker() -> Asker:
        if demo:
            return Asker(open_house=True, here=True, has_key=_has_key(key))
        found = ask_who(register, request.environ, request.cookies, proxy=config.web.proxy)
        return replace(found, has_key=_has_key(key))

    if not after:
        register.end_older_days()
    office.word_consent(config.consent.version, config.consent.text.by_language())
    visitors = Visitors(socketio, live, asker, office.now, register.devices.see)
    live.admit = visitors.may
    register.sessions.ended = visitors.drop_session
    register.devices.ended = visitors.drop_device
    register.devices.is_connected = visitors.is_connected
    add_asker(app, asker)
    add_limits(app, config.web.limits, office.ticket_by_token, demo=demo)
    check = add_gate(app, lambda kind: pairing.pairing_page(parts, kind))
    add_words(app, zone, parts.catalogs)
    add_refusals(app, zone, lambda number: live.snapshot(f"{_desk_seen()}{number}"))
    add_errors(app)
    add_devices(app, register, demo=demo)
    _add_page_facts(app, parts, mark)
    press, announcer, jobs = Press(parts), Announcer(parts), Jobs()
    cards, notices, media = Cards(parts), Notices(parts, announcer), Media(parts)
    intake = Intake(media, parts, Checker())
    chain = Chain(config.voices, data / "voices")
    south = config.voices.south
    reader = Reader(config.phrases, announcer.lexicon, data / "reading", chain, south=south)
    office.listen(lambda events: _tell(parts, events))
    moved_from = None if demo else changed_since(data, address)
    if after and after.moved_from not in (None, address):
        moved_from = after.moved_from
    lights.add(parts, press.light, announcer.light, jobs.light, moved_from)
    cards.add_light(parts.health)
    if house:
        lights.add_settings(parts, lambda: house.trouble)
    for surface in (
        home.blueprint(parts, app, version()),
        control.blueprint(parts, house),
        pairing.blueprint(parts),
        beats.blueprint(),
        sign_in.blueprint(parts),
        kiosk_pages(parts, press, reader, cards),
        counter_pages(parts, app, announcer.mutes.ends),
        display_pages(parts, announcer, announcer.mutes.ends, notices.shown_in, media, intake),
        voices_pages(parts, announcer, notices),
        phone_pages(parts, app),
        hall_pages(parts, app),
        manager_pages(parts, press, Trials(parts, announcer)),
    ):
        app.register_blueprint(surface)
    if demo:
        app.register_blueprint(practice_pages(parts))
    check()
    if demo and not after and not practice:
        _open_counters(parts)
    hosts = (*config.web.hosts, _host(address))
    guard = Guard(app.wsgi_app, hosts, lambda asked: speaking(app, asked), secure)
    outer = ProxyFix(guard, x_for=1, x_proto=1) if config.web.proxy else guard
    app.wsgi_app = outer  # type: ignore[assignment]
    work = {
        "the delivery of snapshots": live.deliver,
        "the press": press.crew.work,
        "the card scanners": cards.work,
        "the announcer": announcer.work,
        "the notices": notices.work,
        "the reader": reader.work,
        "the playlist": media.work,
        "the day's tick": ticking(parts),
        "the doorkeeper": each_second(visitors.send_away_idle, _sign_out_idle(parts)),
    }
    if practice and isinstance(clock, ScaledClock):
        work["the practice hall"] = Room(parts, practice, clock).work
    if not demo:
        # Asking for the names may take long, and here people wait.
        guard.own = after.guard.own if after else own_hosts()
        work["the look at our own addresses"] = renewing(guard, own_hosts)
    kept = tuple(jobs.kept(name, job) for name, job in work.items())
    return Built(
        app,
        socketio,
        parts,
        kept,
        store.close,
        guard,
        key,
        moved_from,
        (intake, press.crew, announcer, cards),
    )


def _add_page_facts(app: Flask, parts: Parts, mark: str) -> None:
    @app.context_processor
    def page_facts() -> dict[str, Any]:
        return {
            "lang": language(),
            "now": parts.office.now(),
            "zone": parts.ward.time_zone,
            "demo": parts.demo,
            "speed": parts.speed,
            "edition": mark,
            "profile": parts.config.office,
        }


def _open_counters(parts: Parts) -> None:
    """A demo begins with people at every counter."""
    by = By(surface="demo", staff=True)
    for number in (counter.id for counter in parts.ward.counters if not counter.retired):
        if parts.office.desk_facts(number)["state"] == "closed":
            with suppress(Refused):
                parts.office.desk(number, "open", by=by)


def _tell(parts: Parts, events: list[Event]) -> None:
    """After a commit: whoever shows something of it is sent it anew."""
    live = parts.live
    if any(event.kind == "day_closed" for event in events):
        parts.register.end_day()
    for event in events:
        if event.kind in ("called", "recalled"):
            call = {"seq": event.seq, "at": event.at, "counter": event.counter, **event.data}
            for room in live.watched("board"):
                live.emit(room, "called", call)
    for prefix in ("board", "desk-", "kiosk-", "ticket-", "hall-", "home", "rolls"):
        live.touch_all(prefix)


def _desk_seen() -> str:
    """The rooms of the desks as the asker may see them."""
    return "desk-keypad-" if asking().keypad else "desk-"


def _has_key(key: str) -> bool:
    return has_key(request.headers.get(KEY_HEADER, ""), key)


def _sign_out_idle(parts: Parts) -> Callable[[], None]:
    hours = parts.config.web.idle_hours
    return lambda: parts.register.tidy(hours)


def _host(address: str) -> str:
    return address.removeprefix("http://").rpartition(":")[0]
