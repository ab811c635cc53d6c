"""Secrets, invitations, tries and codes: the rules of the door, without a door."""

from __future__ import annotations

from sqlite3 import IntegrityError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_hall import Hall

from access.pairing import ALTOGETHER, EACH_ADDRESS, Requests
from access.records import Records, Session, Try
from access.register import Register
from access.secrets import check_password, check_pin, hashed
from access.tries import STRANGERS, pause
from access.words import CODE, LETTERS, new_code, plain_code
from office import Refused

PIN, PASSWORD = "704918", "ao-sen-thang-bay"


@pytest.fixture
def hall(tmp_path: object) -> Hall:
    return Hall(tmp_path)  # type: ignore[arg-type]


@pytest.fixture
def register(hall: Hall) -> Register:
    return Register(hall.office)


def code(call: object) -> str:
    with pytest.raises(Refused) as refused:
        call()  # type: ignore[operator]
    return refused.value.code


@pytest.mark.parametrize("pin", ["000000", "123456", "987654", "121212", "456456", "901234"])
def test_a_pin_that_is_tried_first_is_not_taken(pin: str) -> None:
    assert code(lambda: check_pin(pin)) == "weak_pin"


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12 456", "１２３４９８", "abcdef"])
def test_a_pin_is_six_digits(pin: str) -> None:
    assert code(lambda: check_pin(pin)) == "bad_pin"


@pytest.mark.parametrize("password", ["short-words", "aaaaaaaaaaaaaa", "toi la tamlm day"])
def test_a_password_is_long_varied_and_not_the_own_name(password: str) -> None:
    assert code(lambda: check_password(password, "tamlm")) == "weak_password"


def test_a_good_pin_and_password_are_taken() -> None:
    check_pin(PIN)
    check_password(PASSWORD, "tamlm")


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Lê Minh Tâm", "tamlm"),
        ("Đặng Thị Ngọc Ánh", "anhdtn"),
        ("H'Hen Niê", "nieh"),
        ("Y Blôk", "bloky"),
        ("李 雷", "nguoi"),
    ],
)
def test_a_name_gives_a_plain_one_to_sign_in_with(
    register: Register, name: str, handle: str
) -> None:
    assert register.people.invite(name, "officer", 0)[0].handle == handle
    assert register.people.invite(name, "officer", 0)[0].handle == f"{handle}2"


def test_what_a_role_needs_must_be_chosen(register: Register) -> None:
    def settle(role: str, pin: str, password: str) -> str:
        _, token = register.people.invite("Lê Minh Tâm", role, 0)  # type: ignore[arg-type]
        try:
            register.people.settle(token, pin, password, 0)
        except Refused as refused:
            return refused.code
        return "taken"

    assert settle("officer", PIN, "") == "taken"
    assert settle("officer", "", PASSWORD) == "bad_pin"
    assert settle("manager", PIN, "") == "weak_password"
    assert settle("supervisor", "", PASSWORD) == "taken"


def test_secrets_lie_in_the_file_as_hashes_only(hall: Hall, register: Register) -> None:
    person, token = register.people.invite("Lê Minh Tâm", "manager", register.now())
    register.people.settle(token, PIN, PASSWORD, register.now())
    _, machine = register.devices.add("kiosk", "Máy cửa chính", "k1", None, register.now())
    _, session = register.sessions.begin(person, 0, register.now())
    hall.store.wipe()
    written = hall.path.read_bytes()
    for secret in (token, PIN, PASSWORD, machine, session):
        assert secret.encode() not in written
    assert hashed(machine).encode() in written
    assert b"$argon2id$" in written


def test_each_failure_after_the_fifth_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    waits = [pause(Try(1, 7, failed, 0)) // 1000 for failed in (0, 4, 5, 6, 7, 20, 1000)]
    assert waits == [0, 0, 30, 60, 120, 900, 900]


def test_strangers_share_one_budget_and_a_paired_pc_keeps_its_own(
    hall: Hall, register: Register
) -> None:
    tries = register.tries
    person = register.people.invite("Lê Minh Tâm", "officer", 0)[0].id
    for _ in range(5):
        tries.begin(person, STRANGERS, register.now())
    assert code(lambda: tries.begin(person, STRANGERS, register.now())) == "too_many_tries"
    tries.begin(person, 7, register.now())
    hall.later(minutes=15)
    tries.begin(person, STRANGERS, register.now())
    assert code(lambda: tries.begin(person, STRANGERS, register.now())) == "too_many_tries"


def test_failures_are_remembered_over_a_restart_and_forgotten_after_success(
    hall: Hall, register: Register
) -> None:
    person = register.people.invite("Lê Minh Tâm", "officer", 0)[0].id
    register.tries.begin(person, 7, register.now())
    again = Register(hall.office)
    assert [each.failed for each in again.tries.of(person)] == [1]
    again.tries.succeeded(person, 7, register.now())
    assert Register(hall.office).tries.of(person) == []


def test_one_officer_a_counter_is_held_by_the_file(hall: Hall, register: Register) -> None:
    one = register.people.invite("Lê Minh Tâm", "officer", 0)[0].id
    two = register.people.invite("Trần Quốc Bảo", "officer", 0)[0].id
    records = Records(hall.store)
    records.keep(Session("a", one, 0, 0, 0, 3))
    for second in (Session("b", two, 0, 0, 0, 3), Session("c", one, 0, 0, 0, 4)):
        with pytest.raises(IntegrityError):
            records.keep(second)


def test_an_address_has_three_codes_and_a_browser_keeps_its_own() -> None:
    requests = Requests()
    token, first = requests.ask("kiosk", "k1", "", "10.0.0.1", "Chromium", 0)
    assert requests.ask("kiosk", "k1", token, "10.0.0.1", "Chromium", 5)[1] == first
    for _ in range(EACH_ADDRESS - 1):
        requests.ask("kiosk", "", "", "10.0.0.1", "Chromium", 0)
    asks = lambda: requests.ask("kiosk", "", "", "10.0.0.1", "Chromium", 0)  # noqa: E731
    assert code(asks) == "too_many_codes"
    requests.ask("kiosk", "", "", "10.0.0.2", "Chromium", 0)
    assert requests.by_code(first.code, 599_999) == first
    assert code(lambda: requests.by_code(first.code, 600_000)) == "unknown_pairing"
    requests.ask("kiosk", "", "", "10.0.0.1", "Chromium", 600_000)


def test_however_many_ask_the_list_stays_small() -> None:
    requests = Requests()
    for n in range(3 * ALTOGETHER):
        requests.ask("kiosk", "", "", f"10.0.{n // 250}.{n % 250}", "Chromium", 0)
    assert len(requests.waiting(0)) == ALTOGETHER
    assert len({each.code for each in requests.waiting(0)}) == ALTOGETHER


@given(st.text(max_size=40))
def test_what_is_typed_for_a_code_is_read_kindly(noise: str) -> None:
    made = new_code()
    assert len(made) == CODE and set(made) <= set(LETTERS)
    assert plain_code(f" {made.lower()[:3]} - {made[3:]} ") == made
    assert set(plain_code(noise)) <= set(LETTERS)
