"""Codes and words that a person compares on two screens: easy to read aloud, hard to mistake."""

from __future__ import annotations

import secrets

LETTERS = "ABCDEGHKLMNPQRSTUVXY"
"""Vietnamese capitals without those that look like a digit or like each other."""
CODE = 6

WORDS = (
    *("sen", "mai", "đào", "lúa", "tre", "dừa", "cau", "mít", "xoài", "chuối", "cam", "bưởi"),
    *("trâu", "bò", "gà", "vịt", "cá", "tôm", "cua", "ong", "bướm", "cò", "nai", "voi"),
    *("sông", "núi", "biển", "đảo", "mây", "mưa", "nắng", "gió", "trăng", "sao", "đá", "suối"),
    *("nhà", "cửa", "bàn", "ghế", "đèn", "sách", "bút", "nón", "áo", "giày", "chén", "thìa"),
    *("trống", "sáo", "chuông", "kèn", "thuyền", "xe", "cầu", "chợ", "đình", "giếng", "ao", "vườn"),
)


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def new_words() -> tuple[str, str]:
    return secrets.choice(WORDS), secrets.choice(WORDS)


def plain_code(typed: str) -> str:
    """What was typed, as a code is kept."""
    return "".join(sign for sign in typed.upper() if sign in LETTERS)
