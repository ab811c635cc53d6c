"""Under which address the office is reached: printed on slips and shown in QR codes."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

ANYWHERE = ("0.0.0.0", "::")
LOOPBACK = "127.0.0.1"
# An address for documentation: asking for the route to it sends nothing.
FAR = ("192.0.2.1", 9)


def base_url(
    configured: str | None, listens: str, port: int, *, demo: bool, scheme: str = "http"
) -> str:
    """As http://host:port: the configured address, else the one it is found under."""
    host = listens if demo else configured or default_host(listens)
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def default_host(listens: str) -> str:
    """The LAN address of the default route, else the first private one, else loopback."""
    if listens not in ANYWHERE:
        return listens
    return _routed() or next(iter(_privates()), LOOPBACK)


def own_hosts() -> set[str]:
    """Every address under which this computer may be called by its number."""
    return {host for host in (_routed(), *_privates()) if host is not None}


def changed_since(data: Path, address: str) -> str | None:
    """The address of the last start if it was another one; notes this start's."""
    note = data / "address.txt"
    before = note.read_text("utf-8").strip() if note.exists() else address
    note.write_text(address + "\n", "utf-8")
    return before if before != address else None


def _routed() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(FAR)
        except OSError:
            return None
        found: str = asking.getsockname()[0]
    return None if ipaddress.ip_address(found).is_loopback else found


def _privates() -> list[str]:
    try:
        rows = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    found = dict.fromkeys(ipaddress.ip_address(row[4][0]) for row in rows)
    return [str(ip) for ip in found if ip.is_private and not ip.is_loopback]
