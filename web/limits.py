"""How often one machine, one person, one phone or one unknown address may ask.

A phone is known by its ticket's token, so that three hundred of them behind one address read
their pages undisturbed; an address counts for those alone whom nothing else tells apart.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, request
from flask_limiter import Limiter

from office import Ticket
from settings.serving import Limits
from web.devices import asker

GUESSES_EACH_MINUTE = 20
"""Pages of tickets that are not there, and secrets tried, from one address."""
HALL_EACH_MINUTE = 1_200
"""Three hundred phones behind one address open the hall, and load it anew with other settings."""


def add_limits(
    app: Flask, rates: Limits, ticket: Callable[[str], Ticket | None], *, demo: bool
) -> None:
    """`ticket(token)` finds a phone's. In a demo nobody is counted."""

    def whose() -> tuple[str, int]:
        who = asker()
        device = who.kiosk or who.display or who.counter or who.keypad
        if request.endpoint == "voices.put_up":
            asks = f"person:{who.person.id}" if who.person else who.address
            return f"notices:{asks}", rates.notices
        if device:
            return f"device:{device.id}", rates.device
        if who.person:
            return f"person:{who.person.id}", rates.person
        token = (request.view_args or {}).get("token")
        found = ticket(token) if token else None
        if found is not None:
            return f"phone:{found.id}", rates.phone
        if request.blueprint == "hall":
            return f"hall:{who.address}", HALL_EACH_MINUTE
        if who.here:
            return "here", rates.device
        if token is not None:
            return f"ticket:{who.address}", GUESSES_EACH_MINUTE
        if request.blueprint == "sign_in" and request.method == "POST":
            return f"secret:{who.address}", GUESSES_EACH_MINUTE
        return f"address:{who.address}", rates.stranger

    limiter = Limiter(
        lambda: whose()[0],
        app=app,
        application_limits=[lambda: f"{whose()[1]} per minute"],
        storage_uri="memory://",
        enabled=not demo,
        headers_enabled=False,
    )

    @limiter.request_filter
    def is_free() -> bool:
        """Files of the pages cost nothing; orders of the command line show their key."""
        endpoint = request.endpoint or ""
        return endpoint.rpartition(".")[2] == "static" or asker().has_key
