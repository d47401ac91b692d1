//! A benchmark of quotations whose truth is known by construction.
//!
//! Sentences of a corpus are quoted in a note, left sound or changed in one known way, under a citation in one of
//! several syntaxes and inside the prose that notes have. The real check then reads these notes.

pub mod cases;
pub mod clipped;
pub mod errors;
pub mod frames;
pub mod random;
pub mod sound;
pub mod source;
pub mod speech;
pub mod table;

use std::path::Path;

use ibid::check::{Code, Verdict, check};
use ibid::corpus::ArticleId;
use ibid::note::Note;
use ibid::workspace::Workspace;

/// What a case must be found to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expect {
    /// The words may stand: a sound verdict and nothing said.
    Sound,
    /// Whatever the verdict, nothing is said.
    Silent,
    /// The words were changed.
    Changed,
    /// The words stand in another article.
    Elsewhere,
    /// The words stand nowhere.
    Invented,
    /// Somebody else speaks the words.
    Speaker,
    /// The cut hides a negation or a condition.
    Clipped,
}

/// One quotation of the benchmark.
#[derive(Clone, Debug)]
pub struct Case {
    /// In which way it was changed.
    pub kind: &'static str,
    pub expect: Expect,
    /// The words between the marks, as the note has them.
    pub quote: String,
    /// The words of the source that were changed.
    pub truth: String,
    /// The article that the note cites.
    pub cited: ArticleId,
    /// Whom the note credits.
    pub credit: Option<String>,
    /// How it stands in the note; chosen at random where it does not matter.
    pub frame: Option<frames::Frame>,
}

/// What the check said of a case.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub case: Case,
    pub verdict: Option<Verdict>,
    /// The diagnostics on the quotation, but for that it cites nothing.
    pub said: Vec<(Code, String)>,
    /// The words of the source that the first diagnostic points at.
    pub place: Option<String>,
    /// The quotation with what stands around it in the note.
    pub line: String,
}

impl Outcome {
    /// Whether the check and the truth agree.
    pub fn is_right(&self) -> bool {
        let sound = self.verdict.is_some_and(Verdict::is_sound);
        match self.case.expect {
            Expect::Sound => sound && self.said.is_empty(),
            Expect::Silent => self.said.is_empty(),
            Expect::Changed | Expect::Invented => self.is_flagged(),
            Expect::Elsewhere | Expect::Speaker | Expect::Clipped => self.has_right_code(),
        }
    }

    /// Whether anything is said of the quotation.
    pub fn is_flagged(&self) -> bool {
        !self.said.is_empty()
    }

    /// Whether what is said has the very code of the truth.
    pub fn has_right_code(&self) -> bool {
        let code = match self.case.expect {
            Expect::Sound | Expect::Silent => return self.is_right(),
            Expect::Changed => Code::QuoteAltered,
            Expect::Elsewhere => Code::QuoteWrongSource,
            Expect::Invented => Code::QuoteNotFound,
            Expect::Speaker => Code::QuoteMisattributed,
            Expect::Clipped => Code::QuoteClipped,
        };
        self.said.iter().any(|(said, _)| *said == code)
    }
}

/// How many quotations stand in one note.
const PER_NOTE: usize = 40;

/// The seeds to draw cases with: `SEEDS=1,2,3`, else the one that the figures of `docs/accuracy.md` were made with.
pub fn seeds(usual: u64) -> Vec<u64> {
    let named = std::env::var("SEEDS").unwrap_or_default();
    let named: Vec<u64> = named.split(',').filter_map(|seed| seed.trim().parse().ok()).collect();
    if named.is_empty() { vec![usual] } else { named }
}

/// Writes the cases into notes and checks these.
pub fn run(workspace: &Workspace, cases: &[Case], seed: u64) -> Vec<Outcome> {
    let mut random = random::Random::new(seed);
    let mut outcomes = Vec::new();
    for (number, chunk) in cases.chunks(PER_NOTE).enumerate() {
        let (text, places) = frames::write(workspace, chunk, &mut random);
        let path = workspace.root.join(format!("notes/{number}.md"));
        let note = Note::read(text.into());
        let report = check(workspace, &path, &note);
        for (case, place) in chunk.iter().zip(places) {
            let index = note.quotations.iter().position(|quotation| quotation.outer.contains(place));
            let quotation = index.map(|index| &note.quotations[index]);
            let verdict = report.quotes.iter().find(|quote| Some(quote.quotation) == index).map(|quote| quote.verdict);
            let mine = report.diagnostics.iter().filter(|diagnostic| {
                let quote = diagnostic.code.name().starts_with("quote-");
                quote && quotation.is_some_and(|quotation| quotation.inner == diagnostic.span)
            });
            let mine: Vec<_> = mine.collect();
            let from = mine.first().and_then(|diagnostic| diagnostic.source).map(|place| {
                let article = workspace.corpus.article(place.article).article();
                place.span.of(&article.source).to_string()
            });
            let said = mine.iter().map(|diagnostic| (diagnostic.code, diagnostic.message.clone())).collect();
            let block = quotation.and_then(|quotation| note.blocks.get(quotation.block));
            let line = block.map(|block| block.span.of(&note.text).to_string()).unwrap_or_default();
            outcomes.push(Outcome { case: case.clone(), verdict, said, place: from, line });
        }
    }
    outcomes
}

/// A workspace of the articles in `folders`, as if they lay in `corpus/`.
pub fn workspace(folders: &[&Path]) -> Workspace {
    let mut files = Vec::new();
    for folder in folders {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| path.is_file()) {
            let name = Path::new("/w/corpus").join(path.file_name().unwrap());
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
    Workspace::from_files(Path::new("/w"), files)
}
