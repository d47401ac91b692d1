#!/usr/bin/env python3
"""What krokai, gtrex and quotecheck say of the quotations of ibid's benchmark.

usage: cargo run --release --example score_quotations -- --cases CASES.json
       pip install krokai gtrex quotecheck
       tools/score_quote_peers.py CASES.json

Each program is given the quotation's words without Markdown and the text of the cited article, and only that. They take
no citations, so whether the words stand in another article is not asked, and no speakers, so neither is that: n/a. A
case counts as right where a sound quotation is accepted and a changed one is not: krokai by its lists of clean verdicts,
gtrex by `grounded`, quotecheck by `ok`.
"""
import collections
import json
import pathlib
import re
import sys
import tempfile

import gtrex
import quotecheck.find
from krokai.corpus import Corpus
from krokai.verdicts import CLEAN
from krokai.verify import check as krokai_check


def plain(quote):
    """A quotation as it is read: emphasis is no part of the words."""
    return re.sub(r"\*\*|==|\*", "", quote)


def krokai(articles, folder):
    corpora = {}
    for number, (key, text) in enumerate(articles.items()):
        place = pathlib.Path(folder, str(number))
        place.mkdir()
        (place / "article.txt").write_text(text, encoding="utf-8")
        corpora[key] = Corpus([str(place)], quiet=True)
    return lambda quote, key: krokai_check(quote, corpora[key])[0] in CLEAN


def gtrex_accepts(articles):
    verifiers = {key: gtrex.Verifier(text, gtrex.Policy()) for key, text in articles.items() if text.strip()}
    return lambda quote, key: verifiers[key].verify(quote).grounded


def quotecheck_accepts(articles):
    return lambda quote, key: quotecheck.find.check(quote, articles[key]).ok


def main():
    data = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    articles = data["articles"]
    with tempfile.TemporaryDirectory() as folder:
        peers = {
            "krokai": krokai(articles, folder),
            "gtrex": gtrex_accepts(articles),
            "quotecheck": quotecheck_accepts(articles),
        }
        counts = collections.OrderedDict()
        for case in data["cases"]:
            row = counts.setdefault(case["kind"], collections.Counter())
            row["cases"] += 1
            row["ibid"] += case["right"]
            row["expect " + case["expect"]] += 1
            for name, accepts in peers.items():
                if case["expect"] in ("elsewhere", "speaker") or case["credit"]:
                    row[name + " n/a"] += 1
                    continue
                accepted = accepts(plain(case["quote"]), case["cited"])
                if case["expect"] == "silent":
                    row[name + " n/a"] += 1
                else:
                    row[name] += accepted == (case["expect"] == "sound")
    print("| Change | Cases | ibid | " + " | ".join(peers) + " |")
    print("|---" * (3 + len(peers)) + "|")
    for kind, row in counts.items():
        shown = ["n/a" if row[name + " n/a"] else str(row[name]) for name in peers]
        print(f"| {kind} | {row['cases']} | {row['ibid']} | " + " | ".join(shown) + " |")


if __name__ == "__main__":
    main()
