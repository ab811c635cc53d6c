"""Runs run.py for the tests from one process that has imported the program already.

`python tests/forge.py servers` reads JSON lines: {argv, out, err, cwd, env} starts a server and
answers {pid}; {wait: pid} answers {code}, null while it runs. Every server is a fork: the same
run.py in a process of its own, killed and restarted like any other. Only the imports are shared.
`commands` does so for the other commands, which gevent has not patched.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from kept import keep

USUAL = ("agent.run", "commands.checks", "commands.media", "commands.lexicon", "kiosk.example")
"""What commands import beside the server."""
USUAL_FILES = 1024
"""How many open files systems usually give a process that asks for no more."""
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path[:1] = [str(ROOT)]
    sys.dont_write_bytecode = True
    if sys.argv[1] == "servers":
        from gevent import monkey

        monkey.patch_all()
    import gevent
    from gevent.monkey import get_original

    import run
    import web.server  # noqa: F401 - imported once, for every fork

    keep()
    if sys.argv[1] == "servers":
        rehearse()
    else:
        for module in USUAL:
            import_module(module)
    # The plain ones: gevent's own would watch the children in a loop that never runs here.
    fork, waitpid = get_original("os", "fork"), get_original("os", "waitpid")
    running = set()
    # No fork walks what was imported, which would copy it.
    gc.freeze()
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


def rehearse() -> None:
    """Open an office and close it: what that imports and works out, every fork has."""
    from config import load
    from office import SystemClock
    from voices.chime import chime
    from web.app import create_app

    chime()
    with tempfile.TemporaryDirectory() as folder:
        here, config = "http://127.0.0.1:8000", load(ROOT / "config.yaml")
        create_app(config, Path(folder), demo=True, address=here, clock=SystemClock()).stop()
    for thread in threading.enumerate():
        # Those of the limits: they end by themselves, and no fork may begin with a half of one.
        if thread is not threading.current_thread():
            thread.join(5)
    gc.collect()


def become(asked: dict[str, Any], serve: Callable[[list[str]], int]) -> NoReturn:
    """Be a server with its own output until it ends, then leave as a process of its own would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(USUAL_FILES, soft), hard))
    append = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(asked["out"], append), 1)
    os.dup2(os.open(asked["err"], append), 2)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    code = 1
    try:
        code = serve(asked["argv"])
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    except BaseException:  # noqa: BLE001 - told as the interpreter would
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
