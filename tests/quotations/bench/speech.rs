//! Quotations of speakers: credited to whom the source gives the words, and to somebody else.

use ibid::corpus::ArticleId;
use ibid::prose::Kind;

use super::random::Random;
use super::source::Source;
use super::{Case, Expect, frames::Frame};

/// Who says what: file name, words, speaker; tab-separated.
const LABELS: &str = include_str!("../speakers.txt");

/// Invented articles in which speech is reported in every common way. `{0}` and `{1}` are speakers by full name, `{0s}`
/// and `{1s}` by surname; `⟨0:…⟩` are words of the first, `⟨1:…⟩` of the second.
const SCENES: [&str; 12] = [
    "“⟨0:The reservoir has been empty since the spring festival⟩,” said {0}, who manages the dam. {1} runs the mill below it. “⟨1:We grind by the light of the moon now⟩,” {1s} said.",
    "{0}, the mayor, told the council: “⟨0:There is money for one bridge and two ribbons⟩.” {1}, who leads the opposition, replied: “⟨1:Then let us cut the ribbons first⟩.”",
    "According to {0}, “⟨0:the pipeline leaks at every second weld⟩”. {1} disagrees. “⟨1:Not a drop has been lost this winter⟩,” she said.",
    "{0} took the stand in the morning. “⟨0:I signed what was put on my desk⟩,” he said. “⟨0:Nobody reads forty pages at night⟩.”\n\n{1} followed in the afternoon. “⟨1:The pages were numbered and so were the lies⟩,” she told the judges.",
    "“⟨0:The airport will open when the birds allow it⟩,” {0} joked. His deputy, {1}, did not laugh. “⟨1:We have counted nine thousand storks⟩,” she added.",
    "In a letter to the ministry, {0} wrote that “⟨0:the archive was flooded on two nights in June⟩”. The archivist, {1}, remembers it otherwise: “⟨1:Somebody had opened the sluice from inside⟩.”",
    "“⟨0:Cotton is a religion in this valley⟩,” explained {0}, an agronomist. “⟨0:It asks for sacrifices and water⟩.” The fields of {1} are dry. “⟨1:My god is a little onion⟩,” the farmer said.",
    "{0} was blunt. “⟨0:They sold us buses without engines⟩.”\n\n“⟨1:The engines were sold separately⟩,” {1} countered, “⟨1:as the annex says in capital letters⟩.”",
    "Asked about the strike, {0} answered that “⟨0:no cook can strike against hunger⟩”. {1}, for the union, warned: “⟨1:Hunger has joined us already⟩.”",
    "“⟨0:Our radar sees the weather and nothing else⟩,” the general, {0}, insisted. But {1}, a fisher, said that “⟨1:it has seen my brother twice⟩”.",
    "{0} began quietly. “⟨0:My grandmother planted this pass with her own hands⟩. And she did not ask for a permit.\n\n“⟨0:Nor shall her grandchildren ask for one⟩,” he said. {1} wept.",
    "As {0} put it, “⟨0:a ceasefire is a pause to count shells⟩.” To that {1} said: “⟨1:We have stopped counting in this village⟩.”",
];

const NAMES: [(&str, &str); 12] = [
    ("Dilnoza", "Rakhimova"),
    ("Teboho", "Mokoena"),
    ("Arvid", "Lindqvist"),
    ("Mireille", "Kouassi"),
    ("Nattapong", "Srisai"),
    ("Oksana", "Hrytsenko"),
    ("Baltasar", "Quiroga"),
    ("Farida", "Nazari"),
    ("Cathal", "Brannigan"),
    ("Sione", "Tupou"),
    ("Gulnara", "Omuraliyeva"),
    ("Emeka", "Nwachukwu"),
];

/// A file name and an article, each with words and their speakers.
type Scene = (String, String, Vec<(String, String, String)>);

/// The invented articles, each scene with several pairs of speakers.
pub fn scenes() -> Vec<Scene> {
    let mut all = Vec::new();
    for (number, scene) in SCENES.iter().enumerate() {
        for round in 0..3 {
            let first = NAMES[(number + round * 5) % NAMES.len()];
            let second = NAMES[(number + round * 5 + 3) % NAMES.len()];
            let full = [first, second].map(|(given, family)| format!("{given} {family}"));
            let text = scene
                .replace("{0}", &full[0])
                .replace("{1}", &full[1])
                .replace("{0s}", first.1)
                .replace("{1s}", second.1);
            let mut words = Vec::new();
            let mut parts = text.split('⟨');
            let mut plain = parts.next().unwrap_or("").to_string();
            for part in parts {
                let (inside, behind) = part.split_once('⟩').unwrap();
                let (who, said) = inside.split_once(':').unwrap();
                let (who, other) = if who == "0" { (0, 1) } else { (1, 0) };
                words.push((said.to_string(), full[who].clone(), full[other].clone()));
                plain.push_str(said);
                plain.push_str(behind);
            }
            let key = format!("scene{number}round{round}2023");
            let article = format!(
                "---\ntitle: Report {number}{round} from the province\nkey: {key}\nauthor: Joan Weaver\ndate: 2023-04-1{round}\n---\n\n{plain}\n\nThe hearing goes on next week.\n"
            );
            all.push((format!("{key}.md"), article, words));
        }
    }
    all
}

/// Credits to the right and to a wrong speaker, for what was labelled by hand and for the invented articles, as far as
/// they are in the corpus.
pub fn cases(source: &Source<'_>, each: usize, random: &mut Random) -> Vec<Case> {
    let mut cases = Vec::new();
    let corpus = &source.workspace.corpus;
    let labelled = LABELS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    });
    for (file, words, speaker) in labelled {
        let Some(article) = corpus.by_name(file) else { continue };
        for wrong in persons(source, article, speaker) {
            cases.push(case("other speaker credited", Expect::Speaker, article, words, &wrong));
        }
        cases.push(case("speaker credited", Expect::Sound, article, words, speaker));
    }
    for (file, _, words) in scenes() {
        let Some(article) = corpus.by_name(&file) else { continue };
        for (words, speaker, other) in words {
            cases.push(case("other speaker credited, invented articles", Expect::Speaker, article, &words, &other));
            cases.push(case("speaker credited, invented articles", Expect::Sound, article, &words, &speaker));
        }
    }
    random.shuffle(&mut cases);
    let mut counts = std::collections::HashMap::new();
    cases.retain(|case| {
        let count = counts.entry(case.kind).or_insert(0);
        *count += 1;
        *count <= each
    });
    cases
}

/// The persons of an article by their full names, but for the author and whoever may be the speaker.
pub fn persons(source: &Source<'_>, article: ArticleId, speaker: &str) -> Vec<String> {
    let corpus = &source.workspace.corpus;
    let authors = &corpus.article(article).article().metadata.authors;
    let surname = speaker.split(' ').next_back().unwrap_or(speaker);
    let mut names: Vec<String> = corpus
        .mentions_in(article)
        .into_iter()
        .filter_map(|(_, actor)| corpus.actor(actor))
        .filter(|actor| actor.kind == Kind::Person && actor.name.contains(' '))
        .map(|actor| actor.name.clone())
        .filter(|name| !name.ends_with(surname) && !authors.contains(name))
        .collect();
    names.sort();
    names.dedup();
    names
}

pub fn case(kind: &'static str, expect: Expect, cited: ArticleId, words: &str, who: &str) -> Case {
    Case {
        kind,
        expect,
        quote: words.to_string(),
        truth: words.to_string(),
        cited,
        credit: Some(who.to_string()),
        frame: Some(Frame::Paragraph),
    }
}
