"""How much of a name the hall sees."""

from unicodedata import normalize

import pytest

from display.names import shown


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Nguyễn Văn A", "Nguyễn V** A"),
        ("Trần Thị Hoa", "Trần T** Hoa"),
        ("Nguyễn Hoàng Phương Thảo", "Nguyễn H** P** Thảo"),
        ("Lê Bình", "L** Bình"),
        ("H'Hen Niê", "H** Niê"),
        ("Y Bhin Kbuôr", "Y B** Kbuôr"),
        ("Đinh K'Sor Bơl", "Đinh K** Bơl"),
        ("Khăm", "K**"),
        ("  Phạm   Thị  Mai ", "Phạm T** Mai"),
        ("Nguyễn Ánh Ông Ếch", "Nguyễn Á** Ô** Ếch"),
    ],
)
def test_a_masked_name_hides_all_but_the_first_and_the_last_word(name: str, masked: str) -> None:
    assert shown(name, "masked") == masked


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "Lê Bình", "Khăm", "H'Hen Niê", "A"])
def test_a_masked_name_is_never_the_whole_name(name: str) -> None:
    assert shown(name, "masked") != name


def test_the_last_word_is_never_cut_when_there_are_others() -> None:
    assert str(shown("Lò Thị Nguyệt", "masked")).endswith(" Nguyệt")


def test_decomposed_letters_keep_their_marks() -> None:
    assert shown(normalize("NFD", "Trần Ánh Hoa"), "masked") == "Trần Á** Hoa"


def test_the_other_modes_show_nothing_the_last_word_or_all() -> None:
    assert shown("Trần Thị Hoa", "number") is None
    assert shown("Trần Thị Hoa", "given") == "Hoa"
    assert shown("Trần Thị Hoa", "full") == "Trần Thị Hoa"
    assert shown("", "full") is None
