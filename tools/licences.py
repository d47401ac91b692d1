#!/usr/bin/env python3
"""Checks every crate that is compiled into ibid against deny.toml: its licence is allowed, it is not banned (no HTTP
client), and it comes from crates.io.

usage: licences.py          (needs cargo)
"""
import json
import subprocess
import sys
import tomllib
from pathlib import Path

DENY = tomllib.loads((Path(__file__).resolve().parent.parent / "deny.toml").read_text())
ALLOWED = set(DENY["licenses"]["allow"])
BANNED = {ban["crate"] for ban in DENY["bans"]["deny"]}
REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


def acceptable(expression):
    """Whether some choice of an SPDX expression is allowed; every part of an AND has to be."""
    expression = expression.replace("/", " OR ").replace("(", "").replace(")", "")
    if " AND " in expression:
        return all(acceptable(part) for part in expression.split(" AND "))
    return any(choice.strip() in ALLOWED for choice in expression.split(" OR "))


def main():
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = [package for package in metadata["packages"] if package["source"]]
    wrong = []
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if package["name"] in BANNED:
            wrong.append(f"{name}: this crate is banned")
        if package["source"] != REGISTRY:
            wrong.append(f"{name}: comes from {package['source']}, and not from crates.io")
        if not package["license"] or not acceptable(package["license"]):
            wrong.append(f"{name}: licence {package['license'] or 'unknown'} is not among the allowed ones")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(packages)} crates, {len(wrong)} refused")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
