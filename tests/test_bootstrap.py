"""The first start makes .venv, goes on where it stopped, and says plainly what it cannot do."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_index import Index, program, serving, wheel

SOURCE = Path(__file__).resolve().parent.parent
# The Python of this computer, not the one of the .venv that runs these tests.
PYTHON: str = getattr(sys, "_base_executable", sys.executable)
Done = subprocess.CompletedProcess[str]
Start = Callable[..., Done]


@pytest.fixture
def index() -> Index:
    return Index(dict([wheel("alpha"), wheel("beta"), wheel("gamma")]))


@pytest.fixture
def env(index: Index, tmp_path: Path) -> Iterator[dict[str, str]]:
    with serving(index) as port:
        yield surroundings(port, tmp_path / "cache")


@pytest.fixture
def folder(index: Index, tmp_path: Path) -> Path:
    return program(tmp_path / "goiso", SOURCE, index.lock("alpha", "beta"), "alpha, beta")


@pytest.fixture(scope="module")
def made_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index, place = Index(dict([wheel("alpha"), wheel("beta")])), tmp_path_factory.mktemp("made")
    folder = program(place / "goiso", SOURCE, index.lock("alpha", "beta"), "alpha, beta")
    with serving(index) as port:
        assert run(folder, surroundings(port, place / "cache")).returncode == 0
    return folder / ".venv"


@pytest.fixture
def made(made_venv: Path, folder: Path) -> Path:
    """The program folder after its first start."""
    shutil.copytree(made_venv, folder / ".venv", symlinks=True)
    return folder


@pytest.fixture
def start(env: dict[str, str], folder: Path) -> Start:
    return lambda **more: run(folder, {**env, **more})


def surroundings(port: int, cache: Path) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    return {
        **clean,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_CACHE_DIR": str(cache),
        "PIP_INDEX_URL": f"http://127.0.0.1:{port}/simple",
        "PIP_TRUSTED_HOST": f"127.0.0.1:{port}",
        "NO_PROXY": "127.0.0.1",
    }


def run(folder: Path, env: dict[str, str]) -> Done:
    command = [PYTHON, "-B", str(folder / "go.py")]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=60)


def test_the_first_start_installs_the_lock_tells_each_package_and_goes_inside(
    start: Start, folder: Path
) -> None:
    done = start()
    assert done.returncode == 0, done.stderr
    assert "[1/2] alpha 1.0" in done.stdout
    assert "[2/2] beta 1.0" in done.stdout
    assert f"inside {folder / '.venv'}" in done.stdout


def test_a_later_start_asks_nobody_and_writes_nothing(
    start: Start, made: Path, index: Index
) -> None:
    before, index.asked = _listing(made), []
    done = start(PIP_INDEX_URL="http://127.0.0.1:9/")
    assert done.stdout == f"inside {made / '.venv'}\n"
    assert index.asked == []
    assert _listing(made) == before


def test_a_changed_lock_is_installed_at_the_next_start(
    start: Start, made: Path, index: Index
) -> None:
    index.wheels.update([wheel("beta", "1.1")])
    del index.wheels["beta-1.0-py3-none-any.whl"]
    (made / "requirements.lock").write_text(index.lock("alpha", "beta"), "utf-8")
    assert "beta 1.1" in start().stdout
    assert "[" not in start().stdout


@pytest.mark.long
def test_a_set_up_that_was_killed_goes_on_with_what_it_had(
    start: Start, env: dict[str, str], folder: Path, index: Index
) -> None:
    index.stalls = "beta"
    killed = subprocess.Popen(
        [PYTHON, "-B", str(folder / "go.py")],
        env=env,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert index.reached.wait(30)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=10)
    index.stalls, index.asked = "", []
    done = start()
    assert done.returncode == 0, done.stderr
    assert "Going on" in done.stdout
    assert [name for name in index.asked if name.endswith(".whl")] == [
        "beta-1.0-py3-none-any.whl"
    ], "alpha was downloaded already"


@pytest.mark.long
def test_packages_that_were_cut_short_are_installed_again(start: Start, made: Path) -> None:
    (site,) = (made / ".venv").glob("lib/python*/site-packages")
    (site / "alpha-1.0.dist-info" / "RECORD").unlink()
    (site / "alpha.py").unlink()
    (site / "beta.py").write_text("VER", "utf-8")
    (made / ".venv" / "requirements.lock.installed").unlink()
    assert start().returncode == 0
    assert (site / "alpha.py").exists()
    assert (site / "beta.py").read_text("utf-8") == "VERSION = '1.0'\n"


def test_a_venv_whose_python_is_gone_is_made_anew(start: Start, made: Path) -> None:
    for python in (made / ".venv" / "bin").glob("python*"):
        python.unlink()
    (made / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    assert "inside" in start().stdout


@pytest.mark.long
def test_two_first_starts_at_once_both_end_well(
    start: Start, env: dict[str, str], folder: Path, index: Index
) -> None:
    index.stalls = "alpha"
    first = subprocess.Popen(
        [PYTHON, "-B", str(folder / "go.py")], env=env, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert index.reached.wait(30)
    second = subprocess.Popen(first.args, env=env, stdout=subprocess.PIPE, encoding="utf-8")
    assert second.stdout
    assert "xin chờ" in second.stdout.readline()
    index.released.set()
    assert "inside" in first.communicate(timeout=60)[0]
    assert "inside" in second.communicate(timeout=60)[0]


def test_without_a_network_one_sentence_says_so(start: Start) -> None:
    done = start(PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert done.returncode == 2
    assert done.stderr.startswith("Không tải được các gói Python: máy chưa có mạng.")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stdout


def test_a_package_that_is_not_the_locked_one_is_refused(start: Start, index: Index) -> None:
    index.wheels["beta-1.0-py3-none-any.whl"] = wheel("beta", "1.0.0")[1]
    done = start()
    assert done.returncode == 2
    assert "không đúng với tệp khóa" in done.stderr


def test_a_python_without_ensurepip_uses_its_own_pip(start: Start, tmp_path: Path) -> None:
    assert start(PYTHONPATH=_shadow(tmp_path, "ensurepip")).returncode == 0


@pytest.mark.long
def test_a_python_without_pip_uses_ensurepip(start: Start, tmp_path: Path) -> None:
    done = start(PYTHONPATH=_shadow(tmp_path, "pip"))
    assert done.returncode == 0, done.stderr


def test_a_python_with_neither_gets_one_sentence(start: Start, tmp_path: Path) -> None:
    shadows = f"{_shadow(tmp_path, 'pip')}{os.pathsep}{_shadow(tmp_path, 'ensurepip')}"
    done = start(PYTHONPATH=shadows)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "python3-pip" in done.stderr


def test_a_folder_that_cannot_be_written_gets_one_sentence(start: Start, folder: Path) -> None:
    (folder / ".venv").write_text("in the way", "utf-8")
    done = start()
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("name", ["run.py", "bootstrap.py"])
def test_an_old_python_can_read_what_refuses_it(name: str) -> None:
    ast.parse((SOURCE / name).read_text("utf-8"), feature_version=(3, 7))


def test_an_old_python_gets_one_sentence(tmp_path: Path) -> None:
    pretend = "import sys, runpy; sys.version_info = (3, 10); runpy.run_path(sys.argv[1])"
    command = [PYTHON, "-B", "-c", pretend, str(SOURCE / "bootstrap.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr == "Can Python 3.11 tro len. Python 3.11 or later is needed.\n"


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in folder.rglob("*")
    }


def _shadow(tmp_path: Path, name: str) -> str:
    """A folder for PYTHONPATH in which `name` is missing from all but a virtual environment."""
    folder = tmp_path / f"without-{name}"
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(
        "import importlib, sys\n"
        f"if {name!r} == 'ensurepip' or sys.prefix == sys.base_prefix: raise ImportError\n"
        f"sys.path.remove({str(folder)!r})\n"
        f"del sys.modules[{name!r}]\n"
        f"importlib.import_module({name!r})\n",
        "utf-8",
    )
    return str(folder)
