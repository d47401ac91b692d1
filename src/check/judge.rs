//! The verdict on every quotation of a note, in the order that `docs` promise.

use crate::article::{Readability, Role};
use crate::corpus::threads::each;
use crate::corpus::{ArticleId, Corpus, Finding};
use crate::note::{Quotation, QuotationStyle, Silenced, Target};
use crate::prose::language::language;
use crate::prose::matching::{Exactness, Match, Needle};

use super::cited::Cited;
use super::context::Context;
use super::verdict::{Unchecked, Verdict};

/// Shorter quotations are never accused by themselves: a word or two may be a term, a scare quote, a name.
pub(super) const LEAST_WORDS: usize = 4;
/// Shorter quotations without a citation are anybody's words, though an article has them too.
const LEAST_UNCITED: usize = 5;
/// The same for words that are only near those of an article.
const LEAST_UNCITED_NEAR: usize = 8;
/// How near they must be.
const UNCITED_SIMILARITY: f32 = 0.65;
/// How much more similar another article's words must be for the cited ones not to count as near.
const MUCH_NEARER: f32 = 0.2;
/// How many places are looked at in the corpus.
const MOST_FINDINGS: usize = 8;

/// One quotation with its verdict and what the rules need to speak of it.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// An index into the note's quotations.
    pub(super) quotation: usize,
    pub(super) verdict: Verdict,
    /// The known articles that it cites.
    pub(super) cited: Vec<ArticleId>,
    /// The places in one article that prove the verdict, the best first.
    pub(super) found: Vec<Finding>,
}

impl Judged {
    /// The best of the places that prove the verdict.
    pub(super) fn best(&self) -> Option<&Finding> {
        self.found.first()
    }

    /// Whether the words may stand as they are under their citation.
    pub(super) fn is_sound(&self) -> bool {
        matches!(self.verdict, Verdict::Verbatim | Verdict::Typographic | Verdict::Elided)
    }
}

/// Judges the quotations of a note; those that are none, or that cite nothing and stand nowhere, are left out. `None`
/// where it was given up.
pub(super) fn judge(context: &Context<'_>) -> Option<Vec<Judged>> {
    let quotations: Vec<(usize, &Quotation)> = context.note.quotations.iter().enumerate().collect();
    let judged = each(&quotations, |(index, quotation)| {
        if context.stop.is_asked() {
            return None;
        }
        judge_one(context, *index, quotation)
    });
    (!context.stop.is_asked()).then(|| judged.into_iter().flatten().collect())
}

/// Judges one quotation of a note; `None` where it is none, or cites nothing and stands nowhere.
pub(super) fn judge_one(context: &Context<'_>, index: usize, quotation: &Quotation) -> Option<Judged> {
    let needle = context.corpus().needle(quotation.words.text());
    if needle.is_empty() {
        return None;
    }
    let corpus = context.corpus();
    let mut cited: Vec<ArticleId> = Vec::new();
    // What a footnote will cite that is not written yet nobody knows.
    let mut unknown = quotation.awaits_footnote;
    let mut linked = false;
    for &citation in &quotation.citations {
        let Some(means) = context.cited.get(citation) else { continue };
        cited.extend(means.articles());
        // A link to another note says who speaks or what is spoken of, not where the words stand.
        let link = context.note.citations.get(citation).is_some_and(|c| matches!(c.target, Target::Path(_)));
        linked |= link && *means == Cited::Outside;
        unknown |= matches!(means, Cited::Unknown(_)) || (!link && *means == Cited::Outside);
    }
    unknown |= linked && cited.is_empty();
    cited.sort_unstable();
    cited.dedup();
    let beside = beside(context, quotation);
    let judged = |verdict, found| Some(Judged { quotation: index, verdict, cited: cited.clone(), found });
    let unchecked = |reason| judged(Verdict::Unchecked(reason), Vec::new());
    // While something is not read, a key that is not known may still turn up.
    let unknown_or_unread = match context.workspace {
        workspace if !workspace.complete => Unchecked::Indexing,
        workspace if corpus.is_empty() || workspace.knows_all_keys() => Unchecked::UnknownCitation,
        _ => Unchecked::Unread,
    };
    match quotation.silenced {
        Some(Silenced::Own) => return None,
        Some(Silenced::Translation) => return unchecked(Unchecked::OwnTranslation),
        Some(Silenced::External) => return unchecked(Unchecked::External),
        None => {}
    }
    if cited.is_empty() {
        if unknown {
            return unchecked(unknown_or_unread);
        }
        let found = uncited(corpus, quotation, &needle);
        if let Some(near) = found.iter().find(|finding| beside.contains(&finding.article)) {
            let cited = vec![near.article];
            if let Some((verdict, found)) = sound_in(corpus, &cited, &needle) {
                return Some(Judged { quotation: index, verdict, cited, found });
            }
            // Of a block that cites nothing itself, a head or a foot may be the analyst's.
            if quotation.style != QuotationStyle::Block {
                return Some(Judged { quotation: index, verdict: Verdict::Altered, cited, found: vec![near.clone()] });
            }
        }
        return if found.is_empty() { None } else { judged(Verdict::Uncited, found) };
    }
    // A copy of a cited article is that article.
    let searched = with_copies(corpus, &cited);
    if let Some((verdict, found)) = sound_in(corpus, &searched, &needle) {
        return judged(verdict, found);
    }
    // What nobody has cannot be contradicted by what others say.
    if cited.iter().all(|&id| !corpus.article(id).is_file()) && !is_title(quotation) {
        return unchecked(Unchecked::NoText);
    }
    if needle.len() < LEAST_WORDS && !context.credited(quotation).credits {
        return unchecked(Unchecked::TooShort);
    }
    if is_title(quotation) {
        return None;
    }
    // What nobody compares to the end, nobody can say is nowhere.
    if needle.is_too_long() || searched.iter().any(|&article| !corpus.sound_in(article, &needle).complete) {
        return unchecked(Unchecked::TooLong);
    }
    let near = nearest_in(corpus, &searched, &needle);
    if let Some(judged) = by_what_is_beside(corpus, index, &needle, &beside, near.as_ref()) {
        return Some(judged);
    }
    // Words so near to those of a cited article are outdone by no other article but one that has them as they are.
    let settled = near.as_ref().is_some_and(|near| near.found.similarity + MUCH_NEARER > 1.0);
    let words = quotation.words.text();
    let found = if settled { corpus.find_sound(words, MOST_FINDINGS) } else { corpus.find(words, MOST_FINDINGS) };
    let elsewhere: Vec<Finding> = found.into_iter().filter(|finding| !searched.contains(&finding.article)).collect();
    if let Some(sound) = elsewhere.iter().find(|finding| finding.found.is_sound()) {
        if names_work(corpus, sound) {
            return None;
        }
        // One or two words stand in any other article by chance.
        if needle.len() + 1 >= LEAST_WORDS {
            return judged(Verdict::WrongSource, vec![sound.clone()]);
        }
    }
    let other = elsewhere.into_iter().find(|finding| finding.found.similarity >= UNCITED_SIMILARITY);
    // A few words in common with the cited article are no nearness where another has nearly all of them.
    let similarity = |finding: &Option<Finding>| finding.as_ref().map_or(0.0, |finding| finding.found.similarity);
    if let Some(near) = near.filter(|near| near.found.similarity + MUCH_NEARER > similarity(&other)) {
        return judged(Verdict::Altered, vec![near]);
    }
    if let Some(near) = other {
        return judged(Verdict::WrongSource, vec![near]);
    }
    if unknown {
        return unchecked(unknown_or_unread);
    }
    if let Some(reason) = cited.iter().find_map(|&id| unreadable(corpus, id)) {
        return unchecked(reason);
    }
    if cited.iter().all(|&id| is_in_another_language(context, id, quotation)) {
        return unchecked(Unchecked::OtherLanguage);
    }
    if !context.workspace.complete {
        return unchecked(Unchecked::Indexing);
    }
    if !context.workspace.knows_the_articles() {
        return unchecked(Unchecked::Unread);
    }
    judged(Verdict::NotFound, Vec::new())
}

/// The articles that are cited near the quotation and may stand for it, with their copies.
fn beside(context: &Context<'_>, quotation: &Quotation) -> Vec<ArticleId> {
    let mut articles: Vec<ArticleId> = Vec::new();
    for citation in &quotation.beside {
        for article in context.cited.get(*citation).map_or(&[][..], Cited::articles) {
            if !articles.contains(article) {
                articles.push(*article);
            }
        }
    }
    with_copies(context.corpus(), &articles)
}

/// The verdict of the article `beside` the cited ones that has the words as they are, or nearer than those have them.
fn by_what_is_beside(
    corpus: &Corpus,
    index: usize,
    needle: &Needle,
    beside: &[ArticleId],
    near: Option<&Finding>,
) -> Option<Judged> {
    if beside.is_empty() || needle.len() + 1 < LEAST_WORDS {
        return None;
    }
    let judged = |verdict, found: Vec<Finding>| {
        let cited = found.first().map(|finding| finding.article).into_iter().collect();
        Judged { quotation: index, verdict, cited, found }
    };
    if let Some((verdict, found)) = sound_in(corpus, beside, needle) {
        return Some(judged(verdict, found));
    }
    let nearer = |found: &Finding| {
        let similarity = found.found.similarity;
        similarity >= UNCITED_SIMILARITY && near.is_none_or(|near| near.found.similarity < similarity)
    };
    nearest_in(corpus, beside, needle).filter(nearer).map(|found| judged(Verdict::Altered, vec![found]))
}

/// The cited articles, then their copies.
fn with_copies(corpus: &Corpus, cited: &[ArticleId]) -> Vec<ArticleId> {
    let mut all = cited.to_vec();
    for copy in cited.iter().flat_map(|&id| corpus.twins(id)) {
        if !all.contains(&copy) {
            all.push(copy);
        }
    }
    all
}

/// The places in the first of the cited articles that has the words as they are, and how exactly.
fn sound_in(corpus: &Corpus, cited: &[ArticleId], needle: &Needle) -> Option<(Verdict, Vec<Finding>)> {
    let mut best: Option<(Exactness, Vec<Finding>)> = None;
    for &article in cited {
        let sound = corpus.sound_in(article, needle);
        let Some(exactness) = sound.best().map(|found| found.exactness) else { continue };
        if best.as_ref().is_none_or(|(before, _)| exactness < *before) {
            let mut found: Vec<Finding> =
                sound.places.iter().cloned().map(|found| Finding { article, found }).collect();
            found.sort_by_key(|finding| finding.found.exactness);
            best = Some((exactness, found));
        }
    }
    let (exactness, found) = best?;
    let verdict = match exactness {
        Exactness::Verbatim => Verdict::Verbatim,
        Exactness::Typographic => Verdict::Typographic,
        Exactness::Elided | Exactness::Altered => Verdict::Elided,
    };
    Some((verdict, found))
}

/// The place in the cited articles that is nearest to the words.
fn nearest_in(corpus: &Corpus, cited: &[ArticleId], needle: &Needle) -> Option<Finding> {
    let near = |&article: &ArticleId| {
        let found = corpus.near_in(article, needle)?;
        Some(Finding { article, found: Match::clone(&found) })
    };
    cited.iter().filter_map(near).max_by(|one, other| one.found.similarity.total_cmp(&other.found.similarity))
}

/// Where words that cite nothing stand in the corpus, if they are more than a phrase that anybody may use.
fn uncited(corpus: &Corpus, quotation: &Quotation, needle: &Needle) -> Vec<Finding> {
    if needle.len() < LEAST_UNCITED || is_title(quotation) {
        return Vec::new();
    }
    let telling = |found: &Match| {
        found.is_sound() || (needle.len() >= LEAST_UNCITED_NEAR && found.similarity >= UNCITED_SIMILARITY)
    };
    let mut found = corpus.find(quotation.words.text(), MOST_FINDINGS);
    found.retain(|finding| telling(&finding.found));
    if found.iter().any(|finding| names_work(corpus, finding)) {
        found.clear();
    }
    found
}

/// Whether the words are the title of a work: every longer word capital, and no sentence.
fn is_title(quotation: &Quotation) -> bool {
    /// Words of this length or less stay small in titles.
    const SMALL: usize = 3;
    if quotation.style == QuotationStyle::Block {
        return false;
    }
    let text = quotation.words.text().trim();
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let mut long = words.filter(|word| word.chars().count() > SMALL).peekable();
    let sentence = text.ends_with(['.', ',', ';', '!', '…']);
    !sentence
        && long.peek().is_some()
        && long.all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
}

/// Whether the words are the title of an article, as it stands over its text.
fn names_work(corpus: &Corpus, finding: &Finding) -> bool {
    let article = corpus.article(finding.article).article();
    let block = article.block_at(finding.found.span.start());
    block.is_some_and(|block| block.role == Role::Title)
}

/// Whether the quotation is in one language and the article in another, so that it can only be a translation. A quotation
/// too short to show its language is taken to be in that of its note.
fn is_in_another_language(context: &Context<'_>, article: ArticleId, quotation: &Quotation) -> bool {
    let corpus = context.corpus();
    let stated = corpus.article(article).digest.metadata.language.as_deref();
    let written = corpus.language(article).or(stated.and_then(|tag| tag.split('-').next()));
    let quoted = language(quotation.words.text()).or_else(|| language(start_of(&context.note.text)));
    matches!((written, quoted), (Some(written), Some(quoted)) if written != quoted)
}

fn unreadable(corpus: &Corpus, article: ArticleId) -> Option<Unchecked> {
    match corpus.article(article).digest.readability {
        Readability::Readable => None,
        Readability::NoText => Some(Unchecked::NoText),
        Readability::Scan => Some(Unchecked::Scan),
        Readability::Teaser => Some(Unchecked::Teaser),
        Readability::PoorExtraction => Some(Unchecked::PoorExtraction),
    }
}

/// As much of a text as shows its language.
fn start_of(text: &str) -> &str {
    /// How much is looked at, in bytes.
    const SAMPLE: usize = 4_000;
    let end = (SAMPLE.min(text.len())..=text.len()).find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}
