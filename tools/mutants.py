#!/usr/bin/env python3
"""Mutation testing of what verdicts rest on: the quotation ladder, name matching, and sync.

    tools/mutants.py [COUNT]          a sample of so many mutants (200), the same in every run for one state of the code
    tools/mutants.py all PART…        every mutant of the files whose path has one of these parts in it ("matching/sound")

Copies the floors that hold them into a crate of their own (target/mutants/crate), which builds in seconds, and lets
cargo-mutants change one thing at a time there and run their unit tests and tests/sync.rs. Prints the mutants that no test
notices.
"""

import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "mutants"
CRATE = WORK / "crate"

# What is changed, and the tests that are to notice: those of the same floor, and the edits for sync.
GROUPS = [
    (["src/prose/matching/*.rs"], ["prose::matching", "--skip", "slow"]),
    (["src/actor/matching/*.rs"], ["actor::"]),
    (["src/server/sync.rs", "src/text/position.rs", "src/text/lines.rs"], ["server::", "text::position", "text::lines", "edits::"]),
]

# What is copied, and where to; and what names it as modules. The tests from outside are put inside, so that one program
# is built for each mutant.
COPIED = {
    "src/text": "src/text",
    "src/prose": "src/prose",
    "src/actor/matching": "src/actor/matching",
    "src/server/sync.rs": "src/server/sync.rs",
    "tests/sync.rs": "src/edits.rs",
    "tests/sync": "src/sync",
    "build.rs": "build.rs",
    "build": "build",
}
MODULES = {
    "src/lib.rs": "extern crate self as ibid;\npub mod text;\npub mod prose;\npub mod actor;\npub mod server;\n"
    "#[cfg(test)]\nmod edits;\n",
    "src/actor/mod.rs": "pub mod matching;\n",
    "src/server/mod.rs": "pub mod sync;\n",
}
DEPENDENCIES = ["aho-corasick", "memchr", "ropey", "rustc-hash", "sentencex", "serde", "tower-lsp", "tracing",
                "unicode-normalization", "unicode-segmentation", "proptest", "expect-test"]


def crate():
    shutil.rmtree(CRATE, ignore_errors=True)
    for name, place in COPIED.items():
        source, target = ROOT / name, CRATE / place
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    for name, text in MODULES.items():
        (CRATE / name).write_text(text)
    manifest = (ROOT / "Cargo.toml").read_text()
    wanted = [line for line in manifest.splitlines() if line.split(" = ")[0] in DEPENDENCIES]
    (CRATE / "Cargo.toml").write_text(
        '[package]\nname = "ibid"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n'
        + "\n".join(wanted)
        + '\n\n[profile.dev]\ndebug = false\n\n[profile.dev.package."*"]\nopt-level = 1\ndebug = false\n'
    )
    shutil.copy(ROOT / "Cargo.lock", CRATE / "Cargo.lock")
    # The build names the sources that it is made of; here nobody asks for that name, and it would be made for each mutant.
    build = CRATE / "build.rs"
    build.write_text(build.read_text().replace('println!("cargo::rerun-if-changed=src");', ""))


def mutants(patterns, *arguments, **options):
    files = [part for pattern in patterns for part in ("--file", pattern)]
    return subprocess.run(["cargo", "mutants", "--dir", str(CRATE), *files, *arguments], **options)


# What cargo-mutants ends with when it has tried them: all were noticed, some were not, some never ended.
TRIED = (0, 2, 3)
OUTCOMES = ("caught", "timeout", "unviable", "missed")


def chosen(arguments):
    """The mutants asked for: for each the number of its group, and its name."""
    listed = []
    for number, (patterns, _) in enumerate(GROUPS):
        found = mutants(patterns, "--list", "--json", capture_output=True, text=True, check=True).stdout
        listed += [(number, mutant["name"]) for mutant in json.loads(found)]
    if arguments[:1] == ["all"]:
        parts = arguments[1:]
        return [(number, name) for number, name in listed if any(part in name.split(":")[0] for part in parts)]
    count = int(arguments[0]) if arguments else 200
    print(f"{count} of {len(listed)} mutants", flush=True)
    return random.Random(9).sample(listed, min(count, len(listed)))


def attempt(number, names, work):
    """Tries mutants of one group, and gives the names of each outcome."""
    patterns, tests = GROUPS[number]
    wanted = [part for name in names for part in ("--re", f"^{re.escape(name)}$")]
    output = work / f"group-{number}"
    output.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "EDITS": "5000", "CARGO_TARGET_DIR": str(work / "target")}
    tried = mutants(patterns, *wanted, "--output", str(output), "--no-shuffle", "--timeout", "900", "--jobs", "1",
                    "--colors", "never", "--cargo-arg=--lib", "--", "--", *tests, env=environment)
    if tried.returncode not in TRIED:
        sys.exit(f"group {number} could not be tried: cargo-mutants ended with {tried.returncode}")
    return {outcome: (output / "mutants.out" / f"{outcome}.txt").read_text().splitlines() for outcome in OUTCOMES}


def main():
    crate()
    listed = chosen(sys.argv[1:])
    # A mutant that never ends, or that fills the memory, ends by these: the time on the wall tells little on a busy machine.
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    outcomes = {outcome: [] for outcome in OUTCOMES}
    for number in range(len(GROUPS)):
        names = [name for group, name in listed if group == number]
        for outcome, found in (attempt(number, names, WORK) if names else {}).items():
            outcomes[outcome] += found
    print(", ".join(f"{len(names)} {outcome}" for outcome, names in outcomes.items()))
    print("\n".join(sorted(outcomes["missed"])))


if __name__ == "__main__":
    main()
