#!/usr/bin/env python3
"""Holds the crates of Cargo.lock against the security advisories that concern them, without a network.

    tools/advisories.py                 checks Cargo.lock and fuzz/Cargo.lock against tools/advisories.toml
    tools/advisories.py DATABASE        writes tools/advisories.toml anew from a checkout of RustSec's database
                                        (https://github.com/rustsec/advisory-db), then checks

tools/advisories.toml holds of each advisory on a crate in our tree what a check needs: its number, the crate, the kind, and
the versions that it does not concern. An advisory that is accepted stands in ACCEPTED with the reason.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tools" / "advisories.toml"
LOCKS = ["Cargo.lock", "fuzz/Cargo.lock"]

# What is known of and lived with, and why.
ACCEPTED = {
    "RUSTSEC-2024-0436": "paste is finished: a macro that runs while hayagriva is compiled, and never in ibid",
    "RUSTSEC-2026-0194": "quick-xml reads citation styles; only those inside hayagriva are ever read, none of a workspace",
    "RUSTSEC-2026-0195": "as RUSTSEC-2026-0194",
}


def version(text):
    """A version as it is ordered; a pre-release stands before its release."""
    core, _, before = text.partition("+")[0].partition("-")
    numbers = tuple(int(part) for part in core.split("."))
    return numbers + (0,) * (3 - len(numbers)), not before, before


def matches(found, requirement):
    """Whether a version fulfils a requirement: a comparison, or several with commas between."""
    return all(matches_one(found, part.strip()) for part in requirement.split(","))


def matches_one(found, comparison):
    sign, text = re.fullmatch(r"(>=|<=|>|<|=|\^|~)?\s*(\S+)", comparison).groups()
    wanted = version(text)
    if sign in (">=", "<=", ">", "<"):
        return {">=": found >= wanted, "<=": found <= wanted, ">": found > wanted, "<": found < wanted}[sign]
    if sign == "=":
        return found == wanted
    numbers = [int(part) for part in text.partition("-")[0].split(".")]
    # "^" keeps the first number that is not zero, "~" the first two that are given.
    first = next((at for at, number in enumerate(numbers) if number), len(numbers) - 1)
    kept = min(1, len(numbers) - 1) if sign == "~" else first
    above = numbers[:kept] + [numbers[kept] + 1]
    return wanted <= found < version(".".join(map(str, above)))


def crates():
    for lock in LOCKS:
        for package in tomllib.loads((ROOT / lock).read_text())["package"]:
            if package.get("source"):
                yield package["name"], package["version"]


def write(database):
    names = {name for name, _ in crates()}
    entries = []
    for path in sorted(Path(database, "crates").glob("*/*.md")):
        if path.parent.name not in names:
            continue
        told = tomllib.loads(path.read_text().split("```toml\n", 1)[1].split("\n```", 1)[0])
        advisory, versions = told["advisory"], told.get("versions", {})
        if "withdrawn" in advisory:
            continue
        sound = versions.get("patched", []) + versions.get("unaffected", [])
        entries.append((advisory["id"], advisory["package"], advisory.get("informational", "vulnerability"), sound))
    lines = [f"# {line}" for line in ("Written by tools/advisories.py from RustSec's database: what concerns crates of ours, and",
                                      "which versions it does not concern.")]
    for number, package, kind, sound in sorted(entries):
        quoted = ", ".join(f'"{one}"' for one in sound)
        lines += ["", "[[advisory]]", f'id = "{number}"', f'package = "{package}"', f'kind = "{kind}"', f"sound = [{quoted}]"]
    KEPT.write_text("\n".join(lines) + "\n")


def main():
    if len(sys.argv) > 1:
        write(sys.argv[1])
    advisories = tomllib.loads(KEPT.read_text()).get("advisory", [])
    wrong, seen = [], set(crates())
    for name, number in sorted(seen):
        for advisory in advisories:
            concerned = advisory["package"] == name and not any(matches(version(number), one) for one in advisory["sound"])
            if concerned and advisory["id"] not in ACCEPTED:
                wrong.append(f"{name} {number}: {advisory['id']} ({advisory['kind']})")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(seen)} crates, {len(advisories)} advisories on their kind, {len(wrong)} that hold")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
