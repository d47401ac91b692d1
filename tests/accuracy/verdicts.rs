//! Notes of our own over real articles: each verdict, and a page on which nothing is to be said.
//!
//! The quotations are cut out of the articles when the test runs.

use std::path::{Path, PathBuf};

use ibid::article::Role;
use ibid::check::{Code, Report, Verdict, check};
use ibid::corpus::ArticleId;
use ibid::note::Note;
use ibid::text::sentences::sentences;
use ibid::workspace::Workspace;

use crate::shared;

const ROOT: &str = "/w";

fn workspace() -> Workspace {
    let seeds = std::fs::read_dir(shared("seeds")).unwrap().map(|entry| entry.unwrap().path());
    let files = seeds.filter(|path| path.is_file()).map(|path| {
        let name = path.file_name().unwrap().to_owned();
        (Path::new(ROOT).join("corpus").join(name), std::fs::read(&path).unwrap())
    });
    Workspace::from_files(Path::new(ROOT), files.collect())
}

fn report(workspace: &Workspace, text: &str) -> Report {
    check(workspace, &Path::new(ROOT).join("notes/n.md"), &Note::read(text.into()))
}

/// Sentences of the body that can stand in quotation marks, and that no other article has.
fn quotable(workspace: &Workspace, id: ArticleId) -> Vec<String> {
    let article = workspace.corpus.article(id).article();
    let prose = article.prose.text();
    let body = article.blocks.iter().filter(|block| block.role == Role::Body).map(|block| block.span.of(prose));
    let plain = |sentence: &&str| {
        let words = sentence.split_whitespace().count();
        (12..32).contains(&words)
            && !sentence.contains(['“', '”', '"', '‘', '’', '\'', '(', '[', '\n', '@', '*', '_', ';'])
    };
    let alone = |sentence: &&str| {
        let found = workspace.corpus.find(sentence, 8);
        found.iter().filter(|found| found.found.similarity > 0.6).all(|found| found.article == id)
    };
    let mut found = Vec::new();
    for block in body {
        let all = sentences(block);
        found.extend(all.iter().map(|span| span.of(block).trim()).filter(plain).filter(alone).map(str::to_owned));
    }
    found.truncate(12);
    found
}

/// The articles with a key and something to quote.
fn articles(workspace: &Workspace) -> Vec<(String, Vec<String>)> {
    let ids: Vec<ArticleId> = workspace.corpus.articles().map(|(id, _)| id).collect();
    let read = |id: ArticleId| (workspace.corpus.article(id).key.clone(), quotable(workspace, id));
    ids.into_iter().map(read).filter(|(_, sentences)| !sentences.is_empty()).collect()
}

fn words(sentence: &str) -> Vec<&str> {
    sentence.trim_end_matches(['.', '!', '?']).split_whitespace().collect()
}

fn with_a_word_changed(sentence: &str) -> String {
    let mut words = words(sentence);
    let middle = words.len() / 2;
    words[middle] = "umbrella";
    words.join(" ")
}

#[test]
fn each_verdict_is_given_where_it_is_due() {
    let workspace = workspace();
    let articles = articles(&workspace);
    assert!(articles.len() >= 4, "{}", articles.len());
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (at, (key, sentences)) in articles.iter().enumerate() {
        let other = &articles[(at + 1) % articles.len()].0;
        for sentence in sentences {
            let all = words(sentence);
            let (from, to) = (all[..5].join(" "), all[all.len() - 5..].join(" "));
            let whole = all.join(" ");
            let altered = with_a_word_changed(sentence);
            let cases = [
                (format!("“{sentence}” [@{key}]"), Verdict::Verbatim, None),
                (format!("\"{}\" [@{key}]", whole.replace('-', "–")), Verdict::Typographic, None),
                (format!("«{from} […] {to}» [@{key}]"), Verdict::Elided, None),
                (format!("„{whole} [as they say]“ [@{key}]"), Verdict::Elided, None),
                (format!("> {whole}\n>\n> — [@{key}]"), Verdict::Verbatim, None),
                (format!("| One | Two |\n|---|---|\n| “{whole}” | [@{key}] |"), Verdict::Verbatim, None),
                (format!("- “{whole}”.[^1]\n\n[^1]: In [@{key}]."), Verdict::Verbatim, None),
                (format!("“{whole}” [@{other}]"), Verdict::WrongSource, Some(Code::QuoteWrongSource)),
                (format!("“{altered}” [@{key}]"), Verdict::Altered, Some(Code::QuoteAltered)),
                (format!("“{altered}” [@{other}]"), Verdict::WrongSource, Some(Code::QuoteWrongSource)),
                (format!("“{whole}” stands alone."), Verdict::Uncited, Some(Code::QuoteUncited)),
            ];
            for (text, verdict, code) in cases {
                checked += 1;
                let report = report(&workspace, &text);
                let said: Vec<Verdict> = report.quotes.iter().map(|quote| quote.verdict).collect();
                let codes: Vec<Code> =
                    report.diagnostics.iter().map(|d| d.code).filter(|code| code.is_of_quotation()).collect();
                let sound = verdict.is_sound() && said.len() == 1 && said[0].is_sound();
                // What a cut hides is for another test.
                let codes: Vec<Code> = codes.into_iter().filter(|code| *code != Code::QuoteClipped).collect();
                if !(sound || said == [verdict]) || codes != Vec::from_iter(code) {
                    wrong.push(format!("{verdict:?}, said {said:?} {codes:?}: {text}"));
                }
            }
        }
    }
    println!("{checked} quotations cut out of articles, {} judged otherwise", wrong.len());
    assert!(checked >= 300, "{checked}");
    assert!(wrong.len() * 200 <= checked, "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn words_of_our_own_stand_nowhere() {
    let workspace = workspace();
    for (key, _) in articles(&workspace) {
        for text in [
            "the orchard keeper lent every ladder to the choir before the first frost",
            "nobody in the bakery could recall who had painted the clock green",
        ] {
            let report = report(&workspace, &format!("They say that “{text}” [@{key}]."));
            assert_eq!(report.quotes[0].verdict, Verdict::NotFound, "{text}");
        }
    }
}

/// What an analyst writes all day long, none of it a quotation of anything.
const SILENT: &str = "\
---
title: \"A day of notes\"
quote: \"nobody reads what stands up here, and nobody checks it\"
---

# Drafts: “the long view” of the region

“Have you read it?” – “Twice.” – “And?” – “It says what it said last year, only longer.” He put the cup down.

So-called “experts” and their “red lines”; a “pivot”, a “reset”, an ‘axis’, the 'usual' sources. What they call “strategic patience” is waiting.

To read: “The Sea and the Ministry”, \"A History of Small Wars\", „Der lange Weg“, « Le Monde sans fin », and *“What the Envoy Forgot”*.

In my words: “they will talk until one of them has something to sell”. My own translation of a toast heard on the radio: “May your roads be dry”.

> [!note] To do
> “Call the desk before noon, and ask them for the old map of the pipelines” – then lunch.

> [!warning]
> Do not send this to anybody before the second reading.

A sentence that is not finished yet: “the talks in the

Mail to desk@example.org or a.b+c@example.net; thanks to @jane_doe, @newsroom and @ana-maria. See @fig:routes, @sec:law, @tbl:dates; as in (@ex). https://example.org/@somebody/17

`“code is not a quotation [@nobody2020thing]”` and $x = \\text{“nor is this”}$ and 12\" of rain, 5' 11\" tall, the ’90s, rock ’n’ roll.

<!-- “A remark to myself that nobody sees” [@nobody2021thing] --> %% “and another” [@nobody2022thing] %%

- [ ] Ask whether “in principle” means no
- [x] [[A page that is not there]] and [[Glossary|the glossary]]

| Word | Meaning |
|---|---|
| “soon” | not this year |
| “frank” | they shouted |

[map](https://example.org/map \"A map of everything between the two seas\") The Russians, the Iranians' friends, a Moscow-based analyst, Tehran's view, Iranian and Russian officials, the Syrian war, pro-Iranian groups, the Iran file. In May, March and August. Trumpism. The Putins of this world.

Half of it was true, two thirds of the rest was old, and on 3 May 1901 nobody had heard of 4,711 of the 5,000.
";

#[test]
fn a_page_that_quotes_nobody_is_silent() {
    let workspace = workspace();
    let report = report(&workspace, SILENT);
    let note = Note::read(SILENT.into());
    let said: Vec<String> =
        report.diagnostics.iter().map(|d| format!("{} {}: {}", d.code, d.span.of(&note.text), d.message)).collect();
    assert_eq!(said, [""; 0]);
    // Nor is any line of it alone, wherever it stands.
    for line in SILENT.lines().skip(5).filter(|line| !line.starts_with(['|', '>', '<'])) {
        let found = check(&workspace, &PathBuf::from("/w/notes/line.md"), &Note::read(line.into())).diagnostics;
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}
