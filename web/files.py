"""How many sockets the process may hold open."""

from __future__ import annotations

import sys

if sys.platform == "win32":

    def raise_file_limit() -> int | None:
        """Windows limits sockets by memory only: nothing to raise."""
        return None

else:
    import resource

    def raise_file_limit() -> int | None:
        """Raises the soft limit to the hard one; the limit now, None: without one."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != hard:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            except (OSError, ValueError):
                return soft
        return None if hard == resource.RLIM_INFINITY else hard
