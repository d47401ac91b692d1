"""What `nvim NOTE` does on somebody's terminal, up to the first squiggle: says how long it took, and ends.

Usage: first_squiggle.py NOTE   (in the environment of a user who has the plugin installed)
"""

import os
import pty
import sys
import tempfile
import threading
import time
from pathlib import Path

from driver import attached, wait_for


def read_all(terminal: int) -> None:
    """Reads what is drawn, so that the terminal never fills."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        # The program has ended.
        pass


def main() -> None:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder) / "nvim.sock"
        process, terminal = pty.fork()
        if process == 0:
            nvim = Path(sys.executable).parent / "nvim"
            os.execv(nvim, [str(nvim), "--listen", str(socket), sys.argv[1]])
        threading.Thread(target=read_all, args=(terminal,), daemon=True).start()
        nvim = attached(socket)
        wait_for("a squiggle", lambda: nvim.exec_lua("return #vim.diagnostic.get(0)") > 0)
        print(f"first squiggle after {time.monotonic() - begun:.1f} s")
        nvim.command("qall!", async_=True)
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
