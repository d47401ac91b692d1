#!/usr/bin/env python3
"""Counts what the hot paths of ibid cost, in instructions, and holds that against what they cost before.

    tools/instructions.py            fails where something has become dearer than the baseline allows
    tools/instructions.py --accept   writes the counts down as the new baseline

It needs valgrind (the Debian package of that name) and a release build. Counts do not hang on the machine's load; they do on
the compiler, so that a new one may ask for a new baseline. The articles are invented, always the same.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IBID = ROOT / "target/release/ibid"
BASELINE = ROOT / "benches/instructions.json"
ARTICLES = 300
# By how much a count may be above the baseline: threads take turns differently, and libraries of the system differ.
TOLERANCE = 0.03
# Files that changed less than this many seconds ago are read anew: a start would count now this, now that.
SETTLED = 3


def main():
    if not IBID.exists():
        sys.exit(f"{IBID} is missing: run `make build`")
    with tempfile.TemporaryDirectory() as folder:
        counts = {name: count(arguments, Path(folder)) for name, arguments in paths(Path(folder))}
    if "--accept" in sys.argv:
        BASELINE.write_text(json.dumps(counts, indent=4) + "\n")
    known = json.loads(BASELINE.read_text())
    dearer = []
    for name, now in counts.items():
        before = known.get(name)
        change = f"{(now / before - 1) * 100:+.1f} %" if before else "new"
        print(f"{name:<44} {now / 1e6:>10,.0f} million  {change}")
        if before is None or now > before * (1 + TOLERANCE):
            dearer.append(name)
    if dearer:
        sys.exit(f"dearer than {BASELINE.relative_to(ROOT)} allows: {'; '.join(dearer)}. "
                 "Make it cheaper, or say why in the commit and run tools/instructions.py --accept.")


def paths(folder):
    """What is counted, in this order: the index is there after the first."""
    generate(folder)
    yield f"index of {ARTICLES} articles from nothing", ["index"]
    yield "index, nothing changed", ["index"]
    yield "search for words that stand nowhere", ["find", "the costly harvest was postponed by nobody but the ferry"]
    yield "actors by a name", ["actors", "Yarovman"]
    yield "check of a note", ["check", "note.md"]


def generate(folder):
    built = run(["cargo", "build", "--release", "--locked", "--bench", "generate", "--message-format=json"], ROOT)
    messages = [json.loads(line) for line in built.stdout.splitlines() if line.startswith("{")]
    programs = [one["executable"] for one in messages if one.get("executable") and one["target"]["name"] == "generate"]
    run([programs[-1], str(folder), str(ARTICLES)], ROOT)
    note(folder)
    time.sleep(SETTLED)


def note(folder):
    """A note that quotes articles as they stand and not as they stand."""
    lines = ["# A note", ""]
    for at, path in enumerate(sorted((folder / "corpus").rglob("*.txt"))[:40]):
        sentence = max(re.findall(r"[^.“”\n]{40,200}", path.read_text()), key=len).strip()
        words = sentence.split()
        changed = " ".join(words[:3] + ["never"] + words[3:]) if at % 4 == 0 else sentence
        lines += [f"As the paper has it, “{changed}” ([article]({path.relative_to(folder)})).", ""]
    (folder / "note.md").write_text("\n".join(lines))


def count(arguments, folder):
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / ".cache"), RAYON_NUM_THREADS="1")
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(IBID), *arguments]
    done = run(command, folder, environment, may_find=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if collected is None:
        sys.exit(f"valgrind counted nothing:\n{done.stderr}")
    return int(collected[1])


def run(command, folder, environment=None, may_find=False):
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename} is missing: install it")
    # `ibid` ends with 1 where it has found something.
    if done.returncode not in ((0, 1) if may_find else (0,)):
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done


main()
