"""Draws what `ibid check` prints on a terminal over the sample notes.

Usage: picture.py OUTPUT.svg [LINES]   (`$IBID` names the program; only the first LINES lines are drawn)
"""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

from screen import Cell, rows_of, svg

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 104
NOTE = "corpus/notes/01-fonseca-brief.md"
TIME_LIMIT = 60


def output_of(command: list[str]) -> str:
    """What a program prints on a terminal of its own."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 200, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LANG": "C.UTF-8"}
    environment.pop("NO_COLOR", None)
    environment.pop("CI", None)
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.DEVNULL
    )
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break  # Linux says so at the end
        if not chunk:
            break
        chunks.append(chunk)
    process.wait(timeout=TIME_LIMIT)
    return b"".join(chunks).decode("utf-8", "replace")


def main() -> None:
    target = Path(sys.argv[1])
    lines = int(sys.argv[2]) if len(sys.argv) > 2 else None
    program = Path(os.environ.get("IBID", ROOT / "target" / "release" / "ibid")).resolve()
    rows = rows_of(output_of([str(program), "check", NOTE]), COLUMNS)
    prompt = rows_of(f"\x1b[32m$\x1b[0m \x1b[1mibid check {NOTE}\x1b[0m", COLUMNS)
    if lines and len(rows) > lines:
        # The beginning, and the counts at the end.
        rows = rows[: lines - 2] + [[Cell("⋮")]] + rows[-1:]
    target.write_text(svg(prompt + rows, COLUMNS, "ibid check", "ibid check over the sample notes"), encoding="utf-8")


if __name__ == "__main__":
    main()
