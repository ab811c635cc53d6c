"""python3 run.py [serve | demo | test | …]: the product's front door. `--help` lists the rest."""

import sys

# Nothing is written into the program folder at run time.
sys.dont_write_bytecode = True

import argparse
import os
from importlib import import_module
from typing import NoReturn

import bootstrap

# name: (its module in commands/, what it does)
COMMANDS = {
    "serve": ("serving", "chạy máy chủ (mặc định) · run the server (the default)"),
    "demo": ("serving", "chạy thử trên máy này · try it on this computer"),
    "check": ("checking", "xem mọi thứ đã sẵn sàng chưa · is everything in order?"),
    "bench": ("benching", "đo tốc độ bên cạnh mức sàn · measure beside bare yardsticks"),
    "hearing": ("hearing", "máy nghe thử: giọng nào rõ · which voice is understood"),
    "test": ("testing", "chạy các bài kiểm tra; còn lại là tham số của pytest · run the tests"),
    "config": ("settings", "xem, so, nạp lại cấu hình · show, compare, reload the settings"),
    "people": ("admitting", "người: thêm, cấp lại, khóa · who works here: add, reset, lock"),
    "devices": ("admitting", "máy đã chấp nhận; khóa cho chương trình · machines, tokens"),
    "keypad": ("keypad", "bàn phím số ở quầy · a counter's numeric keypad"),
    "agent": ("agent", "in phiếu, quét thẻ ở máy kiosk · prints and scans at a kiosk's own PC"),
    "languages": ("languages", "thêm tiếng cho màn hình và phiếu · further languages"),
    "bookings": ("bookings", "nhập danh sách hẹn trước · import a list of booked visits"),
    "kiosk": ("kiosk", "xem trước phiếu in, tờ hướng dẫn · what a kiosk prints, as a picture"),
    "voices": (
        "voices",
        "giọng loa: xem, thử, bộ giọng thu · the loudspeaker's voices, clip packs",
    ),
    "say": ("saying", "đọc thử một câu vào tệp WAV · say a sentence into a WAV"),
    "clock": ("ordering", "xác nhận giờ của máy đang chạy · confirm the running server's clock"),
    "day": ("ordering", "đóng ngày làm việc · close the running server's day"),
}


class Parser(argparse.ArgumentParser):
    """A command line whose mistakes are one sentence."""

    def error(self, message: str) -> NoReturn:
        bootstrap.fail("Lệnh chưa đúng, xem python3 run.py --help.", f"{message}.")


def main(argv: list[str]) -> int:
    """Exit code of the command in `argv`; 2 after one sentence on standard error.

    A module of commands/ has `arguments(parser, name)` and `run(args, rest)`. It is imported
    outside .venv: only its functions may import more than the standard library.
    """
    bootstrap.speak_utf8()
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help")):
        argv = ["serve", *argv]
    parser = Parser("run.py", description="Gọi Số: số thứ tự và lời gọi của một phòng chờ.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    made = {
        name: commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        for name, (_, help) in COMMANDS.items()
    }
    if argv[0] not in COMMANDS:
        parser.parse_args(argv)
    command = import_module(f"commands.{COMMANDS[argv[0]][0]}")
    command.arguments(made[argv[0]], argv[0])
    args, rest = parser.parse_known_args(argv)
    if rest and not getattr(command, "TAKES_REST", False):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    code: int = command.run(args, rest)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our words has gone, as in `run.py check | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
