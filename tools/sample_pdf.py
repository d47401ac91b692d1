#!/usr/bin/env python3
"""Writes the sample corpus's PDF: two columns, running heads, notes at the foot, printed page labels.

Usage: sample_pdf.py OUTPUT   (only the standard library is needed; the same output every time)
"""

import sys
import zlib

TITLE = ["The Silt Has No Opinion:", "Dredging for the Fonseca Terminal"]
AUTHOR = "Marisol Quintanar"
FIRST_PAGE = 41
HEADS = ("The Quayside Quarterly", "Marisol Quintanar")

TEXT = """
@No committee has ever met about the silt of the Gulf of Fonseca, and no court has divided it. It comes down three rivers every October, and it lies where it likes. The engineers of Qadima Holdings have now met it, and they have sent a bill.
@The bill is for 61 million dollars. It is addressed to the Fonseca Corridor Authority, which had put the whole of the dredging at 38 million when it signed the terminal.^ Its director, Rosaura Iraheta, does not dispute the figure. “We measured the water and we forgot the bottom,” she told me in her office in San Lorenzo. “A port is a hole that somebody pays for every year.”
#What the survey found
@The survey was made in eleven days in the dry season, when the rivers carry next to nothing. Nils Aakre, a hydrographer who worked on it, asked for a second one in the rains. He was told that the budget knew only one season. “I wrote that the channel would hold for six years,” he says. “I did not write that it would hold for six years by itself.”
@That sentence has since become famous on both shores. In the contract it appears without its second half. The annex on dredging says that the channel holds for six years, and it names Aakre’s survey as the source; what it does not say is who keeps it open. Lawyers for Qadima Holdings hold that the authority does. The authority holds that whoever owns the terminal owns the mud in front of it.
@Between the two stands a small Dutch company with one dredger, the Wilhelmina, that has been paid by neither since March. Her master, Joost Terpstra, keeps a list of the days. When I went on board it had come to ninety-four. “I am told that the mud is disputed,” he said. “I can report that it is also there.”
#Who pays for a hole
@There are two ways out, and both of them cost more than the quarrel. The first is a fee of two dollars on every container, which would pay for the dredger in eleven years if the terminal were full from the first day.^ It will not be full from the first day. The second is a loan from the regional bank, which asks for a guarantee by all three states of the gulf. Nicaragua has signed no paper about the terminal and will not begin with that one.
@Héctor Bustillo, who commanded the navy on the Honduran side until last year, thinks that the third way will win: that nothing is done, that the channel fills, and that the ships stay with Puerto Cortés. “The sea does not break contracts,” he says. “It waits until nobody reads them.” He does not say it with pleasure. He was there when the first buoy was set, and he has kept the photograph.
@Rosaura Iraheta has kept the other one, of the signing. It hangs behind her desk, and everybody in it smiles at the water. She says that she will dredge a little every year, out of the budget for paint and lamps, and that she will call it maintenance, because nobody has ever gone to court over maintenance.
@It is the best plan that I have heard in the gulf, and it has one weakness. The silt comes every October whether it is called maintenance or not. In the third year, by Aakre’s own figures, the paint runs out.
"""

NOTES = [
    "1 Annex C, table 4. The authority’s own papers give 36 million in one place and 38 in another.",
    "2 The sum is the author’s. It leaves out interest, storms and lawyers.",
]

WIDTH, HEIGHT, MARGIN, GUTTER = 460, 500, 42, 18
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
SIZE, LEADING, NOTE_SIZE, NOTE_LEADING = 10.5, 14, 7.5, 9.5
# The advances of Times-Roman from the space to the tilde, in thousandths.
ADVANCES = [int(n) for n in """
250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564
564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333
278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500
444 480 200 480 541""".split()]
OTHERS = {"“": 444, "”": 444, "’": 333, "–": 500, "é": 444, "ó": 500}
BREAKS = {"dredging": "dredg-ing", "engineers": "engi-neers", "committee": "commit-tee", "maintenance": "mainte-nance",
          "guarantee": "guar-antee", "authority": "author-ity", "terminal": "termi-nal", "commanded": "com-manded",
          "contracts": "con-tracts", "container": "con-tainer", "hydrographer": "hydrog-rapher", "sentence": "sen-tence"}


def advance(text, size):
    return sum(OTHERS.get(c) or ADVANCES[ord(c) - 32] for c in text if c != "^") * size / 1000


def wrap(text, width, size, first=0.0):
    """The lines of a paragraph, words broken where the list knows how."""
    lines, line, room = [], "", width - first
    for word in text.split():
        space = " " if line else ""
        if advance(line + space + word, size) <= room:
            line += space + word
            continue
        core = word.strip("“”,.;:^")
        if core in BREAKS:
            head, tail = BREAKS[core].split("-")
            at = word.index(core)
            piece = word[:at] + head + "-"
            if advance(line + space + piece, size) <= room:
                lines.append(line + space + piece)
                line, room = tail + word[at + len(core):], width
                continue
        lines.append(line)
        line, room = word, width
    return lines + [line]


def escaped(text):
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


class Page:
    def __init__(self, number):
        self.number, self.out = number, []

    def text(self, x, y, text, size, font="F1"):
        note = None
        if "^" in text:
            at = text.index("^")
            text, rest = text[:at], text[at + 1:]
            note = (x + advance(text, size), rest)
        self.out.append(b"BT /%s %.2f Tf %.2f %.2f Td (%s) Tj ET" % (font.encode(), size, x, y, escaped(text)))
        if note:
            Page.marks += 1
            self.text(note[0], y + 3.6, str(Page.marks), 6)
            self.text(note[0] + advance(str(Page.marks), 6), y, note[1], size)

    marks = 0


def layout():
    pages, lines = [], []
    for block in TEXT.strip().splitlines():
        if block.startswith("#"):
            lines += [None, ("F2", 0, block[1:])]
        else:
            first = 0 if not lines or lines[-1] and lines[-1][0] == "F2" else 12
            wrapped = wrap(block[1:], COLUMN, SIZE, first)
            lines += [("F1", first if n == 0 else 0, line) for n, line in enumerate(wrapped)]
    notes = list(NOTES)
    while lines:
        number = len(pages)
        page = Page(FIRST_PAGE + number)
        pages.append(page)
        odd = page.number % 2
        head = HEADS[0] if odd else HEADS[1]
        label = str(page.number)
        page.text(MARGIN if odd else WIDTH - MARGIN - advance(head, 8), HEIGHT - 34, head, 8)
        page.text(WIDTH - MARGIN - advance(label, 8) if odd else MARGIN, HEIGHT - 34, label, 8)
        top = HEIGHT - 66
        if number == 0:
            for n, line in enumerate(TITLE):
                page.text((WIDTH - advance(line, 20)) / 2, top - 24 * n, line, 20)
            byline, date = f"By {AUTHOR}", "12 November 2025"
            page.text((WIDTH - advance(byline, 11)) / 2, top - 56, byline, 11)
            page.text((WIDTH - advance(date, 9)) / 2, top - 72, date, 9)
            top -= 104
        for column in range(2):
            x, y = MARGIN + column * (COLUMN + GUTTER), top
            foot = MARGIN + (3 * NOTE_LEADING + 8 if column == 1 and notes and number < 2 else 0)
            while lines and y >= foot:
                line = lines.pop(0)
                if line:
                    page.text(x + line[1], y, line[2], SIZE, line[0])
                y -= LEADING if line else LEADING / 2
            if column == 1 and notes and number < 2:
                for n, line in enumerate(wrap(notes.pop(0), COLUMN, NOTE_SIZE)):
                    page.text(x, MARGIN + NOTE_LEADING * (1 - n), line, NOTE_SIZE)
    return pages


def main():
    pages = layout()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>"
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))
    info = b"<</Title(%s)/CreationDate(D:20260102030405Z)/Producer(sample_pdf.py)>>" % escaped("quarterly_41_final.indd")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)/PageLabels<</Nums[0<</S/D/St %d>>]>>>>" % FIRST_PAGE,
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 %d %d]>>" % (kids, len(pages), WIDTH, HEIGHT),
        font % b"Times-Roman",
        font % b"Times-Bold",
        info,
    ]
    for n, page in enumerate(pages):
        data = zlib.compress(b"\n".join(page.out), 9)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents %d 0 R>>" % (7 + 2 * n)
        )
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(data), data))
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    with open(sys.argv[1], "wb") as file:
        file.write(out)


if __name__ == "__main__":
    main()
