#!/usr/bin/env python3
"""Mutation testing of what verdicts rest on: the quotation ladder, name matching, and sync.

    tools/mutants.py [COUNT]        a sample of so many mutants (200), the same in every run for one state of the code

Copies the floors that hold them into a crate of their own (target/mutants/crate), which builds in seconds, and lets
cargo-mutants change one thing at a time there and run their unit tests and tests/sync.rs. Prints the mutants that no test
notices; docs/mutants.md explains those of the last run.
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

# What is changed.
MUTATED = ["src/prose/matching/*.rs", "src/actor/matching/*.rs", "src/server/sync.rs", "src/text/position.rs", "src/text/lines.rs"]

# What is copied, beside what names it as a module.
COPIED = ["src/text", "src/prose", "src/actor/matching", "src/server/sync.rs", "tests/sync.rs", "tests/sync"]
MODULES = {
    # The tests from outside are put inside, so that only one program is built for each mutant.
    "src/lib.rs": "extern crate self as ibid;\npub mod text;\npub mod prose;\npub mod actor;\npub mod server;\n"
    '#[cfg(test)]\n#[path = "../tests/sync.rs"]\nmod edits;\n',
    "src/actor/mod.rs": "pub mod matching;\n",
    "src/server/mod.rs": "pub mod sync;\n",
}
DEPENDENCIES = ["aho-corasick", "memchr", "ropey", "rustc-hash", "sentencex", "serde", "tower-lsp", "tracing",
                "unicode-normalization", "unicode-segmentation", "proptest", "expect-test"]
TESTS = ["text::", "prose::matching", "actor::", "server::", "edits::", "--skip", "slow"]


def crate():
    shutil.rmtree(CRATE, ignore_errors=True)
    for name in COPIED:
        source, target = ROOT / name, CRATE / name
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


def mutants(*arguments, **options):
    files = [part for pattern in MUTATED for part in ("--file", pattern)]
    return subprocess.run(["cargo", "mutants", "--dir", str(CRATE), *files, *arguments], **options)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    crate()
    listed = json.loads(mutants("--list", "--json", capture_output=True, text=True, check=True).stdout)
    names = [mutant["name"] for mutant in listed]
    chosen = random.Random(9).sample(names, min(count, len(names)))
    print(f"{len(chosen)} of {len(names)} mutants", flush=True)
    wanted = [part for name in chosen for part in ("--re", f"^{re.escape(name)}$")]
    environment = {**os.environ, "PROPTEST_CASES": "100", "EDITS": "20000", "CARGO_TARGET_DIR": str(WORK / "target")}
    # A mutant that never ends, or that fills the memory, ends by these: the time on the wall tells little on a busy machine.
    resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    mutants(*wanted, "--output", str(WORK), "--no-shuffle", "--timeout", "900", "--jobs", "1", "--colors", "never",
            "--", "--lib", "--", *TESTS, env=environment)
    for outcome in ["caught", "timeout", "unviable", "missed"]:
        found = (WORK / "mutants.out" / f"{outcome}.txt").read_text().splitlines()
        print(f"{len(found)} {outcome}")
        if outcome == "missed":
            print("\n".join(found))


if __name__ == "__main__":
    main()
