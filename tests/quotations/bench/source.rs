//! What the benchmark quotes: stretches of body text of all lengths, and the words of a corpus.

use std::collections::BTreeMap;

use ibid::article::{Readability, Role};
use ibid::corpus::ArticleId;
use ibid::text::sentences::sentences;
use ibid::workspace::Workspace;

/// The shortest stretch that is quoted, in words; shorter ones are never accused.
const SHORTEST: usize = 4;
const LONGEST: usize = 45;

/// A sentence, or what a sentence has in quotation marks.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub article: ArticleId,
    pub text: String,
    pub words: Vec<String>,
}

/// What can be quoted from a corpus.
pub struct Source<'a> {
    pub workspace: &'a Workspace,
    /// Stretches without quotation marks inside.
    pub plain: Vec<Stretch>,
    /// Whole sentences that quote somebody inside.
    pub quoting: Vec<Stretch>,
    /// The paragraphs of each article.
    pub paragraphs: Vec<(ArticleId, String)>,
    /// Words in small letters by their length in characters.
    vocabulary: BTreeMap<usize, Vec<String>>,
    /// The letters and digits of every article, small.
    letters: Vec<String>,
}

impl<'a> Source<'a> {
    pub fn new(workspace: &'a Workspace) -> Source<'a> {
        let mut source = Source {
            workspace,
            plain: Vec::new(),
            quoting: Vec::new(),
            paragraphs: Vec::new(),
            vocabulary: BTreeMap::new(),
            letters: Vec::new(),
        };
        for (id, entry) in workspace.corpus.articles() {
            let article = entry.article();
            source.letters.push(letters(article.prose.text()));
            if article.readability != Readability::Readable {
                continue;
            }
            for block in article.blocks.iter().filter(|block| block.role == Role::Body) {
                let paragraph = block.span.of(article.prose.text());
                source.paragraphs.push((id, paragraph.to_string()));
                for sentence in sentences(paragraph) {
                    source.take(id, sentence.of(paragraph));
                }
            }
        }
        for stretch in source.plain.iter().chain(&source.quoting) {
            for word in &stretch.words {
                let bare = bare(word);
                if bare.chars().all(char::is_lowercase) && !bare.is_empty() {
                    source.vocabulary.entry(bare.chars().count()).or_default().push(bare.to_string());
                }
            }
        }
        for words in source.vocabulary.values_mut() {
            words.sort();
            words.dedup();
        }
        source
    }

    fn take(&mut self, article: ArticleId, sentence: &str) {
        let is_mark = |c: char| matches!(c, '“' | '”' | '"' | '„' | '«' | '»');
        let markup = |c: char| "*_[]<>|$`@#~^=\\{}%".contains(c);
        let balanced = sentence.matches('“').count() == sentence.matches('”').count() && !sentence.contains('"');
        if sentence.contains(markup) || !sentence.contains(char::is_whitespace) {
            return;
        }
        if !sentence.contains(is_mark) {
            self.plain.extend(stretch(article, sentence));
        } else if balanced {
            let mut inside = false;
            for part in sentence.split_inclusive(['“', '”']) {
                if inside && part.ends_with('”') {
                    self.plain.extend(stretch(article, part.trim_end_matches('”')));
                }
                inside = part.ends_with('“');
            }
            if sentence.contains('“') && !sentence.contains(['‘', '’', '\'']) {
                self.quoting.extend(stretch(article, sentence));
            }
        }
    }

    /// Words of about the same length as `word`, but not it.
    pub fn words_like(&self, word: &str) -> Vec<&str> {
        let length = bare(word).chars().count();
        let near = [length, length + 1, length.saturating_sub(1)];
        let all = near.iter().filter_map(|length| self.vocabulary.get(length)).flatten();
        all.map(String::as_str).filter(|other| *other != bare(word)).collect()
    }

    /// Whether no article has these words, whatever their typography.
    pub fn is_absent(&self, words: &str) -> bool {
        let wanted = letters(words);
        !wanted.is_empty() && !self.letters.iter().any(|text| text.contains(&wanted))
    }

    /// Whether one article has these words, whatever their typography.
    pub fn is_in(&self, article: ArticleId, words: &str) -> bool {
        self.letters[article.0 as usize].contains(&letters(words))
    }
}

pub fn stretch(article: ArticleId, text: &str) -> Option<Stretch> {
    let text = text.trim();
    // Cut inside an abbreviation ("the U.S."), which a quotation never is.
    let letters = text.strip_suffix('.').unwrap_or("").chars().rev().take_while(|c| c.is_alphanumeric()).count();
    let title =
        text.split_whitespace().map(bare).all(|word| word.chars().count() < 4 || !word.starts_with(char::is_lowercase));
    // A text that is cut itself, and a title, are beside the point.
    if letters == 1 || title || text.contains('…') || text.contains("...") {
        return None;
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_string).collect();
    let spoken = words.iter().filter(|word| word.contains(char::is_alphanumeric)).count();
    ((SHORTEST..=LONGEST).contains(&spoken)).then(|| Stretch { article, text: text.to_string(), words })
}

/// A word without the punctuation around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `word` with other letters between the punctuation around it.
pub fn in_place(word: &str, other: &str) -> String {
    let inner = bare(word);
    let capital = inner.chars().next().is_some_and(char::is_uppercase);
    let other = if capital { capitalised(other) } else { other.to_string() };
    word.replacen(inner, &other, 1)
}

pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
