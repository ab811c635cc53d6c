"""The rules of the house that a test can keep: who imports whom, how long, nothing from afar."""

from __future__ import annotations

import hashlib
import re
import shutil
import statistics
import tomllib
from pathlib import Path

import hall
import pytest
from program_folder import (
    PAGES,
    ROOT,
    THIRD_PARTY,
    calls,
    imports,
    name,
    own_files,
    product_code,
    texts,
)

SURFACES = {"kiosk", "counter", "display", "voices", "phone", "manager"}
MAY_IMPORT = {
    "office": set(),
    "settings": {"office"},
    "config": {"office", "settings"},
    "access": {"office"},
    **{surface: {"access", "office", "config", "web"} for surface in SURFACES},
    "voices": {"access", "office", "config", "settings", "web"},
    "web": {"access", "office", "config", "settings"},
    "practice": {"office", "config", "web"},
    "bench": {"bench", "config", "kiosk", "office", "practice", "settings", "voices", "web"},
    "bootstrap": {"installer"},
    "installer": {"bootstrap"},
    "paired": set(),
    "agent": {"bootstrap", "config", "kiosk", "paired", "voices", "web"},
    "commands": {"agent", "bench", "bootstrap", "config", "display", "keypad", "kiosk", "office"}
    | {"practice", "settings", "voices", "web"},
    "keypad": {"bootstrap", "paired"},
    "run": {"bootstrap"},
    "deploy": set(),
}
WIRING = {"web/app.py", "web/server.py"}
SQL = re.compile(
    r"\b(SELECT\s+\d|SELECT\s.+\sFROM|INSERT\s+(OR \w+ )?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|CREATE\s+(TABLE|INDEX|UNIQUE)|PRAGMA\s+\w+|BEGIN IMMEDIATE)\b",
    re.DOTALL,
)
ELSEWHERE = re.compile(r"(?:https?:|[\"'(])//(?!www\.w3\.org)[\w.-]+")
EVALUATED = re.compile(r"""wait_for_function\(\s*f?(?:\"{3}|"|')(?![^\n]*=>)""")
MACHINE = re.compile(r"/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/|[A-Z]:\\Users\\\w+")


def test_everybody_imports_only_whom_they_may() -> None:
    wrong = [
        f"{name(path)} imports {found}"
        for path in product_code()
        for found in imports(path)
        if (package := found.split(".")[0]) in MAY_IMPORT
        and package not in MAY_IMPORT[home(path)] | {home(path)}
        and not (name(path) in WIRING and package in SURFACES | {"practice"})
    ]
    assert wrong == []


def test_only_the_front_door_imports_what_wires_everything() -> None:
    wired = ("web.app", "web.server")
    importers = {
        name(path) for path in product_code() for found in imports(path) if found.startswith(wired)
    }
    assert importers == {"web/server.py", "commands/serving.py"}


def home(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def test_packages_of_surfaces_do_nothing_when_they_are_imported() -> None:
    for folder in (*SURFACES, "web", "commands"):
        assert (ROOT / folder / "__init__.py").read_text("utf-8") == ""


def test_sql_is_written_in_the_store_and_in_records_only() -> None:
    elsewhere = [
        path for path in product_code() if home(path) != "office" and path.name != "records.py"
    ]
    assert [name(path) for path in elsewhere if any(map(SQL.search, texts(path)))] == []
    running = {"executemany", "executescript"}
    assert [name(path) for path in elsewhere if calls(path) & running] == []


def test_files_are_short() -> None:
    lengths = {
        name(path): len(path.read_text("utf-8").splitlines()) for path in own_files(".py", *PAGES)
    }
    assert {file: length for file, length in lengths.items() if length > 300} == {}
    product = [length for file, length in lengths.items() if length and "tests/" not in file]
    assert statistics.median(product) < 80


def test_every_dependency_is_in_its_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = {"": project["project"]["dependencies"], **project["dependency-groups"]}
    for group, wanted in groups.items():
        lock = (ROOT / f"requirements{'-' if group else ''}{group}.lock").read_text("utf-8")
        locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
        assert {re.split(r"[\[<>= ;]", want)[0] for want in wanted} - locked == set()


def test_a_page_loads_nothing_from_elsewhere() -> None:
    found = {
        name(path): outside
        for path in own_files(*PAGES)
        if (outside := ELSEWHERE.findall(path.read_text("utf-8")))
    }
    assert found == {}


def test_a_page_has_no_code_or_style_within_it() -> None:
    inline = re.compile(
        r"<script(?![^>]*(?:\ssrc=|type=\"application/json\"))|<style|\sstyle=\"|\son[a-z]+=\""
    )
    pages = {name(path): inline.findall(path.read_text("utf-8")) for path in own_files(".html")}
    assert {page: found for page, found in pages.items() if found} == {}


def test_every_file_that_a_page_asks_for_is_there() -> None:
    asked = re.compile(
        r"(?:src=|href=|from |import |import\(|url\()[\"']?(/?[\w./-]+\.(?:js|css|svg|woff2|png))\b"
    )
    missing = [
        f"{name(path)} asks for {found}"
        for path in own_files(*PAGES)
        for found in asked.findall(path.read_text("utf-8"))
        if not served_from(path, found).is_file()
    ]
    assert missing == []


def served_from(path: Path, asked: str) -> Path:
    """The file behind an address in the page or style sheet at `path`."""
    if not asked.startswith("/"):
        return path.parent / asked
    place, _, rest = asked.removeprefix("/").partition("static/")
    return ROOT / {"": "web", "t/": "phone"}.get(place, place) / "static" / rest


def test_every_third_party_file_has_its_version_licence_and_sum() -> None:
    folders = [
        path
        for kind in THIRD_PARTY
        for path in ROOT.rglob(kind)
        if path.is_dir() and not path.relative_to(ROOT).parts[0].startswith(".")
    ]
    assert folders
    for folder in folders:
        note = (folder / "VENDOR.md").read_text("utf-8")
        assert re.match(r"# .+ \d+\.\d+", note), "no version in the title"
        assert "Licence: " in note
        assert "Renew: " in note
        files = {file for file in folder.iterdir() if file.name != "VENDOR.md"}
        licences = {file for file in files if re.search("LICEN[SC]E|OFL", file.name)}
        assert licences, f"no licence in {folder}"
        for file in files - licences:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            assert f"`{file.name}` | `{digest}`" in note


def test_nothing_of_a_third_party_lies_among_our_files() -> None:
    assert [name(path) for path in own_files(".woff2", ".wasm", ".ttf")] == []
    assert [name(path) for path in own_files(".js") if ".min." in path.name] == []


def test_no_document_says_a_thing_twice() -> None:
    """A union of two branches may keep the same paragraph two times."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    for document in documents:
        lines = [line for line in document.read_text("utf-8").splitlines() if len(line) > 60]
        assert sorted(lines) == sorted(set(lines)), document.name


def test_the_documents_name_no_path_of_one_machine() -> None:
    found = [
        f"{name(path)}: {line}"
        for path in own_files(".md")
        for line in path.read_text("utf-8").splitlines()
        if MACHINE.search(line)
    ]
    assert found == []


def test_a_page_is_waited_for_with_a_function() -> None:
    """A bare expression is evaluated again in the page, which its policy of content forbids: it
    works only where it is true at once."""
    tests = [path for path in own_files(".py") if path.parent.name == "tests"]
    assert [name(path) for path in tests if EVALUATED.search(path.read_text("utf-8"))] == []
    for said, wrong in (('"films.length === 1"', True), ('"() => films.length === 1"', False)):
        assert bool(EVALUATED.search(f"page.wait_for_function({said})")) is wrong


def test_running_writes_nothing_into_the_program_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "goiso"
    unwanted = shutil.ignore_patterns(".*", "__pycache__", "tests")
    shutil.copytree(ROOT, folder, ignore=unwanted)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    monkeypatch.setattr(hall, "ROOT", folder)
    config = hall.write_config(tmp_path / "config.yaml", {})
    before = listing(folder)
    served = hall.start("demo", config, tmp_path / "data", tmp_path / "log.txt")
    try:
        taken = served.post("/kiosk/tickets", {"service": "chung-thuc", "key": "0" * 32})
        called = served.post("/counter/1/calls")
        pages = [served.get(page) for page in ("/", "/kiosk/", "/counter/1", "/display/")]
    finally:
        served.stop()
    assert (taken.status_code, called.status_code) == (201, 201)
    assert all(page.ok for page in pages)
    assert listing(folder) == before


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file and folder was last written, and its size."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in [folder, *folder.rglob("*")]
        if ".venv" not in path.parts
    }
