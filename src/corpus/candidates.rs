//! Which articles a quotation may stand in: the first cut of a search through the whole corpus.
//!
//! Some articles are in an index on disk, the others in one in memory; which are where makes no difference to what is
//! found. Articles that hold a run of the quotation's words come first, then those that share most of its rare words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ArticleId;
use super::index::words;

/// The length of the runs of words that are looked for, and how many of them.
const RUN: usize = 5;
const RUNS: usize = 4;

/// Where all words of a run are held by more articles, it is looked for only if the others are no better: it takes long, and
/// tells little.
const MOST_FOR_RUN: usize = 4_000;

/// How many of the rarest words are looked for.
const RAREST: usize = 12;

/// When those looked for are held by so many articles together, the others are left: they are more frequent still.
const MOST_HELD: usize = 40_000;

/// A word that more articles hold tells nothing, and takes long to look up.
pub const MOST_HOLDERS: usize = 20_000;

/// Knows where words are.
pub trait Words {
    /// How many articles hold `word`, at least and at most, as far as that is told without looking them up.
    fn count(&self, word: &str) -> (usize, usize);

    /// The articles that hold `word`, in any order; `None` where they are more than [`MOST_HOLDERS`].
    fn holding(&self, word: &str) -> Option<Vec<ArticleId>>;

    /// The articles that hold these words in a row, in any order.
    fn running(&self, run: &[String]) -> Vec<ArticleId>;
}

/// An article in which a text may stand.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Which article.
    pub article: ArticleId,
    /// Whether it holds so many of the words that the text may stand in it word for word. A line end may part a word in
    /// two, so that a few may be missing.
    pub may_have_all: bool,
}

/// What an article holds of a text.
#[derive(Clone, Copy, Default)]
struct Score {
    runs: usize,
    rare: usize,
    weight: f64,
}

/// The articles in which `text` may stand, the most promising first, at most `limit`. `order` says which of two that are
/// equally promising comes first.
pub fn candidates<O: Ord>(
    text: &str,
    places: &[&dyn Words],
    articles: usize,
    limit: usize,
    order: impl Fn(ArticleId) -> O,
) -> Vec<Candidate> {
    let asked = words::of(text);
    let mut scores: FxHashMap<ArticleId, Score> = FxHashMap::default();
    let runs = telling(runs(&asked), places);
    for run in &runs {
        for id in places.iter().flat_map(|place| place.running(run)) {
            scores.entry(id).or_default().runs += 1;
        }
    }
    // Where an article holds most of it in a row, those that share words with it are of no interest.
    let is_settled = scores.values().any(|score| score.runs * 2 >= runs.len());
    let mut rare_words = 0;
    if !is_settled {
        let rarest = rarest(&asked, places, articles);
        rare_words = rarest.words;
        for (holders, weight) in rarest.held {
            for id in holders {
                let score = scores.entry(id).or_default();
                score.rare += 1;
                score.weight += weight;
            }
        }
    }
    let mut ranked: Vec<(ArticleId, Score)> = scores.into_iter().collect();
    let promise = |a: &Score, b: &Score| b.runs.cmp(&a.runs).then_with(|| b.weight.total_cmp(&a.weight));
    if limit < ranked.len() {
        let (_, (_, last), _) = ranked.select_nth_unstable_by(limit, |(_, a), (_, b)| promise(a, b));
        let last = *last;
        // Of those that are as good as the last one, the order decides.
        ranked.retain(|(_, score)| promise(score, &last).is_le());
    }
    ranked.sort_by(|(a, a_score), (b, b_score)| promise(a_score, b_score).then_with(|| order(*a).cmp(&order(*b))));
    ranked.truncate(limit);
    let candidate = |(article, score): (ArticleId, Score)| Candidate {
        article,
        // What stands there word for word may still be other words to the index, where a hyphen or a line end parts one in two:
        // seldom in the first run of a long text and in the last one, too.
        may_have_all: score.runs > 0
            || asked.len() < RUN
            || score.rare * 6 >= rare_words * 5
            || asked.len() < 2 * RUN && score.rare * 3 >= rare_words * 2,
    };
    ranked.into_iter().map(candidate).collect()
}

/// Runs of words from beginning to end of what is asked for.
fn runs(asked: &[String]) -> Vec<&[String]> {
    if asked.len() < 2 {
        return Vec::new();
    }
    let length = RUN.min(asked.len());
    let last = asked.len() - length;
    let mut starts: Vec<usize> = (0..RUNS).map(|at| at * last / (RUNS - 1)).collect();
    starts.dedup();
    starts.into_iter().filter_map(|start| asked.get(start..start + length)).collect()
}

/// Those of the runs whose rarest word is rare; where none is, the one that is rarest.
fn telling<'a>(runs: Vec<&'a [String]>, places: &[&dyn Words]) -> Vec<&'a [String]> {
    let held = |word: &String| places.iter().map(|place| place.count(word).1).sum::<usize>();
    let rarest = |run: &&[String]| run.iter().map(held).min().unwrap_or(0);
    let counted: Vec<usize> = runs.iter().map(rarest).collect();
    let most = counted.iter().min().map_or(0, |&fewest| fewest.max(MOST_FOR_RUN));
    runs.into_iter().zip(counted).filter(|&(_, count)| count <= most).map(|(run, _)| run).collect()
}

/// The rarest words asked for.
struct Rarest {
    /// The articles that hold them, with what each word is worth.
    held: Vec<(Vec<ArticleId>, f64)>,
    /// How many they are, with those that no article holds.
    words: usize,
}

fn rarest(asked: &[String], places: &[&dyn Words], articles: usize) -> Rarest {
    let mut seen = FxHashSet::default();
    let distinct = asked.iter().filter(|word| seen.insert(word.as_str()));
    let count = |word: &String| {
        let counts = places.iter().map(|place| place.count(word));
        counts.fold((0, 0), |(least, most), (also_least, also_most)| (least + also_least, most + also_most))
    };
    let mut counted: Vec<(usize, &String, (usize, usize))> =
        distinct.enumerate().map(|(at, word)| (at, word, count(word))).collect();
    let all = counted.len();
    counted.retain(|(_, _, (_, most))| *most > 0);
    let mut unheld = all - counted.len();
    // What is surely less rare than so many others need not be looked up.
    let sure = counted.iter().filter(|(_, _, (least, _))| *least > 0);
    let mut mosts: Vec<usize> = sure.map(|(_, _, (_, most))| *most).collect();
    mosts.sort_unstable();
    let bound = mosts.get(RAREST - 1).copied().unwrap_or(usize::MAX);
    counted.sort_by_key(|(at, _, (_, most))| (*most, *at));
    let mut together = 0;
    let enough = counted.iter().take_while(|(_, _, (_, most))| {
        together += most;
        together <= MOST_HELD
    });
    counted.truncate(enough.count().max(1));
    let mut held: Vec<(usize, Vec<ArticleId>)> = counted
        .into_iter()
        .filter(|(_, _, (least, _))| *least <= bound)
        .filter_map(|(at, word, _)| {
            let parts: Option<Vec<Vec<ArticleId>>> = places.iter().map(|place| place.holding(word)).collect();
            let all = parts?.concat();
            unheld += usize::from(all.is_empty());
            (!all.is_empty() && all.len() <= MOST_HOLDERS).then_some((at, all))
        })
        .collect();
    held.sort_by_key(|(at, holders)| (holders.len(), *at));
    // Inverse document frequency (Spärck Jones 1972), smoothed so that a word in every article still counts.
    let weighed = held.into_iter().take(RAREST).map(|(_, holders)| {
        let weight = (1.0 + articles as f64 / holders.len() as f64).ln();
        (holders, weight)
    });
    let held: Vec<(Vec<ArticleId>, f64)> = weighed.collect();
    Rarest { words: RAREST.min(held.len() + unheld), held }
}

/// The words of articles that are in no index on disk.
#[derive(Debug, Default)]
pub struct InMemory {
    holders: FxHashMap<u32, Vec<ArticleId>>,
    /// The articles with two words in a row, in order.
    pairs: FxHashMap<(u32, u32), Vec<ArticleId>>,
    texts: FxHashMap<ArticleId, Vec<u32>>,
}

impl InMemory {
    /// Of articles, each with its words.
    pub(super) fn new(mut articles: Vec<(ArticleId, Vec<u32>)>) -> InMemory {
        articles.sort_unstable_by_key(|(id, _)| *id);
        let mut memory = InMemory::default();
        let note = |known: &mut Vec<ArticleId>, id: ArticleId| {
            if known.last() != Some(&id) {
                known.push(id);
            }
        };
        for (id, words) in &articles {
            for word in words {
                note(memory.holders.entry(*word).or_default(), *id);
            }
            for pair in words.windows(2) {
                if let [one, two] = pair {
                    note(memory.pairs.entry((*one, *two)).or_default(), *id);
                }
            }
        }
        memory.texts = articles.into_iter().collect();
        memory
    }

    pub(super) fn has(&self, id: ArticleId) -> bool {
        self.texts.contains_key(&id)
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }
}

impl Words for InMemory {
    fn count(&self, word: &str) -> (usize, usize) {
        let count = self.holders.get(&words::number(word)).map_or(0, Vec::len);
        (count, count)
    }

    fn holding(&self, word: &str) -> Option<Vec<ArticleId>> {
        let holders = self.holders.get(&words::number(word)).map_or(&[][..], Vec::as_slice);
        (holders.len() <= MOST_HOLDERS).then(|| holders.to_vec())
    }

    fn running(&self, run: &[String]) -> Vec<ArticleId> {
        let run: Vec<u32> = run.iter().map(|word| words::number(word)).collect();
        let pairs = run.windows(2).filter_map(|pair| <[u32; 2]>::try_from(pair).ok());
        let mut with_pairs: Vec<&[ArticleId]> =
            pairs.map(|[one, two]| self.pairs.get(&(one, two)).map_or(&[][..], Vec::as_slice)).collect();
        with_pairs.sort_by_key(|holders| holders.len());
        let Some((fewest, others)) = with_pairs.split_first() else { return Vec::new() };
        let holds = |id: &&ArticleId| {
            others.iter().all(|holders| holders.binary_search(id).is_ok())
                && self.texts.get(id).is_some_and(|text| text.windows(run.len()).any(|window| window == run))
        };
        fewest.iter().filter(holds).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(texts: &[&str]) -> InMemory {
        let article = |(id, text): (u32, &&str)| (ArticleId(id), words::numbers(text));
        InMemory::new((0u32..).zip(texts).map(article).collect())
    }

    fn found(memory: &InMemory, text: &str, limit: usize) -> Vec<u32> {
        candidates(text, &[memory], 4, limit, |id| id).into_iter().map(|found| found.article.0).collect()
    }

    #[test]
    fn an_article_with_the_words_in_a_row_comes_before_one_with_the_words() {
        let memory = memory(&[
            "size this of dam a for asked never we",
            "Nothing of the kind was said by anybody.",
            "“We never asked for a dam of this size,” he said.",
        ]);
        assert_eq!(found(&memory, "never asked for a dam of this size", 3), [2]);
        assert_eq!(found(&memory, "size of a dam never asked for", 3), [0, 2, 1]);
        assert_eq!(found(&memory, "we never asked for a tower of that size", 1), [2]);
        assert_eq!(found(&memory, "entirely unknown vocabulary", 3), [0; 0]);
    }

    #[test]
    fn a_word_that_is_parted_in_two_hides_no_place() {
        let long = "the ferry never waits for cooperation since it left once";
        assert_eq!(words::of(long).len(), 10);
        for at in 0..10 {
            let parted: Vec<String> = words::of(long)
                .into_iter()
                .enumerate()
                .map(|(index, word)| if index == at { format!("x-{word}") } else { word })
                .collect();
            let memory = memory(&[&parted.join(" "), "ferry waits since once", "cooperation never left"]);
            let found = candidates(long, &[&memory], 3, 3, |id| id);
            assert!(found.iter().any(|one| one.article.0 == 0 && one.may_have_all), "{at}");
        }
        let memory = memory(&["a co-operation agreement was signed", "cooperation is a word"]);
        let found = candidates("cooperation agreement", &[&memory], 2, 2, |id| id);
        assert!(found.iter().any(|one| one.article.0 == 0 && one.may_have_all));
    }

    #[test]
    fn which_articles_are_in_which_index_makes_no_difference() {
        let texts = ["the ferry waits for the ice", "the ice waits for nobody", "a ferry is a promise", "the ice"];
        let whole = memory(&texts);
        let article = |id: u32| (ArticleId(id), words::numbers(texts[id as usize]));
        let one = InMemory::new(vec![article(3), article(1)]);
        let two = InMemory::new(vec![article(0), article(2)]);
        for text in ["the ferry waits", "the ice waits for us", "promise of ice"] {
            let split = candidates(text, &[&one, &two], 4, 4, |id| id);
            assert_eq!(
                split.into_iter().map(|one| one.article.0).collect::<Vec<_>>(),
                found(&whole, text, 4),
                "{text}"
            );
        }
    }
}
