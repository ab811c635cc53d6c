"""How many files a service still takes on a day."""

from __future__ import annotations

from office.store import Tx
from office.ward import Service

TAKEN = " UNION ALL ".join(
    f"SELECT quantity FROM tickets WHERE {column} = :service AND day = :day"
    " AND state <> 'cancelled'"
    for column in ("service", "planned", "served")
)


def left(tx: Tx, service: Service, day: str) -> int | None:
    """What is left of the quota, of which a ticket of several files takes as many; None without.

    A ticket counts in the service that it is planned for and in the one that it came on from.
    """
    if service.quota is None:
        return None
    params = {"service": service.id, "day": day}
    taken: int = tx.value(f"SELECT coalesce(sum(quantity), 0) FROM ({TAKEN})", params)
    return service.quota - taken
