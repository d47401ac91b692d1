"""Draws what `ibid check` prints on a terminal over a sample note: a few of the findings, and the counts.

Usage: picture.py OUTPUT.svg   (`$IBID` names the program)
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
COLUMNS = 116
NOTE = "corpus/notes/01-fonseca-brief.md"
SHOWN = ["quote-altered", "quote-wrong-source", "quote-clipped", "citation-unknown"]
"""The findings that are drawn, the first of each; where others are left out stands an ellipsis."""
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


def paragraphs(rows: list[list[Cell]]) -> list[list[list[Cell]]]:
    """The rows between blank rows."""
    found: list[list[list[Cell]]] = [[]]
    for row in rows:
        if row:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def main() -> None:
    target = Path(sys.argv[1])
    program = Path(os.environ.get("IBID", ROOT / "target" / "release" / "ibid")).resolve()
    *findings, counts = paragraphs(rows_of(output_of([str(program), "check", NOTE]), COLUMNS))
    rows = rows_of(f"\x1b[32m$\x1b[0m \x1b[1mibid check {NOTE}\x1b[0m", COLUMNS)
    left, was_shown = list(SHOWN), True
    for finding in findings:
        head = "".join(cell.text for cell in finding[0])
        code = next((code for code in left if f"[{code}]" in head), None)
        if code:
            left.remove(code)
            rows += [*([] if was_shown else [[Cell("…")]]), *finding, []]
        was_shown = bool(code)
    if left:
        sys.exit(f"not found in the sample note: {', '.join(left)}")
    rows += [[Cell("…")], *counts]
    target.write_text(svg(rows, COLUMNS, "ibid check", "ibid check over a sample note"), encoding="utf-8")


if __name__ == "__main__":
    main()
