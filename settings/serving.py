"""The section `web`: where the server listens, and what each address may do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from office.ward import Part
from settings.values import Host, Port, Text


class Limits(Part):
    """What one address on the network may do; and requests a minute of each machine let in, each
    person, each phone (by its ticket), each address that nothing else is known of; `notices` to the
    hall that one person puts up.
    """

    connections: Annotated[int, Field(ge=8, le=4096)] = 64
    header_seconds: Annotated[int, Field(ge=1, le=60)] = 5
    device: Annotated[int, Field(ge=60, le=100_000)] = 600
    person: Annotated[int, Field(ge=60, le=100_000)] = 300
    phone: Annotated[int, Field(ge=10, le=100_000)] = 60
    stranger: Annotated[int, Field(ge=30, le=100_000)] = 240
    notices: Annotated[int, Field(ge=1, le=600)] = 6


class Tls(Part):
    """HTTPS beside HTTP. PEM files; a relative path is one in the data folder."""

    cert: Text
    key: Text
    port: Port = 8443


class Web(Part):
    """Where the server listens, and by which names it may be called."""

    host: Host = "0.0.0.0"
    port: Port = 8000
    address: Host | None = None
    hosts: tuple[Host, ...] = ()
    tls: Tls | None = None
    proxy: bool = False
    idle_hours: Annotated[float, Field(ge=0.1, le=24)] = 4
    limits: Limits = Limits()
