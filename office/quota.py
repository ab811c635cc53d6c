"""How many files a service still takes on a day."""

from __future__ import annotations

from office.store import Tx
from office.ward import Service

TAKEN = " UNION ALL ".join(
    f"SELECT {files} AS files FROM tickets WHERE {column} = :service AND day = :day"
    " AND state <> 'cancelled'"
    for column, files in (
        ("service", "iif(served IS NULL, quantity, 1)"),
        ("planned", "1"),
        ("served", "quantity"),
    )
)


def left(tx: Tx, service: Service, day: str) -> int | None:
    """What is left of the quota; None without one.

    A ticket takes as many as it has files in the service that it was taken for, also once it has
    gone on, and one in the service that is planned to follow.
    """
    if service.quota is None:
        return None
    params = {"service": service.id, "day": day}
    taken: int = tx.value(f"SELECT coalesce(sum(files), 0) FROM ({TAKEN})", params)
    return service.quota - taken
