"""Other settings while people wait: the hall stays, nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import statistics
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from deskpage import QUICK
from hall import Served
from reloading import RENAMED, change, look, order, rewrite, settings_light, take, until

import run
from config import load
from settings.written import dump

Serving = Callable[..., Served]


def test_the_hall_is_as_it_was_and_the_new_words_are_there(
    serving: Serving, capsys: pytest.CaptureFixture[str]
) -> None:
    served = serving(QUICK)
    for service in ("chung-thuc", "ho-tich", "ho-tich", "ho-tich", "ho-tich"):
        take(served, service)
    served.post("/counter/1/calls")
    served.post("/counter/6/calls")
    served.post("/counter/6/recalls")
    assert served.post("/counter/6/absences").status_code == 201
    served.post("/counter/6/calls")
    served.post("/counter/6/starts")
    rooms = ("desk-1", "desk-6", "desk-9", "kiosk-k1")
    until(lambda: {job["state"] for job in look(served, rooms[-1])["jobs"].values()} == {"printed"})
    before = {room: look(served, room) for room in rooms}
    assert before["desk-6"]["turn"]["ticket"]["state"] == "serving"
    assert len(before["desk-6"]["missed"]) == 1

    rewrite(served, {**RENAMED, "web.port": "8001"})
    assert run.main(["config", "diff", "--data", str(served.data)]) == 0
    told = capsys.readouterr().out
    assert "services[ho-tich].name.vi: Hộ tịch → Việc hộ tịch\n" in told
    assert "web.port: 8000 → 8001  [khởi động lại · restart]" in told
    assert "Hộ tịch" in served.get("/kiosk/").text

    assert run.main(["config", "reload", "--data", str(served.data)]) == 0
    told = capsys.readouterr().out
    assert "2 chỗ thay đổi" in told
    assert told.splitlines()[-1] == "  web.port: 8000 → 8001"
    assert "Việc hộ tịch" in served.get("/kiosk/").text
    after = {room: look(served, room) for room in rooms}
    assert _without_clock(after) == _without_clock(before)
    assert served.post("/counter/6/finishes").status_code == 201
    assert take(served)["label"] == "B005"
    assert order(served).json()["changes"] == []


def _without_clock(value: Any) -> Any:
    """Ages and countdowns aside."""
    if isinstance(value, dict):
        ticking = {key for key in value if key.endswith("_ms") or key in ("health", "wait_minutes")}
        return {key: _without_clock(value[key]) for key in value.keys() - ticking}
    return [_without_clock(each) for each in value] if isinstance(value, list) else value


def test_no_number_is_lost_while_settings_change(serving: Serving) -> None:
    served = serving(QUICK)
    given, waits, over = keep_taking(served, 2)
    told = [change(served, {"rules.returns": str(times)}) for times in (3, 4, 5)]
    over.set()
    labels = settled(given)
    assert len(labels) > 20
    assert sorted(labels) == [f"B{number:03d}" for number in range(1, len(labels) + 1)]
    assert len(look(served, "desk-6")["waiting"]) > 0
    assert all(each["waited_ms"] < 5_000 for each in told)
    assert waits


def keep_taking(
    served: Served, clients: int
) -> tuple[list[threading.Thread], list[float], threading.Event]:
    """Clients that take numbers one after the other, each press with its key until answered."""
    over, waits = threading.Event(), list[float]()

    class Taker(threading.Thread):
        def __init__(self, id: int) -> None:
            super().__init__(daemon=True)
            self.id, self.labels, self.wrong = id, list[str](), list[str]()

        def run(self) -> None:
            with requests.Session() as session:
                while not over.is_set():
                    key = f"{self.id:02d}{len(self.labels):030d}"
                    begun = time.monotonic()
                    wish = {"service": "ho-tich", "key": key}
                    try:
                        answer = session.post(f"{served.base}/kiosk/tickets", json=wish, timeout=30)
                    except requests.ConnectionError:
                        continue
                    waits.append(time.monotonic() - begun)
                    if answer.status_code not in (200, 201):
                        self.wrong.append(answer.text)
                        return
                    self.labels.append(answer.json()["ticket"]["label"])

    takers: list[threading.Thread] = [Taker(id) for id in range(clients)]
    for taker in takers:
        taker.start()
    until(lambda: len(waits) > 10)
    return takers, waits, over


def settled(takers: Any) -> list[str]:
    for taker in takers:
        taker.join(60)
        assert not taker.is_alive()
        assert taker.wrong == []
    return [label for taker in takers for label in taker.labels]


def test_what_people_wait_for_does_not_vanish(
    serving: Serving, capsys: pytest.CaptureFixture[str]
) -> None:
    served = serving(QUICK)
    take(served)
    label = take(served)["label"]
    take(served)
    served.post("/counter/6/calls")
    kept = load(served.config)
    services = tuple(
        each.model_copy(update={"retired": each.id == "ho-tich"}) for each in kept.services
    )
    counters = tuple(each for each in kept.counters if each.id != 6)
    fewer = kept.model_copy(update={"services": services, "counters": counters})
    served.config.write_text(dump(fewer), "utf-8")
    edition = served.get("/").text.partition("data-edition=")[2][:16]

    assert run.main(["config", "diff", "--data", str(served.data)]) == 2
    assert "quầy 6 đang gọi B001" in capsys.readouterr().err
    assert run.main(["config", "reload", "--data", str(served.data)]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("Chưa đổi được: lĩnh vực Hộ tịch còn ")
    for part in ("2 người chờ", "quầy 6 đang gọi B001", "Not changed:", "2 waiting"):
        assert part in sentence
    assert settings_light(served)["state"] == "warn"
    assert served.get("/").text.partition("data-edition=")[2][:16] == edition
    assert served.post("/counter/6/starts").status_code == 201

    # While it was off the file was changed all the same: it starts, and says who is concerned.
    served.stop()
    served.again()
    assert "Cần chú ý: lĩnh vực" in served.log.read_text("utf-8")
    assert "Hộ tịch còn" in settings_light(served)["detail"]
    # Put back, as it advises, they are all in their line again.
    served.config.write_text(dump(kept), "utf-8")
    assert order(served).status_code == 201
    assert settings_light(served)["state"] == "ok"
    assert served.post("/counter/6/finishes").status_code == 201
    served.post("/counter/6/calls")
    assert look(served, "desk-6")["turn"]["ticket"]["label"] == label


def test_a_file_with_mistakes_changes_nothing_and_tells_them_all(
    serving: Serving, capsys: pytest.CaptureFixture[str]
) -> None:
    served = serving(QUICK)
    before = served.get("/kiosk/").text
    served.config.write_text(served.config.read_text("utf-8") + "\nnonsense: 1\nmore: 2\n", "utf-8")
    for what in ("diff", "reload"):
        assert run.main(["config", what, "--data", str(served.data)]) == 2
        said = capsys.readouterr().err
        assert "line" in said and "nonsense" in said and "more" in said
    edition = before.partition("data-edition=")[2][:16]
    assert edition and edition in served.get("/kiosk/").text
    assert settings_light(served)["state"] == "warn"
    assert "nonsense" in settings_light(served)["detail"]
    change(served, {"rules.returns": "3"})
    assert settings_light(served)["state"] == "ok"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP; the command does the same")
def test_sighup_reloads_and_a_bad_file_is_logged(serving: Serving) -> None:
    served = serving(QUICK)
    rewrite(served, RENAMED)
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "Việc hộ tịch" in served.get("/kiosk/").text)
    rewrite(served, {"rules.returns": "nhiều"})
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "rules.returns" in served.log.read_text("utf-8"))
    assert served.get("/healthz").ok
    assert "rules.returns" in settings_light(served)["detail"]


def test_who_does_not_know_the_key_reloads_nothing(serving: Serving) -> None:
    served = serving(QUICK)
    rewrite(served, RENAMED)
    assert served.post("/control/config-reloads").status_code == 404
    assert "Việc hộ tịch" not in served.get("/kiosk/").text


@pytest.mark.long
def test_twenty_changes_under_load_lose_and_double_nothing(serving: Serving) -> None:
    served = serving(QUICK)
    given, waits, over = keep_taking(served, 4)
    told = [change(served, {"rules.returns": str(2 + times % 2 + 1)}) for times in range(20)]
    over.set()
    labels = settled(given)
    assert sorted(labels, key=lambda label: int(label[1:])) == [
        f"B{number:03d}" for number in range(1, len(labels) + 1)
    ]
    gaps = [each["waited_ms"] for each in told]
    print(
        f"{len(labels)} numbers in 20 changes; requests waited {statistics.median(gaps)} ms"
        f" (most {max(gaps)}); slowest answer {max(waits) * 1000:.0f} ms"
    )


def test_a_new_word_that_is_not_called_counts_from_the_reload_on(serving: Serving) -> None:
    served = serving(QUICK)
    wish = {"service": "ho-tich", "name": "Bà Hoắc", "say_name": True}
    assert served.post("/kiosk/tickets", wish).status_code == 201
    change(served, {"consent.not_aloud": ["hoắc"]})
    at_kiosk = served.post("/kiosk/tickets", wish)
    assert (at_kiosk.status_code, at_kiosk.json()["error"]) == (400, "bad_name")
    at_counter = served.post("/counter/1/tickets", wish)
    assert (at_counter.status_code, at_counter.json()["fault"]) == (400, "unwanted")
