//! Names that say too little by themselves: whom a short name, a surname alone, a bare acronym stands for.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::analyst::Vetoes;
use super::forms::Form;
use super::nodes::{Node, Nodes, Standing, What, surnames};
use crate::actor::matching::distance::alike;
use crate::actor::matching::phonemes::phonemes;
use crate::actor::matching::tokens::Token;
use crate::actor::matching::{Likeness, PersonName};
use crate::text::WordList;

/// A surname alone goes to the commoner of two bearers if it stands in this many times as many articles.
const FAR_COMMONER: u32 = 3;
/// A bare acronym goes to the commoner of two bodies if it stands in this many times as many articles.
const FAR_COMMONER_BODY: u32 = 5;
/// Agencies that are credited everywhere and explained nowhere, as acronyms are kept.
static AGENCIES: WordList = WordList::new("afp ap upi dpa efe tass");
/// Initials are trusted only where at most this many have the surname, the initialled one among them.
const FEW_BEARERS: usize = 2;

/// Where the names stand that others may be short for.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    surnames: Surnames,
    ends: Ends,
    /// Surnames alone, by their sounds.
    alone: FxHashMap<u64, Vec<u32>>,
    /// Names of organisations by the acronyms that articles explain so.
    by_acronym: FxHashMap<String, FxHashSet<u32>>,
    acronyms_of: FxHashMap<u32, Vec<String>>,
}

/// Full names by their surnames.
#[derive(Debug, Default)]
struct Surnames {
    /// Full names by their last token, and by their surname where that is more.
    bearers: FxHashMap<String, Vec<u32>>,
    /// The spellings of surnames that somebody bears, by the code of their sounds, each with its sounds.
    by_sound: FxHashMap<u64, Vec<Spelling>>,
}

/// Full names by other parts of them.
#[derive(Debug, Default)]
struct Ends {
    /// Full names that begin with a family name that may stand first.
    by_family: FxHashMap<String, Vec<u32>>,
    /// Full names by each of their ends of two tokens or more, without the whole.
    by_end: FxHashMap<String, Vec<u32>>,
    /// Names with an initial for the given name, by their last token.
    initialled: FxHashMap<String, Vec<u32>>,
}

impl Surnames {
    fn list(&mut self, node: u32, form: &Form, add: bool) {
        for token in surnames(form).into_iter().flatten() {
            let bearers = put(&mut self.bearers, &token.plain, node, add);
            // Who first bears a spelling, or last, brings it or takes it away.
            match (bearers, add) {
                (1, true) => {
                    let spelling = (token.plain.as_str().into(), phonemes(&token.plain).into());
                    self.by_sound.entry(token.sounds).or_default().push(spelling);
                }
                (0, _) => {
                    if let Some(spellings) = self.by_sound.get_mut(&token.sounds) {
                        spellings.retain(|(spelling, _)| **spelling != *token.plain);
                        if spellings.is_empty() {
                            self.by_sound.remove(&token.sounds);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

impl Ends {
    fn list(&mut self, node: u32, form: &Form, add: bool) {
        let name = &form.person().name;
        if let Some(first) = name.tokens.first().filter(|first| is_family_first(&first.plain)) {
            put(&mut self.by_family, &first.plain, node, add);
        }
        for end in ends(form.person().key()) {
            put(&mut self.by_end, end, node, add);
        }
        if let (true, Some(last)) = (name.is_initialled(), name.last()) {
            put(&mut self.initialled, &last.plain, node, add);
        }
    }
}

/// A surname and its sounds.
type Spelling = (Box<str>, Box<[char]>);

impl Bearers {
    /// Takes in a name, or takes it out.
    pub(super) fn list(&mut self, node: u32, row: &Node, add: bool) {
        match &row.what {
            What::Person(form) => {
                self.surnames.list(node, form, add);
                self.ends.list(node, form, add);
            }
            What::Surname(token) => {
                let alone = self.alone.entry(token.sounds).or_default();
                if add {
                    alone.push(node);
                } else {
                    alone.retain(|&other| other != node);
                    if alone.is_empty() {
                        self.alone.remove(&token.sounds);
                    }
                }
            }
            What::Organisation(_) => {
                for acronym in self.acronyms_of.remove(&node).unwrap_or_default() {
                    if let Some(list) = self.by_acronym.get_mut(&acronym) {
                        list.remove(&node);
                    }
                }
                if add && !row.acronyms.is_empty() {
                    for acronym in row.acronyms.keys() {
                        self.by_acronym.entry(acronym.clone()).or_default().insert(node);
                    }
                    self.acronyms_of.insert(node, row.acronyms.keys().cloned().collect());
                }
            }
            What::Acronym(_) | What::Name(_) => {}
        }
    }

    /// Takes in many names, on several cores.
    pub(super) fn list_all(&mut self, names: &[(u32, &Node)]) {
        let persons = || {
            names.iter().filter_map(|(node, row)| match &row.what {
                What::Person(form) => Some((*node, &**form)),
                _ => None,
            })
        };
        let (surnames, ends) = (&mut self.surnames, &mut self.ends);
        rayon::join(
            || persons().for_each(|(node, form)| surnames.list(node, form, true)),
            || persons().for_each(|(node, form)| ends.list(node, form, true)),
        );
        for (node, row) in names.iter().filter(|(_, row)| !matches!(row.what, What::Person(_))) {
            self.list(*node, row, true);
        }
    }

    /// Short forms of full names whose place depends on what `row` is joined with.
    pub(super) fn short_for(&self, nodes: &Nodes, row: &Node, out: &mut impl Extend<u32>) {
        let What::Person(form) = &row.what else { return };
        let mut key = String::new();
        out.extend(ends(form.person().key()).filter_map(|end| nodes.by_key(keyed(&mut key, 'p', end))));
        for token in surnames(form).into_iter().flatten() {
            out.extend(self.ends.initialled.get(&token.plain).into_iter().flatten().copied());
        }
    }

    /// Surnames alone and bare acronyms whose place depends on what `row` is joined with and how common it is.
    pub(super) fn alone_for(&self, nodes: &Nodes, row: &Node, acronyms: &[String], out: &mut impl Extend<u32>) {
        let mut key = String::new();
        for acronym in row.acronyms.keys().chain(acronyms) {
            out.extend(nodes.by_key(keyed(&mut key, 'a', acronym)));
        }
        let What::Person(form) = &row.what else { return };
        for token in surnames(form).into_iter().flatten() {
            for &other in self.alone.get(&token.sounds).into_iter().flatten() {
                let Some(What::Surname(own)) = nodes.get(other).map(|row| &row.what) else { continue };
                if own.plain == token.plain || !self.surnames.bearers.contains_key(&own.plain) {
                    out.extend([other]);
                }
            }
        }
        if let Some(first) = form.person().name.tokens.first().filter(|first| is_family_first(&first.plain)) {
            out.extend(nodes.by_key(keyed(&mut key, 't', &first.plain)));
        }
    }

    /// The acronyms that articles explained so when it was last listed.
    pub(super) fn listed_acronyms(&self, node: u32) -> &[String] {
        self.acronyms_of.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Whom a full name that leaves something out ("Y. Hashemi", the last two of three names) stands for: the only one
    /// of the corpus for whom it may be short, unless an article tells the two apart.
    pub(super) fn of_short(&self, nodes: &Nodes, row: &Node, vetoes: &Vetoes) -> Standing {
        let What::Person(form) = &row.what else { return Standing::Alone };
        let own = form.person();
        let mut found: Option<(u32, u32)> = None;
        let mut several = false;
        let mut consider = |node: u32, other: &Node, form: &Form| {
            if !vetoes.forbid(own.key(), form.person().key()) {
                several |= found.is_some_and(|(cluster, _)| cluster != other.cluster);
                // Which name of the cluster is chosen must not depend on the order.
                let better = found.is_none_or(|(_, best)| nodes.key(node) < nodes.key(best));
                if better {
                    found = Some((other.cluster, node));
                }
            }
        };
        if own.name.is_initialled() {
            let Some(last) = own.name.last() else { return Standing::Alone };
            let bearers = self.surnames.bearers.get(&last.plain).map_or(&[][..], Vec::as_slice);
            let mut clusters: Vec<u32> = Vec::new();
            for (&node, other) in bearers.iter().filter_map(|node| Some((node, nodes.get(*node)?))) {
                if !clusters.contains(&other.cluster) {
                    clusters.push(other.cluster);
                }
                if clusters.len() > FEW_BEARERS {
                    return Standing::Alone;
                }
                if let What::Person(form) = &other.what
                    && is_initialled_form(&own.name, &form.person().name)
                {
                    consider(node, other, form);
                }
            }
        } else {
            for &node in self.ends.by_end.get(own.key()).into_iter().flatten() {
                if let Some(other) = nodes.get(node)
                    && let What::Person(form) = &other.what
                    && !are_told_apart(row, other)
                {
                    consider(node, other, form);
                }
            }
        }
        match found {
            Some((_, node)) if !several => Standing::For(node),
            _ => Standing::Alone,
        }
    }

    /// Whom a surname alone stands for: the only bearer, or one far commoner than the next.
    pub(super) fn of_surname(&self, nodes: &Nodes, token: &Token, vetoes: &Vetoes) -> Standing {
        let mut bearers: FxHashMap<u32, Bearer<'_>> = FxHashMap::default();
        if self.surnames.bearers.contains_key(&token.plain) {
            self.gather(nodes, &token.plain, &mut bearers);
        } else {
            for (spelling, sounds) in self.surnames.by_sound.get(&token.sounds).into_iter().flatten() {
                if alike(sounds, &token.phonemes) {
                    self.gather(nodes, spelling, &mut bearers);
                }
            }
        }
        if bearers.is_empty() {
            for &node in self.ends.by_family.get(&token.plain).into_iter().flatten() {
                if let Some(row) = nodes.get(node) {
                    add(&mut bearers, node, row, row.articles);
                }
            }
        }
        let mut bearers: Vec<Bearer<'_>> = bearers.into_values().collect();
        bearers.sort_unstable_by_key(|bearer| (Reverse(bearer.articles), bearer.key));
        let next = bearers.get(1).map_or(0, |bearer| bearer.articles);
        match bearers.first() {
            None => Standing::Alone,
            Some(first) if next == 0 || first.articles >= next * FAR_COMMONER => {
                let key = first.key.get(1..).unwrap_or("");
                if vetoes.forbid(&token.plain, key) { Standing::Unclear } else { Standing::For(first.node) }
            }
            Some(_) => Standing::Unclear,
        }
    }

    fn gather<'n>(&self, nodes: &'n Nodes, surname: &str, bearers: &mut FxHashMap<u32, Bearer<'n>>) {
        for &node in self.surnames.bearers.get(surname).into_iter().flatten() {
            let Some(row) = nodes.get(node) else { continue };
            let What::Person(form) = &row.what else { continue };
            let place = surnames(form).iter().position(|token| token.is_some_and(|token| token.plain == surname));
            let articles = place.and_then(|place| row.bears.get(place)).copied().unwrap_or(0);
            add(bearers, node, row, articles);
        }
    }

    /// Whom a bare acronym stands for: the only body that is explained so, or one far commoner than the next.
    pub(super) fn of_acronym(&self, nodes: &Nodes, acronym: &str) -> Standing {
        let mut bearers: FxHashMap<u32, Bearer<'_>> = FxHashMap::default();
        for &node in self.by_acronym.get(acronym).into_iter().flatten() {
            if let Some(row) = nodes.get(node) {
                add(&mut bearers, node, row, row.acronyms.get(acronym).copied().unwrap_or(0));
            }
        }
        let mut bearers: Vec<Bearer<'_>> = bearers.into_values().collect();
        bearers.sort_unstable_by_key(|bearer| (Reverse(bearer.articles), bearer.key));
        let next = bearers.get(1).map_or(0, |bearer| bearer.articles);
        // "AFP" that no word explains gave the news, though one article has an Alliance of Free Ports.
        let is_agency = AGENCIES.has(&acronym.to_lowercase());
        match bearers.first() {
            Some(first) if is_agency && !["agen", "press"].iter().any(|word| first.key.contains(word)) => {
                Standing::Alone
            }
            Some(first) if next == 0 || first.articles >= next * FAR_COMMONER_BODY => Standing::For(first.node),
            _ => Standing::Alone,
        }
    }
}

/// Whether an article has both names and takes them for two ("Petar Ivan Lund and his father, Ivan Lund").
fn are_told_apart(one: &Node, other: &Node) -> bool {
    let (few, many) = if one.units.len() < other.units.len() { (one, other) } else { (other, one) };
    few.units.iter().any(|(source, _)| {
        let at = many.units.partition_point(|(other, _)| other < source);
        many.units.get(at).is_some_and(|(other, _)| other == source)
    })
}

/// Somebody or something that a short name may stand for.
struct Bearer<'n> {
    articles: u32,
    /// The commonest name, then the first.
    key: &'n str,
    node: u32,
    of_node: u32,
}

fn add<'n>(bearers: &mut FxHashMap<u32, Bearer<'n>>, node: u32, row: &'n Node, articles: u32) {
    let bearer =
        bearers.entry(row.bearer).or_insert(Bearer { articles: 0, key: &row.key, node, of_node: row.articles });
    bearer.articles += articles;
    if (Reverse(row.articles), &*row.key) < (Reverse(bearer.of_node), bearer.key) {
        (bearer.key, bearer.node, bearer.of_node) = (&row.key, node, row.articles);
    }
}

/// The key of a name of this sort.
fn keyed<'k>(key: &'k mut String, sort: char, name: &str) -> &'k str {
    key.clear();
    key.push(sort);
    key.push_str(name);
    key
}

/// Puts a name under a key, or takes it from there; how many are there then.
fn put(table: &mut FxHashMap<String, Vec<u32>>, key: &str, node: u32, add: bool) -> usize {
    match table.get_mut(key) {
        Some(list) if add => {
            list.push(node);
            list.len()
        }
        Some(list) => {
            list.retain(|&other| other != node);
            let left = list.len();
            if left == 0 {
                table.remove(key);
            }
            left
        }
        None if add => {
            table.insert(key.to_owned(), vec![node]);
            1
        }
        None => 0,
    }
}

/// The ends of a name of three tokens or more that have at least two.
fn ends(key: &str) -> impl Iterator<Item = &str> {
    let most = key.bytes().filter(|&byte| byte == b' ').count().saturating_sub(1);
    key.match_indices(' ').take(most).filter_map(|(at, _)| key.get(at + 1..))
}

fn is_initialled_form(short: &PersonName, long: &PersonName) -> bool {
    let same_last = short.last().map(|token| &token.plain) == long.last().map(|token| &token.plain);
    same_last && !long.is_initialled() && short.likeness(long) == Likeness::Possible
}

/// Romanised family names that stand first in East Asian names and alone for their bearers.
fn is_family_first(plain: &str) -> bool {
    static NAMES: WordList = WordList::new(
        "xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao he guo ma luo deng jiang hun \
        kim lee park choi jung kang cho yoon jang moon yoo han roh rhee nguyen tran pham hoang phan vu dang bui mao peng \
        hou lai tsai chiang wen bo cai ding fang feng han qin shen song tang wei xie yan yu yuan zeng zheng orban abe kishida",
    );
    NAMES.has(plain)
}
