"""The least server that does what must be done: one durable row, or one event, for each POST.

`python -m bench.yardstick FOLDER` prints the port it listens on; `python -m bench.yardstick`
alone answers every request with the same bytes and shows what the generator can do.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import socket  # noqa: E402
import sys  # noqa: E402
from contextlib import suppress  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from flask import Flask, jsonify, request  # noqa: E402
from flask.typing import ResponseReturnValue  # noqa: E402
from flask_socketio import SocketIO, join_room  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402

from bench.records import Rows  # noqa: E402

ANSWER = (
    b"HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n"
    b'{"id": 1234}'
)


class Server(WSGIServer):
    def handle(self, sock: Any, address: Any) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle(sock, address)


def application(folder: Path) -> Flask:
    app = Flask("yardstick")
    live = SocketIO(app, async_mode="gevent")
    rows = Rows(folder / "yardstick.db")

    @app.post("/rows")
    def insert() -> ResponseReturnValue:
        return jsonify(id=rows.add(request.get_data())), 201

    @app.post("/events")
    def emit() -> ResponseReturnValue:
        live.emit("called", request.get_json(), to="hall")
        return jsonify(ok=True), 201

    def watch(_data: Any = None) -> dict[str, bool]:
        join_room("hall")
        return {"ok": True}

    live.on_event("watch", watch)
    return app


def ceiling(connection: socket.socket) -> None:
    """Answer whatever comes on this connection; requests are small and come whole."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection, suppress(ConnectionError):
        while connection.recv(65536):
            connection.sendall(ANSWER)


def listening() -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    print(listener.getsockname()[1], flush=True)
    return listener


def main() -> None:
    listener = listening()
    if len(sys.argv) > 1:
        app = application(Path(sys.argv[1]))
        Server(listener, app, log=None, error_log=None).serve_forever()
    while True:
        gevent.spawn(ceiling, listener.accept()[0])


if __name__ == "__main__":
    main()
