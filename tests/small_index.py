"""A package index on loopback with tiny wheels, for set-ups that need no network."""

from __future__ import annotations

import base64
import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FILES = ("bootstrap.py", "installer.py")
GO = "import bootstrap, sys\nbootstrap.enter()\nimport {}\nprint('inside', sys.prefix)\n"


def wheel(name: str, version: str = "1.0") -> tuple[str, bytes]:
    """File name and bytes of a wheel with one module, called as the package."""
    info = f"{name}-{version}.dist-info"
    parts = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in parts.items())
    parts[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, text in parts.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return f"{name}-{version}-py3-none-any.whl", packed.getvalue()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Index:
    """The wheels by file name, what was asked for, and whether `stalls` are never answered."""

    wheels: dict[str, bytes]
    asked: list[str] = field(default_factory=list)
    stalls: str = ""
    released: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def lock(self, *names: str) -> str:
        """A lock file of the named packages' wheels."""
        pins = ""
        for file, data in self.wheels.items():
            name, version = file.split("-")[:2]
            if name in names:
                pins += (
                    f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(data).hexdigest()}\n"
                )
        return pins

    def answer(self, path: str) -> bytes | None:
        name = path.strip("/").split("/")[-1]
        self.asked.append(name)
        if self.stalls and name.startswith(self.stalls) and name.endswith(".whl"):
            self.reached.set()
            self.released.wait(30)
        if name.endswith(".whl"):
            return self.wheels.get(name)
        links = (f'<a href="/{file}">{file}</a>' for file in self.wheels if file.startswith(name))
        return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>".encode()


@contextmanager
def serving(index: Index) -> Iterator[int]:
    """The port on which `index` answers pip."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = index.answer(self.path)
            kind = "application/octet-stream" if self.path.endswith(".whl") else "text/html"
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.send_header("Cache-Control", "max-age=600")
            with suppress(ConnectionError):  # the test killed pip meanwhile
                self.end_headers()
                self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.server_address[1]
    index.released.set()
    server.shutdown()
    server.server_close()


def program(folder: Path, source: Path, lock: str, module: str) -> Path:
    """A program folder that only enters its .venv and imports `module`."""
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes((source / name).read_bytes())
    (folder / "requirements.lock").write_text(lock, "utf-8")
    (folder / "go.py").write_text(GO.format(module), "utf-8")
    return folder
