#!/usr/bin/env python3
"""Gives ibid one hostile file after the other, beside an article that means no harm, and prints what each costs.

Usage: tools/hostile.py [--untimed] [PROGRAM]     (default: target/release/ibid)

For each file: what `ibid inspect` says of it, how long the whole run took, and the most memory that the program and the
process that reads PDFs for it had, each alone and at one time together. Ends with an error where a file is not listed, takes
two seconds (not so where it is `--untimed`), takes 300 MB, is not read though it may be, or keeps the other article from being
read. Needs Linux.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

SECONDS = 2.0
READ = {"pages.pdf"}
"""Files of which much is read, which needs nearly all the memory that there is for it, and how long that may take."""
READ_SECONDS = 5.0
MEGABYTES = 300
GOOD = "The Pier That Sank\n\nBy Petra Holm\n\n3 May 2020\n\n" + (
    "The harbour master counted nine empty berths on Monday, and nobody in the town could say why.\n"
)
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 9 Tf 50 700 Td (The pier is closed, said the harbour master.) Tj ET"


def page(resources: bytes = b"/Font<</F 5 0 R>>/XObject<</X 6 0 R>>", box: bytes = b"0 0 600 800") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R/Resources<<" + resources + b">>>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<" + entries + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def packed(data: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def zeros(size: int) -> bytes:
    """`size` zeros in deflate, a thousandth of their length."""
    squeeze = zlib.compressobj(9)
    part = bytes(1 << 20)
    return b"".join(squeeze.compress(part) for _ in range(size >> 20)) + squeeze.flush()


def pdf(objects: list[bytes], trailer: bytes = b"", size: int | None = None) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size or len(objects) + 1, trailer, start)
    return bytes(out)


def one_page(content: bytes, form: bytes = b"null", its_page: bytes | None = None, more: list[bytes] | None = None) -> bytes:
    return pdf([CATALOGUE, PAGES, its_page or page(), content, FONT, form, *(more or [])])


def form(content: bytes, draws: int | None) -> bytes:
    drawn = b"/XObject<</X %d 0 R>>" % draws if draws else b""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>" + drawn + b">>"
    return stream(content, entries)


def forms_within_forms() -> bytes:
    chain = [form(b"/X Do " * 10, at + 1) for at in range(6, 16)] + [form(TEXT, None)]
    return pdf([CATALOGUE, PAGES, page(), stream(b"/X Do"), FONT, *chain])


def deep_forms() -> bytes:
    chain = [form(b"/X Do", at + 1) for at in range(6, 5006)] + [form(TEXT, None)]
    return pdf([CATALOGUE, PAGES, page(), stream(b"/X Do"), FONT, *chain])


def many_pages(count: int) -> bytes:
    kids = b"".join(b"%d 0 R " % (at + 5) for at in range(count))
    tree = b"<</Type/Pages/Count %d/Kids[" % count + kids + b"]>>"
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    return pdf([CATALOGUE, tree, stream(TEXT), FONT, *[one] * count])


def object_stream() -> bytes:
    """The page tree stands in a packed stream of three gigabytes."""
    body = zeros(3 << 30)
    bomb = b"<</Type/ObjStm/N 100000000/First 1000/Filter/FlateDecode/Length %d>>stream\n" % len(body) + body
    table = b"".join(bytes([1]) + at.to_bytes(4, "big") + b"\0" for at in (0, 9)) + b"\2\0\0\0\1\0" * 8
    head = b"%PDF-1.7\n1 0 obj\n" + bomb + b"\nendstream\nendobj\n"
    entries = b"/Type/XRef/Size 10/W[1 4 1]/Root 2 0 R"
    return head + b"11 0 obj\n" + stream(table, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def locked() -> bytes:
    key = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>/ID[<00><00>]"
    return pdf([CATALOGUE, PAGES, page(), stream(TEXT), FONT, b"null"], key)


def big(path: Path):
    with open(path, "wb") as file:
        file.truncate(1 << 30)


def unreadable(path: Path):
    path.write_text(GOOD)
    path.chmod(0)


def bound(path: Path):
    socket.socket(socket.AF_UNIX).bind(str(path))


def loop(path: Path):
    path.symlink_to("circle.txt")
    (path.parent / "circle.txt").symlink_to(path.name)


def folder_loop(path: Path):
    path.symlink_to(".")


def link_out(path: Path):
    (path.parent.parent / "secret.txt").write_text(GOOD)
    path.symlink_to("../secret.txt")


BOMB = zeros(3 << 30)
LIMITLESS = b"<x:xmpmeta><dc:title><rdf:Alt><rdf:li>" + b"<!ENTITY a '&b;&b;'>" * 50_000

CASES = [
    ("page of 50,000 nested elements", "deep.html", b"<html><body>" + b"<div>" * 50_000 + b"<p>The pier is closed."),
    ("element with 200,000 attributes", "wide.html", b"<html><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x"),
    ("PDF bomb: 3 GB in 3 MB", "bomb.pdf", one_page(stream(BOMB, b"/Filter/FlateDecode"))),
    (
        "PDF bomb in a bomb",
        "twice.pdf",
        one_page(packed(BOMB, b"/DecodeParms null").replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]", 1)),
    ),
    ("object stream of 3 GB", "objects.pdf", object_stream()),
    ("forms that draw each other 10,000,000,000 times", "laughs.pdf", forms_within_forms()),
    ("5,000 forms within forms", "forms.pdf", deep_forms()),
    ("form that draws itself", "circle.pdf", one_page(stream(b"/X Do"), form(b"/X Do /X Do", 6))),
    ("page tree in a circle", "tree.pdf", pdf([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])),
    ("100,000 pages", "pages.pdf", many_pages(100_000)),
    ("20,000 nested arrays", "nested.pdf", one_page(stream(TEXT), b"[" * 20_000 + b"]" * 20_000)),
    ("20,000 nested operands", "operand.pdf", one_page(stream(b"BT /F 9 Tf " + b"[" * 20_000 + b"]" * 20_000 + b" TJ ET"))),
    ("type of 1,000,000,000 points", "type.pdf", one_page(stream(TEXT.replace(b"9 Tf", b"1000000000 Tf")))),
    ("page of 10^30 points", "page.pdf", one_page(stream(TEXT), its_page=page(box=b"0 0 1" + b"0" * 30 + b" 1" + b"0" * 30))),
    ("size of 4,000,000,000 in the trailer", "size.pdf", pdf([CATALOGUE, PAGES, page(), stream(TEXT), FONT, b"null"], size=4_000_000_000)),
    (
        "cross-reference table of 4,000,000,000 entries",
        "xref.pdf",
        one_page(stream(TEXT)).replace(b"xref\n0 7\n", b"xref\n0 4000000000\n"),
    ),
    (
        "metadata stream of 3 GB",
        "xmp.pdf",
        pdf([CATALOGUE[:-2] + b"/Metadata 6 0 R>>", PAGES, page(b"/Font<</F 5 0 R>>"), stream(TEXT), FONT, stream(BOMB, b"/Filter/FlateDecode/Type/Metadata")]),
    ),
    (
        "metadata with entities upon entities",
        "entities.pdf",
        pdf([CATALOGUE[:-2] + b"/Metadata 6 0 R>>", PAGES, page(b"/Font<</F 5 0 R>>"), stream(TEXT), FONT, stream(LIMITLESS)]),
    ),
    ("truncated PDF", "cut.pdf", one_page(stream(TEXT))[:60]),
    ("encrypted PDF", "locked.pdf", locked()),
    ("pipe (FIFO)", "pipe.txt", os.mkfifo),
    ("socket", "socket.md", bound),
    ("text of 1 GB", "huge.txt", big),
    ("link in a circle", "link.txt", loop),
    ("folder that holds itself", "again", folder_loop),
    ("link out of the corpus", "out.txt", link_out),
    ("file that may not be read", "mine.txt", unreadable),
    ("name in no encoding", b"caf\xe9.txt", GOOD.replace("Pier", "Quay").encode()),
]


def memory(root: int) -> tuple[int, int]:
    """Of the process `root` and its children: the greatest peak of one, and what all have now, in kilobytes."""
    largest, together = 0, 0
    try:
        children: list[str] = []
        for task in Path(f"/proc/{root}/task").iterdir():
            children += (task / "children").read_text().split()
        for process in {str(root), *children}:
            status = Path(f"/proc/{process}/status").read_text().splitlines()
            fields = {name: value for name, _, value in (line.partition(":") for line in status)}
            if fields["Name"].strip() != "ibid":
                continue
            largest = max(largest, int(fields["VmHWM"].split()[0]))
            together += int(fields["VmRSS"].split()[0])
    except (OSError, KeyError):
        pass
    return largest, together


def measure(program: str, root: Path, user: list[str]):
    """What the program printed, the seconds it took, and the kilobytes: the largest process, and all at one time."""
    largest, together = 0, 0
    environment = {**os.environ, "XDG_CACHE_HOME": str(root / ".cache")}
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([*user, program, "inspect", "--root", str(root)], stdout=out, stderr=out, env=environment)
        while child.poll() is None:
            peak, now = memory(child.pid)
            largest, together = max(largest, peak), max(together, now)
            time.sleep(0.001)
        seconds = time.monotonic() - start
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    return text, seconds, largest, together


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--untimed"]
    program = os.path.abspath(arguments[0] if arguments else "target/release/ibid")
    is_timed = "--untimed" not in sys.argv
    failed = []
    print("| file | what is said of it | seconds | largest process | together |\n|---|---|---|---|---|")
    for what, name, content in CASES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            corpus = root / "corpus"
            corpus.mkdir()
            (corpus / "good.txt").write_text(GOOD)
            path = corpus / os.fsdecode(name)
            path.write_bytes(content) if isinstance(content, bytes) else content(path)
            user = []
            if content is unreadable and os.geteuid() == 0:
                # Whoever may read everything has to become somebody else first.
                root.chmod(0o777)
                shutil.copy(program, root / "ibid")
                user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            text, seconds, largest, together = measure(str(root / "ibid") if user else program, root, user)
        shown = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        lines = [line for line in text.splitlines() if f"corpus/{shown}" in line]
        told = [line.split(": ", 2)[2] for line in lines if line.startswith(("not read: ", "read, but: "))]
        said = told[0] if told else "read" if lines else "NOT LISTED"
        good = "The Pier That Sank" in text
        largest, together = largest / 1024, max(together, largest) / 1024
        print(f"| {what} | {said} | {seconds:.2f} | {largest:.0f} MB | {together:.0f} MB |", flush=True)
        is_late = is_timed and seconds >= (READ_SECONDS if name in READ else SECONDS)
        is_read = name not in READ or said.startswith("only its first")
        if not lines or not good or not is_read or is_late or together >= MEGABYTES:
            failed.append(what + ("" if good else " (the other article was not read)"))
    if failed:
        sys.exit("over its bounds: " + "; ".join(failed))


if __name__ == "__main__":
    main()
