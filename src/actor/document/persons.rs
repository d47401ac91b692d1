//! Persons of one document: the full name introduces, the surname alone goes to whom the document introduced.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::apart;
use super::context::after;
use super::kin;
use super::nodes::Nodes;
use crate::actor::matching::distance::alike;
use crate::actor::matching::tokens::Token;
use crate::actor::matching::{Likeness, PersonName};
use crate::prose::Kind;
use crate::text::{Span, WordList};

/// Within a block of like surnames, more full names than this are not compared with one another.
const MOST_COMPARED: usize = 200;

struct Person {
    node: usize,
    name: Rc<PersonName>,
}

/// Joins the names of each person.
pub(super) fn join(nodes: &mut Nodes<'_>, blocks: &[Span]) {
    let persons: Vec<Person> = (0..nodes.len())
        .filter(|&node| nodes.kind(node) == Kind::Person)
        .map(|node| Person { node, name: apart::person(nodes.text(node)) })
        .collect();
    let (full, single): (Vec<Person>, Vec<Person>) = persons.into_iter().partition(|person| person.name.is_full());
    join_full(nodes, &full, blocks);
    join_turned(nodes, &full);
    join_heads(nodes, &full);
    if single.is_empty() {
        return;
    }
    let bearers = Bearers::new(&full);
    for person in &single {
        settle(nodes, person, &bearers, blocks);
    }
}

/// The full names of a document, found by what a single name may be of them.
struct Bearers<'p> {
    full: &'p [Person],
    /// By each of their tokens and by the surname with its particles, in order.
    by_token: Vec<(&'p str, usize)>,
    /// By the code of the last token's sounds, in order.
    by_sound: Vec<(u64, usize)>,
}

impl<'p> Bearers<'p> {
    fn new(full: &'p [Person]) -> Bearers<'p> {
        let mut by_token: Vec<(&str, usize)> = Vec::with_capacity(full.len() * 3);
        let mut by_sound: Vec<(u64, usize)> = Vec::with_capacity(full.len());
        for (at, person) in full.iter().enumerate() {
            let tokens = person.name.tokens.iter().chain(person.name.surname());
            by_token.extend(tokens.map(|token| (token.plain.as_str(), at)));
            by_sound.extend(person.name.last().map(|last| (last.sounds, at)));
        }
        by_token.sort_unstable();
        by_token.dedup();
        by_sound.sort_unstable();
        Bearers { full, by_token, by_sound }
    }

    fn with_token<'s>(&'s self, plain: &'s str) -> impl Iterator<Item = &'p Person> + 's {
        self.all_of(&self.by_token, plain)
    }

    fn like_surname(&self, token: &Token) -> impl Iterator<Item = &'p Person> {
        self.all_of(&self.by_sound, token.sounds)
    }

    /// Those that a sorted list has under `key`, in the order of the document.
    fn all_of<'s, K: Ord + Copy + 's>(
        &'s self,
        list: &'s [(K, usize)],
        key: K,
    ) -> impl Iterator<Item = &'p Person> + 's {
        let first = list.partition_point(|(other, _)| *other < key);
        let all = list.iter().skip(first).take_while(move |(other, _)| *other == key);
        all.filter_map(|&(_, at)| self.full.get(at))
    }
}

fn join_full(nodes: &mut Nodes<'_>, full: &[Person], text_blocks: &[Span]) {
    let sounds = |person: &Person| person.name.last().map(|last| last.sounds);
    let mut by_surname: Vec<&Person> = full.iter().filter(|person| sounds(person).is_some()).collect();
    by_surname.sort_by_key(|person| sounds(person));
    let blocks = by_surname.chunk_by(|one, two| sounds(one) == sounds(two));
    // Whoever is alone in a block is like nobody.
    let mut blocks: Vec<&[&Person]> = blocks.filter(|block| (2..=MOST_COMPARED).contains(&block.len())).collect();
    blocks.sort_by_key(|block| block.first().map(|person| person.node));
    for block in blocks {
        for (at, one) in block.iter().enumerate() {
            for two in block.iter().take(at) {
                if one.name.is_same(&two.name) {
                    nodes.join(one.node, two.node);
                }
            }
        }
        // "Hashemi" of a "Y. Hashemi" or of a longer name that ends so: where only one in the document can be meant.
        for one in block {
            let longer = block.iter().filter(|two| {
                is_short_for(&one.name, &two.name) || is_tail_of(nodes.text(one.node), nodes.text(two.node))
            });
            let longer: Vec<usize> =
                longer.map(|two| two.node).filter(|&two| !kin::tells_two(nodes, one.node, two)).collect();
            match only_group(nodes, longer.iter().copied()) {
                Some(two) => nodes.join(one.node, two),
                // "Quintero Lerma" of two brothers
                None if longer.len() > 1 && !one.name.is_initialled() => {
                    settle_each(nodes, one.node, &longer, text_blocks);
                }
                None => {}
            }
        }
    }
}

/// Joins "Kocsis Ferenc" with "Ferenc Kocsis": the given name stands first or last, as one speaks.
fn join_turned(nodes: &mut Nodes<'_>, full: &[Person]) {
    let mut by_words: FxHashMap<(&str, &str), &Person> = FxHashMap::default();
    for person in full {
        let [one, two] = person.name.tokens.as_slice() else { continue };
        if let Some(turned) = by_words.get(&(two.plain.as_str(), one.plain.as_str()))
            && person.name.likeness(&turned.name) == Likeness::Possible
        {
            nodes.join(person.node, turned.node);
        }
        by_words.insert((&one.plain, &two.plain), person);
    }
}

/// Joins "Hernán Salcedo" with "Hernán Salcedo Quispe": the first names of the only longer name in the document that
/// begins so.
fn join_heads(nodes: &mut Nodes<'_>, full: &[Person]) {
    if full.iter().all(|person| person.name.tokens.len() <= 2) {
        return;
    }
    let mut by_head: FxHashMap<(&str, &str), Vec<&Person>> = FxHashMap::default();
    for person in full {
        if let [one, two, ..] = person.name.tokens.as_slice()
            && !one.initial
        {
            by_head.entry((&one.plain, &two.plain)).or_default().push(person);
        }
    }
    for person in full {
        let [one, two] = person.name.tokens.as_slice() else { continue };
        let like = by_head.get(&(one.plain.as_str(), two.plain.as_str())).map_or(&[][..], Vec::as_slice);
        let longer = like.iter().filter(|other| other.name.tokens.len() > 2 && other.node != person.node);
        if let Some(longer) = only_group(nodes, longer.map(|other| other.node)) {
            nodes.join(person.node, longer);
        }
    }
}

/// Whether `short` is the end of `long`, or differs from it by giving the first name as an initial.
fn is_short_for(short: &PersonName, long: &PersonName) -> bool {
    let same = |(one, two): (&Token, &Token)| one.plain == two.plain;
    if short.is_initialled() {
        return !long.is_initialled() && short.likeness(long) == Likeness::Possible;
    }
    let extra = long.tokens.len().saturating_sub(short.tokens.len());
    extra > 0 && long.tokens.iter().skip(extra).zip(&short.tokens).all(same)
}

/// Whether `long` ends with the words of `short`: "El Haddad" alone looks like two names, and is one of a "Karim El
/// Haddad".
fn is_tail_of(short: &str, long: &str) -> bool {
    long.strip_suffix(short).is_some_and(|before| before.ends_with(char::is_whitespace))
}

fn only_group(nodes: &Nodes<'_>, of: impl Iterator<Item = usize>) -> Option<usize> {
    let mut roots: Vec<usize> = of.map(|node| nodes.root(node)).collect();
    roots.sort_unstable();
    roots.dedup();
    if let [only] = roots.as_slice() { Some(*only) } else { None }
}

/// Gives a name of one token to its bearer: whoever has this surname, else one like it, else this name anywhere.
fn settle(nodes: &mut Nodes<'_>, person: &Person, full: &Bearers<'_>, blocks: &[Span]) {
    let Some(token) = person.name.last() else { return };
    let surname = person.name.surname().map_or("", |surname| surname.plain.as_str());
    let named = full.with_token(surname).chain(full.with_token(&token.plain));
    let mut bearers: Vec<usize> =
        named.filter(|other| other.name.has_surname(&person.name)).map(|other| other.node).collect();
    if bearers.is_empty() {
        let like = |other: &&Person| other.name.last().is_some_and(|last| alike(&last.phonemes, &token.phonemes));
        bearers = full.like_surname(token).filter(like).map(|other| other.node).collect();
    }
    if bearers.is_empty() {
        let has = |other: &&Person| other.name.tokens.iter().any(|other| other.plain == token.plain);
        bearers = full.with_token(&token.plain).filter(has).map(|other| other.node).collect();
    }
    // "Otieno, president of the union" is not "Peter Otieno, no relation".
    bearers.retain(|&bearer| !is_said_to_be_another(nodes, bearer));
    if bearers.is_empty() {
        return;
    }
    part_other_offices(nodes, person.node, &bearers, blocks);
    if nodes.is_unresolved(person.node) {
        return;
    }
    // Of "Ana Rojas Vidal" and "Luz Rojas" either may be the "Rojas" of the text.
    let inner = full.with_token(&token.plain).filter(|other| has_inner(&other.name, token)).map(|other| other.node);
    bearers.extend(inner);
    match only_group(nodes, bearers.iter().copied()) {
        Some(bearer) => nodes.join(person.node, bearer),
        None => settle_each(nodes, person.node, &bearers, blocks),
    }
}

/// Whether the text says of this full name that it is of another family: "Peter Otieno (no relation)".
fn is_said_to_be_another(nodes: &Nodes<'_>, bearer: usize) -> bool {
    nodes.names_of(bearer).iter().any(|&name| {
        let after = after(nodes.document, nodes.span(name), 24);
        let after = after.trim_start_matches([',', ' ', '(', '—', '–']);
        after.starts_with("no relation") || after.starts_with("not related")
    })
}

/// What an office belongs to; nobody holds offices of two of these at once without a text saying so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Calling {
    Arms,
    House,
    Bench,
    Church,
}

/// Titles that tell what somebody's calling is. Generals and admirals go on to rule: they tell nothing.
fn calling(title: &str) -> Option<Calling> {
    static ARMS: WordList = WordList::new(
        "commodore colonel col major maj captain capt lieutenant lt sergeant sgt corporal brigadier commander cmdr",
    );
    static HOUSE: WordList = WordList::new(
        "senator sen congressman congresswoman representative rep lawmaker legislator deputy mp councillor",
    );
    static BENCH: WordList = WordList::new("judge justice magistrate");
    static CHURCH: WordList = WordList::new("bishop archbishop cardinal pastor reverend rev father imam rabbi");
    let word = title.split_whitespace().next_back()?.trim_end_matches('.').to_lowercase();
    let is = |list: &WordList| list.has(&word);
    match () {
        () if is(&ARMS) => Some(Calling::Arms),
        () if is(&HOUSE) => Some(Calling::House),
        () if is(&BENCH) => Some(Calling::Bench),
        () if is(&CHURCH) => Some(Calling::Church),
        () => None,
    }
}

/// Takes out of `node`, a surname alone, the mentions whose title no bearer of the full name can have: "Commodore Reyes"
/// beside "Senator Arsenio Reyes". Who that is the document does not say; what follows in the same paragraph is the same.
fn part_other_offices(nodes: &mut Nodes<'_>, node: usize, bearers: &[usize], blocks: &[Span]) {
    let title_of = |nodes: &Nodes<'_>, name: usize| {
        nodes.names.get(name).and_then(|name| name.title).and_then(|title| calling(title.of(nodes.document)))
    };
    let known: Vec<Calling> =
        bearers.iter().flat_map(|&bearer| nodes.names_of(bearer)).filter_map(|&name| title_of(nodes, name)).collect();
    let Some(first) = known.first().copied().filter(|first| known.iter().all(|other| other == first)) else { return };
    let mut nobody: Option<usize> = None;
    let mut inside: Option<Span> = None;
    for mention in nodes.names_of(node).to_vec() {
        let span = nodes.span(mention);
        let own = title_of(nodes, mention);
        let follows = own.is_none() && inside.is_some_and(|block| block.covers(span));
        if !follows && own.is_none_or(|own| own == first) {
            inside = None;
            continue;
        }
        inside = blocks.iter().find(|block| block.covers(span)).copied();
        let split = nodes.split_off(mention);
        if split == node {
            // It is the only mention: the document knows no other.
            nodes.set_unresolved(node);
            continue;
        }
        nodes.set_unresolved(split);
        nodes.join(split, *nobody.get_or_insert(split));
    }
}

/// Whether the token stands in the name between the first and the last.
fn has_inner(name: &PersonName, token: &Token) -> bool {
    let [_, inner @ .., _] = name.tokens.as_slice() else { return false };
    inner.iter().any(|other| !other.initial && other.plain == token.plain)
}

/// Several in the document have this surname: each mention goes to the only one of them that its paragraph named
/// before, in full, else to the one to whom the surname already went, else to the only one named before, else to
/// nobody.
fn settle_each(nodes: &mut Nodes<'_>, node: usize, bearers: &[usize], blocks: &[Span]) {
    let mut introductions: Vec<(u32, usize)> = bearers
        .iter()
        .flat_map(|&bearer| nodes.names_of(bearer).iter().map(move |&name| (name, bearer)))
        .map(|(name, bearer)| (nodes.span(name).start, bearer))
        .collect();
    introductions.sort_unstable();
    let mut established: Option<usize> = None;
    let mut nobody: Option<usize> = None;
    for mention in nodes.names_of(node).to_vec() {
        let at = nodes.span(mention).start;
        let block =
            blocks.partition_point(|block| block.start <= at).checked_sub(1).and_then(|block| blocks.get(block));
        let block_start = block.map_or(0, |block| block.start);
        let seen = introductions.partition_point(|(start, _)| *start < at);
        let seen = introductions.get(..seen).unwrap_or(&[]);
        let before_block = seen.partition_point(|(start, _)| *start < block_start);
        let in_block = seen.iter().skip(before_block).map(|(_, bearer)| *bearer);
        let (here, several) = match only_group(nodes, in_block.clone()) {
            Some(bearer) => (Some(bearer), false),
            None => (None, in_block.clone().next().is_some()),
        };
        let known = here.or(established.filter(|_| !several));
        let known = known.or_else(|| only_group(nodes, seen.iter().map(|(_, bearer)| *bearer)));
        let split = nodes.split_off(mention);
        match known {
            Some(bearer) => {
                established = Some(bearer);
                nodes.join(split, bearer);
            }
            None => {
                nodes.set_unresolved(split);
                nodes.join(split, *nobody.get_or_insert(split));
            }
        }
    }
}
