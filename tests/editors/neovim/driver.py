"""Drives a real Neovim with the plugin in it, by keys and remote calls, over a copy of the sample corpus."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import pynvim

ROOT = Path(__file__).resolve().parents[3]
PLUGIN = ROOT / "editors" / "neovim"
PATIENCE = 20.0
"""Seconds that anything may take before the test fails."""


def binary() -> Path:
    """The program under test: `$IBID`, else the release build, else the debug build."""
    named = os.environ.get("IBID")
    candidates = [Path(named)] if named else [ROOT / "target" / kind / "ibid" for kind in ("release", "debug")]
    for candidate in candidates:
        if candidate.is_file():
            return candidate.resolve()
    sys.exit(f"no program to test: {', '.join(map(str, candidates))}")


def wait_for(what: str, question, patience: float = PATIENCE):
    """Asks `question` until its answer is true, and returns it."""
    end = time.monotonic() + patience
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} s in vain for {what}")
        time.sleep(0.05)


def attached(socket: Path):
    """A session with the Neovim that listens at `socket`, as soon as it does: the file is there a moment earlier."""

    def attempt():
        try:
            return pynvim.attach("socket", path=str(socket))
        except (FileNotFoundError, ConnectionRefusedError):
            return None

    return wait_for("Neovim to start", attempt)


class Workspace:
    """A folder with a copy of the sample corpus, deleted at the end."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="ibid-neovim-"))
        self.root = self.home / "workspace"
        self.root.mkdir()
        shutil.copy(ROOT / "ibid.toml", self.root)
        shutil.copytree(ROOT / "corpus", self.root / "corpus")

    def note(self, text: str, name: str = "test.md") -> Path:
        path = self.root / "corpus" / "notes" / name
        path.write_text(text, encoding="utf-8")
        return path

    def article(self, name: str) -> Path:
        return self.root / "corpus" / "articles" / name

    def close(self):
        shutil.rmtree(self.home, ignore_errors=True)


class Editor:
    """One Neovim with a screen of its own. Leaves no process behind."""

    def __init__(self, workspace: Workspace, columns: int = 110, lines: int = 40):
        self.workspace = workspace
        self.mark = f"IBID_TEST_RUN={uuid.uuid4()}"
        home = workspace.home
        tools = home / "bin"
        tools.mkdir(exist_ok=True)
        program = tools / "ibid"
        if not program.exists():
            program.symlink_to(binary())
        init = home / "init.lua"
        init.write_text(
            f"vim.opt.runtimepath:prepend([[{PLUGIN}]])\n"
            "vim.o.swapfile = false\n"
            "vim.o.shadafile = 'NONE'\n",
            encoding="utf-8",
        )
        environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": f"{tools}:/usr/bin:/bin",
            "TERM": "xterm-256color",
            **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")},
            **dict([self.mark.split("=")]),
        }
        socket = home / f"nvim-{uuid.uuid4().hex[:8]}.sock"
        nvim = Path(sys.executable).parent / "nvim"
        self.process = subprocess.Popen(
            [nvim, "--headless", "--listen", socket, "-u", init],
            cwd=workspace.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.nvim = attached(socket)
        self.nvim.ui_attach(columns, lines, rgb=True, ext_linegrid=True)

    # What a user does.

    def open(self, path: Path):
        self.nvim.command(f"edit {self.nvim.funcs.fnameescape(str(path))}")

    def keys(self, keys: str):
        """Presses keys, in Neovim's notation (`<C-n>`, `<Esc>`)."""
        self.nvim.input(keys)

    def cursor_to(self, text: str, into: int = 0):
        """Puts the cursor on the first occurrence of `text`, `into` characters further on."""
        for number, line in enumerate(self.nvim.current.buffer[:], start=1):
            column = line.find(text)
            if column >= 0:
                self.nvim.current.window.cursor = (number, len(line[: column + into].encode()))
                return
        raise AssertionError(f"{text!r} does not stand in the buffer")

    # What a user sees.

    def line(self) -> str:
        return self.nvim.current.line

    def place(self) -> tuple[str, int]:
        """The name of the current file and the line of the cursor, from 1."""
        return Path(self.nvim.current.buffer.name).name, self.nvim.current.window.cursor[0]

    def menu(self) -> list[str]:
        """The words in the completion menu that is shown."""
        info = self.nvim.funcs.complete_info(["pum_visible", "items"])
        return [item["word"] for item in info["items"]] if info["pum_visible"] else []

    def float(self) -> str:
        """The text of the floating window that is shown."""
        return self.nvim.exec_lua(
            """
            for _, win in ipairs(vim.api.nvim_list_wins()) do
              if vim.api.nvim_win_get_config(win).relative ~= '' then
                return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(win), 0, -1, false), '\\n')
              end
            end
            return ''
            """
        )

    def diagnostics(self) -> list[dict]:
        """The diagnostics of the current buffer: code, severity, message, lnum (from 0), col."""
        return self.nvim.exec_lua(
            """
            return vim.tbl_map(function(d)
              return { code = d.code, severity = d.severity, message = d.message, lnum = d.lnum, col = d.col,
                end_col = d.end_col }
            end, vim.diagnostic.get(0))
            """
        )

    def codes(self) -> list[str]:
        return sorted(diagnostic["code"] for diagnostic in self.diagnostics())

    def clients(self) -> list[dict]:
        """The servers of the current buffer that are ready."""
        return self.nvim.exec_lua(
            """
            return vim.iter(vim.lsp.get_clients({ bufnr = 0, name = 'ibid' }))
              :filter(function(c) return c.initialized end)
              :map(function(c) return { id = c.id, root = c.root_dir, encoding = c.offset_encoding } end)
              :totable()
            """
        )

    def ready(self) -> dict:
        return wait_for("ibid to attach", self.clients)[0]

    # The end.

    def descendants(self) -> list[int]:
        """Processes that carry this editor's mark in their environment."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if self.mark.encode() in (entry / "environ").read_bytes():
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found

    def close(self):
        """Leaves Neovim as a user does. Fails if a process outlives it, after ending it."""
        try:
            self.nvim.command("qa!", async_=True)
            self.process.wait(timeout=PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            pass
        try:
            self.nvim.close()
        except OSError:
            pass
        try:
            wait_for("all processes to end", lambda: not self.descendants(), patience=5)
        finally:
            self.kill()

    def kill(self):
        for pid in self.descendants():
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                continue
        self.process.kill()
        self.process.wait()
