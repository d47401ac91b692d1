"""Draws Neovim's screen at work on the sample notes: a hover, and the jump that follows from it.

Usage: picture_neovim.py FOLDER   (needs tests/editors/neovim/setup.sh; `$IBID` names the program)
"""

import sys
import time
from pathlib import Path

from screen import BACKGROUND, FOREGROUND, Cell, Style, svg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "editors" / "neovim"))

from driver import Editor, Workspace, wait_for  # noqa: E402

COLUMNS, LINES = 100, 34
NOTE = "01-fonseca-brief.md"


class Grid:
    """The screen of a Neovim that a user interface with `ext_linegrid` is attached to."""

    def __init__(self):
        self.cells: list[list[Cell]] = []
        self.highlights: dict[int, dict] = {}
        self.foreground, self.background = FOREGROUND, BACKGROUND

    def redraw(self, events: list):
        for name, *batches in events:
            handler = getattr(self, f"on_{name}", None)
            if handler:
                for batch in batches:
                    handler(*batch)

    def on_default_colors_set(self, foreground, background, *_):
        self.foreground, self.background = f"#{foreground:06x}", f"#{background:06x}"

    def on_hl_attr_define(self, number, attributes, *_):
        self.highlights[number] = attributes

    def on_grid_resize(self, _grid, width, height):
        self.cells = [[Cell()] * width for _ in range(height)]

    def on_grid_clear(self, _grid):
        self.cells = [[Cell()] * len(row) for row in self.cells]

    def on_grid_line(self, _grid, row, column, cells, *_):
        highlight = 0
        for cell in cells:
            text = cell[0]
            if len(cell) > 1:
                highlight = cell[1]
            for _ in range(cell[2] if len(cell) > 2 else 1):
                self.cells[row][column] = Cell(text, self.style(highlight))
                column += 1

    def on_grid_scroll(self, _grid, top, bottom, left, right, rows, _columns):
        order = range(top, bottom - rows) if rows > 0 else range(bottom - 1, top - rows - 1, -1)
        for row in order:
            self.cells[row][left:right] = self.cells[row + rows][left:right]

    def style(self, number: int) -> Style:
        attributes = self.highlights.get(number, {})

        def colour(name: str, otherwise: str) -> str:
            return f"#{attributes[name]:06x}" if name in attributes else otherwise

        foreground, background = colour("foreground", self.foreground), colour("background", self.background)
        if attributes.get("reverse"):
            foreground, background = background, foreground
        line = any(attributes.get(name) for name in ("underline", "undercurl", "underdouble", "underdotted"))
        return Style(
            foreground=foreground,
            # The editor's own background becomes the picture's.
            background=BACKGROUND if background == self.background else background,
            bold=attributes.get("bold", False),
            italic=attributes.get("italic", False),
            underline=colour("special", foreground) if line else "",
        )


def screen(editor: Editor) -> list[list[Cell]]:
    """The screen as it stands after everything asked so far."""
    editor.nvim.command("redraw")
    time.sleep(0.3)
    channel = editor.nvim.channel_id
    editor.nvim.exec_lua("vim.rpcnotify(..., 'drawn')", channel)
    while True:
        _, name, arguments = editor.nvim.next_message()
        if name == "drawn":
            return [list(row) for row in editor.grid.cells]
        if name == "redraw":
            editor.grid.redraw(arguments)


def picture(editor: Editor, path: Path, title: str, description: str):
    path.write_text(svg(screen(editor), COLUMNS, title, description), encoding="utf-8")


def main() -> None:
    folder = Path(sys.argv[1])
    workspace = Workspace()
    editor = Editor(workspace, columns=COLUMNS, lines=LINES)
    editor.grid = Grid()
    try:
        for option in ("wrap", "linebreak", "number"):
            editor.nvim.command(f"set {option}")
        editor.nvim.command("set laststatus=2 ruler signcolumn=yes scrolloff=2 winborder=rounded")
        editor.open(workspace.root / "corpus" / "notes" / NOTE)
        editor.ready()
        wait_for("diagnostics", editor.diagnostics)

        editor.cursor_to("Héctor Bustillo", into=9)
        editor.keys("zt")
        editor.keys("K")
        wait_for("the hover", editor.float)
        picture(editor, folder / "neovim-hover.svg", "hover on an actor", "Neovim showing what is known of an actor")

        editor.keys("<Esc>gg")
        editor.cursor_to("**Bottom line.**")
        editor.keys("o<CR>The man who guards it is called Hector Bustilo<C-x><C-o>")
        wait_for("the menu", editor.menu)
        picture(
            editor,
            folder / "neovim-completion.svg",
            "completion from a near spelling",
            "Neovim completing a name from a near spelling",
        )
        editor.close()
    finally:
        editor.kill()
        workspace.close()


if __name__ == "__main__":
    main()
