"""What plain HTTP still gives where there is HTTPS: the citizens' pages, and orders from here.

A phone that follows a slip's code must meet no warning about a certificate; everything else is
sent to the HTTPS address of the settings. No answer has Strict-Transport-Security: the same host
name serves HTTP to phones, and a browser that was told so would never ask for that again.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote

Environ = dict[str, Any]

CITIZENS = re.compile(
    r"/|/healthz|/thong-tin|/(?:t|thong-tin|qr|socket\.io)/.*|/(?:[a-z-]+/)*static/.*", re.DOTALL
)
ORDERS = "/control/"
KEPT = "%/?:@!$&'()*+,;=~"


def serves(environ: Environ) -> bool:
    """Whether plain HTTP may answer this request."""
    path = environ.get("PATH_INFO", "")
    return bool(CITIZENS.fullmatch(path)) or (path.startswith(ORDERS) and _from_here(environ))


def elsewhere(secure: str, environ: Environ) -> str:
    """The same path and query under `secure`, whatever host was asked for."""
    path = quote("/" + environ.get("PATH_INFO", "").lstrip("/"), KEPT[1:], "latin-1")
    query = quote(environ.get("QUERY_STRING", ""), KEPT, "latin-1")
    return f"{secure}{path}{'?' if query else ''}{query}"


def _from_here(environ: Environ) -> bool:
    """The command line asks from this computer: from its loopback, or from its own address."""
    asker = environ.get("REMOTE_ADDR", "")
    if asker and asker == environ.get("SERVER_ADDR"):
        return True
    try:
        peer = ip_address(asker)
    except ValueError:
        return False
    return (getattr(peer, "ipv4_mapped", None) or peer).is_loopback
