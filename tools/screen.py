"""A terminal's screen, drawn as SVG."""

import re
import unicodedata
from dataclasses import dataclass, replace
from html import escape

CELL_WIDTH, CELL_HEIGHT, FONT_SIZE, MARGIN, BAR = 8.4, 19.0, 14, 14, 34
BACKGROUND, FOREGROUND = "#1b1f27", "#d6dae3"
PALETTE = [
    "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d6dae3",
    "#6b7386", "#ff7b86", "#b5e890", "#ffd787", "#7cc4ff", "#e19df5", "#74d7e3", "#ffffff",
]  # fmt: skip
"""The sixteen colours of a terminal."""


@dataclass(frozen=True)
class Style:
    foreground: str = FOREGROUND
    background: str = BACKGROUND
    bold: bool = False
    italic: bool = False
    underline: str = ""
    """The colour of the line under the text, empty for none."""


@dataclass(frozen=True)
class Cell:
    text: str = " "
    style: Style = Style()


def xterm(number: int) -> str:
    """The colour of this number among xterm's 256."""
    if number < 16:
        return PALETTE[number]
    if number >= 232:
        level = 8 + 10 * (number - 232)
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[number // place % 6]:02x}" for place in (36, 6, 1))


def restyle(style: Style, codes: list[int]) -> Style:
    """The style after an SGR sequence with these codes."""
    codes = list(codes)
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = Style()
        elif code in (1, 22):
            style = replace(style, bold=code == 1)
        elif code in (3, 23):
            style = replace(style, italic=code == 3)
        elif code in (4, 24):
            style = replace(style, underline=style.foreground if code == 4 else "")
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = replace(style, foreground=PALETTE[code - 30 if code < 90 else code - 82])
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style = replace(style, background=PALETTE[code - 40 if code < 100 else code - 92])
        elif code == 39:
            style = replace(style, foreground=FOREGROUND)
        elif code == 49:
            style = replace(style, background=BACKGROUND)
        elif code in (38, 48) and codes:
            kind = codes.pop(0)
            if kind == 5 and codes:
                colour = xterm(codes.pop(0))
            elif kind == 2 and len(codes) >= 3:
                colour = "#{:02x}{:02x}{:02x}".format(*codes[:3])
                del codes[:3]
            else:
                continue
            style = replace(style, **{"foreground" if code == 38 else "background": colour})
    return style


def width(character: str) -> int:
    """The cells that a character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def rows_of(output: str, columns: int) -> list[list[Cell]]:
    """The rows of a program's output: text with SGR sequences, which moves forwards only."""
    rows, style = [[]], Style()
    for part in re.split(r"(\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\r\n|\n)", output):
        if part in ("\n", "\r\n"):
            rows.append([])
        elif part.startswith("\x1b["):
            if part.endswith("m"):
                style = restyle(style, [int(code or 0) for code in part[2:-1].split(";")])
        elif not part.startswith("\x1b"):
            for character in part.replace("\r", ""):
                cells = width(character)
                if cells == 0 and rows[-1]:
                    rows[-1][-1] = replace(rows[-1][-1], text=rows[-1][-1].text + character)
                    continue
                if len(rows[-1]) + cells > columns:
                    rows.append([])
                rows[-1].append(Cell(character, style))
                rows[-1].extend([Cell("", style)] * (cells - 1))
    while rows and not rows[-1]:
        rows.pop()
    return rows


def runs(row: list[Cell]):
    """Neighbouring cells of one style: the first column, the number of cells, the text, the style."""
    start = 0
    for column in range(1, len(row) + 1):
        if column == len(row) or row[column].style != row[start].style:
            yield start, column - start, "".join(cell.text for cell in row[start:column]), row[start].style
            start = column


def words(cells: list[Cell]):
    """The words in some cells: the first cell, the number of cells, the text."""
    start = 0
    for at in range(len(cells) + 1):
        if at == len(cells) or cells[at].text.isspace():
            if at > start:
                yield start, at - start, "".join(cell.text for cell in cells[start:at])
            start = at + 1


def svg(rows: list[list[Cell]], columns: int, title: str, description: str) -> str:
    """A window with these rows in it."""
    window_width = columns * CELL_WIDTH + 2 * MARGIN
    window_height = len(rows) * CELL_HEIGHT + BAR + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {window_width:.1f} {window_height:.1f}" role="img">',
        f"<title>{escape(description)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>',
        *(
            f'<circle cx="{20 + 18 * place}" cy="17" r="5.5" fill="{colour}"/>'
            for place, colour in enumerate(("#e06c75", "#e5c07b", "#98c379"))
        ),
        f'<text x="50%" y="22" text-anchor="middle" fill="#8a93a6" font-family="sans-serif" font-size="13">'
        f"{escape(title)}</text>",
        f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{FONT_SIZE}" xml:space="preserve">',
    ]
    for number, row in enumerate(rows):
        top = BAR + number * CELL_HEIGHT
        for column, cells, text, style in runs(row):
            x = MARGIN + column * CELL_WIDTH
            if style.background != BACKGROUND:
                parts.append(
                    f'<rect x="{x:.1f}" y="{top:.1f}" width="{cells * CELL_WIDTH:.1f}" height="{CELL_HEIGHT}" '
                    f'fill="{style.background}"/>'
                )
            if style.underline:
                line = top + CELL_HEIGHT - 2
                parts.append(
                    f'<path d="M{x:.1f} {line:.1f}h{cells * CELL_WIDTH:.1f}" stroke="{style.underline}" '
                    f'stroke-width="1.5"/>'
                )
            attributes = ' font-weight="bold"' if style.bold else ""
            attributes += ' font-style="italic"' if style.italic else ""
            # Word by word, so that another font than the one asked for shifts nothing.
            for offset, length, word in words(row[column : column + cells]):
                parts.append(
                    f'<text x="{x + offset * CELL_WIDTH:.1f}" y="{top + CELL_HEIGHT - 5:.1f}" '
                    f'textLength="{length * CELL_WIDTH:.1f}" lengthAdjust="spacingAndGlyphs" '
                    f'fill="{style.foreground}"{attributes}>{escape(word)}</text>'
                )
    parts += ["</g>", "</svg>", ""]
    return "\n".join(parts)
