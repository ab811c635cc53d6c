"""What a process that looks at strangers' files may take of this computer."""

from __future__ import annotations

import sys
from contextlib import suppress

MEMORY = 1 << 30
"""Bytes."""
CPU_SECONDS = 120
LARGEST_FILE = 3 << 30

if sys.platform == "win32":
    from display.media.winjob import limit_memory

    def confine() -> None:
        """Memory alone: the time is the parent's to watch."""
        limit_memory(MEMORY)

else:
    import os
    import resource

    def confine() -> None:
        """Memory, time, the size of what it writes; and calls go first. macOS knows no limit of
        memory: there the limits of dots and pages must do.
        """
        wanted = {
            resource.RLIMIT_AS: MEMORY,
            resource.RLIMIT_CPU: CPU_SECONDS,
            resource.RLIMIT_FSIZE: LARGEST_FILE,
            resource.RLIMIT_CORE: 0,
        }
        for which, most in wanted.items():
            hard = resource.getrlimit(which)[1]
            if hard != resource.RLIM_INFINITY:
                most = min(most, hard)
            with suppress(OSError, ValueError):
                resource.setrlimit(which, (most, most))
        with suppress(OSError):
            os.nice(10)
