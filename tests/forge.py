"""Starts servers for the tests from one process that has imported the program already.

`python tests/forge.py` reads JSON lines: {argv, log, cwd, env} starts a server and answers {pid};
{wait: pid} answers {code}, null while it runs. Every server is a fork: the same run.py in a
process of its own, killed and restarted like any other. Only the imports are shared.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

USUAL_FILES = 1024
"""How many open files systems usually give a process that asks for no more."""
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path[:1] = [str(ROOT)]
    sys.dont_write_bytecode = True
    from gevent import monkey

    monkey.patch_all()
    import gevent

    import run
    import web.server  # noqa: F401 - imported once, for every fork

    # The plain ones: gevent's own would watch the children in a loop that never runs here.
    fork, waitpid = monkey.get_original("os", "fork"), monkey.get_original("os", "waitpid")
    running = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            done, status = waitpid(asked["wait"], os.WNOHANG)
            running.discard(done)
            answer = {"code": os.waitstatus_to_exitcode(status) if done else None}
        else:
            pid = fork()
            if pid == 0:
                gevent.reinit()
                become(asked, run.main)
            running.add(pid)
            answer = {"pid": pid}
        print(json.dumps(answer), flush=True)
    # Who started them was cut off.
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def become(asked: dict[str, Any], serve: Callable[[list[str]], int]) -> NoReturn:
    """Be a server with its own log until it ends, then leave as a process of its own would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(USUAL_FILES, soft), hard))
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for source, target in ((os.open(os.devnull, os.O_RDONLY), 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    code = 1
    try:
        code = serve(asked["argv"])
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else 1
    except BaseException:  # noqa: BLE001 - told as the interpreter would
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
