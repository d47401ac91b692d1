#!/usr/bin/env python3
"""Checks every crate that is compiled into ibid: its licence is permissive, and it is no HTTP client.

usage: licences.py          (needs cargo)
"""
import json
import subprocess
import sys

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC",
    "MIT", "MIT-0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Zlib", "MPL-2.0",
}
BANNED = {"reqwest", "ureq", "hyper", "curl", "isahc", "attohttpc", "surf", "minreq", "native-tls", "openssl", "rustls"}


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
            wrong.append(f"{name}: ibid opens no connection; this crate is banned")
        if not package["license"] or not acceptable(package["license"]):
            wrong.append(f"{name}: licence {package['license'] or 'unknown'} is not among the allowed ones")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(packages)} crates, {len(wrong)} refused")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
