//! One run of capitalised words taken apart into names, titles and what is neither.

use super::blocks::{Block, Style};
use super::lexicon::{Traits, is};
use super::run::{Run, phrase_at};
use super::token::{Document, Shape, gap};

/// What the words of a name tell of it by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A state, its capital or government.
    State,
    /// A body, by its head word or because it is widely known.
    Body,
    /// A person, by a title or a given name.
    Person,
    /// A town, region, river.
    Place,
    /// Agreement, war, law, work.
    Thing,
    /// Words with capitals, nothing more.
    Unknown,
}

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// What its words tell.
    pub class: Class,
    /// The tokens of the capitalised title before it.
    pub title: Option<(usize, usize)>,
}

/// A word or fixed phrase of a run.
#[derive(Clone, Copy, Debug)]
struct Unit {
    first: usize,
    end: usize,
    traits: Traits,
    kind: Sort,
    opens: bool,
    hyphen: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Word,
    Acronym,
    State,
    Demonym,
    Place,
    Known,
    Title,
    Modifier,
    Head,
    Thing,
    Site,
    SitePrefix,
    Compass,
    Connector,
    Particle,
    Realm,
}

/// The names of `run`, in order.
pub(super) fn pieces(document: &Document, block: Block, run: Run) -> Vec<Piece> {
    let units = units(document, block, run);
    let mut splitter = Splitter { document, block, units: &units, found: Vec::new() };
    splitter.split();
    splitter.found
}

fn units(document: &Document, block: Block, run: Run) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut index = run.first;
    while index < run.end {
        let Some(token) = document.tokens.get(index) else { break };
        let (opens, hyphen) = (token.opens, token.gap & gap::HYPHEN != 0 && index > run.first);
        if let Some((end, traits)) = phrase_at(document, Block { end: run.end, ..block }, index) {
            units.push(Unit { first: index, end, traits, kind: phrase_sort(traits), opens, hyphen });
            index = end;
            continue;
        }
        let traits = document.traits(index);
        let kind = sort(document, index, traits);
        units.push(Unit { first: index, end: index + 1, traits, kind, opens, hyphen });
        index += 1;
    }
    settle_heads(&mut units);
    units
}

/// "Congress" is the head word of "State Congress"; "Post" makes a body of "Valley Post" but not of "Post Office".
fn settle_heads(units: &mut [Unit]) {
    for index in 0..units.len() {
        let next = units.get(index + 1).map(|unit| (unit.kind, unit.hyphen));
        let before = index.checked_sub(1).and_then(|before| units.get(before)).map(|unit| unit.kind);
        let Some(unit) = units.get_mut(index) else { return };
        let closes = next.is_none_or(|(kind, hyphen)| hyphen || matches!(kind, Sort::Connector | Sort::Title));
        let follows = !unit.hyphen && before.is_some_and(|kind| !matches!(kind, Sort::Connector | Sort::Title));
        if unit.traits & is::TAIL != 0 && closes && follows && !matches!(unit.kind, Sort::State | Sort::Demonym) {
            unit.kind = Sort::Head;
        }
        if unit.kind == Sort::Known
            && unit.traits & is::HEAD != 0
            && (follows || next.is_some_and(|(kind, _)| kind == Sort::Connector))
        {
            unit.kind = Sort::Head;
        }
    }
}

fn phrase_sort(traits: Traits) -> Sort {
    match traits {
        t if t & (is::STATE | is::SEAT) != 0 => Sort::State,
        t if t & is::DEMONYM != 0 => Sort::Demonym,
        t if t & is::KNOWN != 0 => Sort::Known,
        t if t & is::TITLE != 0 => Sort::Title,
        t if t & is::HEAD != 0 => Sort::Head,
        _ => Sort::Place,
    }
}

fn sort(document: &Document, index: usize, traits: Traits) -> Sort {
    let Some(token) = document.tokens.get(index) else { return Sort::Word };
    let lower = document.word(index).map_or(0, |word| word.lower);
    let has = |wanted: Traits| traits & wanted != 0;
    match token.shape {
        Shape::Lower if token.gap & gap::HYPHEN != 0 && !has(is::ARTICLE) => return Sort::Word,
        Shape::Lower if has(is::PARTICLE | is::ARTICLE) => return Sort::Particle,
        Shape::Lower => return Sort::Connector,
        Shape::Initial | Shape::Number => return Sort::Word,
        Shape::Caps if has(is::SUFFIX) => return Sort::Word,
        Shape::Caps | Shape::Dotted => {
            if has(is::STATE | is::SEAT) {
                return Sort::State;
            }
            if has(is::KNOWN) {
                return Sort::Known;
            }
            let long = token.end - token.start > 6;
            let wordly = has(is::COMMON | is::TITLE | is::DEMONYM | is::HEAD) || long && has(is::GIVEN | is::FAMILY);
            if !wordly {
                return Sort::Acronym;
            }
        }
        Shape::Title => {}
    }
    let shaky = has(is::COMMON) && (token.opens || lower > 0);
    match () {
        () if has(is::STATE) && !has(is::ABBREVIATED) => Sort::State,
        () if has(is::SEAT) && !has(is::ABBREVIATED) && !shaky => Sort::State,
        () if has(is::DEMONYM) => Sort::Demonym,
        () if has(is::KNOWN) && !shaky => Sort::Known,
        () if has(is::TITLE) => Sort::Title,
        () if has(is::SITE_PREFIX) => Sort::SitePrefix,
        () if has(is::COMPASS) => Sort::Compass,
        () if has(is::HEAD) => Sort::Head,
        () if has(is::REALM) => Sort::Realm,
        () if has(is::THING) => Sort::Thing,
        () if has(is::SITE) => Sort::Site,
        () if has(is::MODIFIER) => Sort::Modifier,
        () if has(is::PLACE) && !has(is::COMMON) => Sort::Place,
        () => Sort::Word,
    }
}

struct Splitter<'a> {
    document: &'a Document,
    block: Block,
    units: &'a [Unit],
    found: Vec<Piece>,
}

impl Splitter<'_> {
    fn split(&mut self) {
        let mut from = 0;
        let mut title = None;
        while from < self.units.len() {
            match self.title_zone(from) {
                Some((start, end)) => {
                    self.chunk(from, start, title);
                    let last = self.units.get(end.saturating_sub(1)).map_or(0, |unit| unit.end);
                    title = self.units.get(start).map(|unit| (unit.first, last));
                    from = end;
                    if self.units.get(from).is_some_and(|unit| unit.kind == Sort::Connector) {
                        title = None;
                        while self.units.get(from).is_some_and(|unit| unit.kind == Sort::Connector) {
                            from += 1;
                        }
                    }
                }
                None => {
                    self.chunk(from, self.units.len(), title);
                    return;
                }
            }
        }
    }

    fn kind(&self, index: usize) -> Option<Sort> {
        self.units.get(index).map(|unit| unit.kind)
    }

    fn traits(&self, index: usize) -> Traits {
        self.units.get(index).map_or(0, |unit| unit.traits)
    }

    /// The next title with all that belongs to it, as a range of units.
    fn title_zone(&self, from: usize) -> Option<(usize, usize)> {
        let mut index = from;
        while index < self.units.len() {
            if self.kind(index) != Some(Sort::Title)
                || self.is_and(index + 1)
                || self.is_surname(from, index)
                || self.is_member_of_body(index)
            {
                index += 1;
                continue;
            }
            let mut end = index + 1;
            loop {
                match self.kind(end) {
                    Some(Sort::Title) => end += 1,
                    Some(_) if self.traits(end) & is::MODIFIER != 0 && self.kind(end + 1) == Some(Sort::Title) => {
                        end += 2;
                    }
                    Some(Sort::Connector) => match self.portfolio(end) {
                        Some(after) => end = after,
                        None => break,
                    },
                    _ => break,
                }
            }
            if self.belongs_to_head(end) {
                index = end + 1;
                continue;
            }
            let mut start = index;
            while start > from
                && self.traits(start - 1) & (is::MODIFIER | is::TITLE) != 0
                && self.kind(start - 1) != Some(Sort::State)
            {
                start -= 1;
            }
            return Some((start, end));
        }
        None
    }

    /// "Justice and Unity Party": a title word in the middle of a body's name.
    fn is_and(&self, index: usize) -> bool {
        self.kind(index) == Some(Sort::Connector)
            && self.units.get(index).is_some_and(|unit| self.document.folded(unit.first) == "and")
    }

    /// "John King", "Luis M. Prince", "Dean Larsen": a title word in the place of a family or given name.
    fn is_surname(&self, from: usize, index: usize) -> bool {
        let traits = self.traits(index);
        if traits & is::ABBREVIATION != 0 {
            return false;
        }
        if index == from {
            let next = self.traits(index + 1);
            return traits & is::GIVEN != 0 && next & is::FAMILY != 0 && next & is::COMMON == 0;
        }
        let before = self.traits(index - 1);
        let initial = self.is_initial(index - 1);
        let given = before & is::GIVEN != 0 && before & (is::COMMON | is::STATE) == 0;
        traits & (is::FAMILY | is::GIVEN) != 0 && self.kind(index + 1).is_none() && (given || initial)
    }

    /// "Council of Ministers", "Assembly of Experts".
    fn is_member_of_body(&self, index: usize) -> bool {
        let before = |back: usize| index.checked_sub(back).and_then(|index| self.kind(index));
        before(1) == Some(Sort::Connector) && matches!(before(2), Some(Sort::Head | Sort::Thing | Sort::Site))
    }

    /// "of Foreign Affairs", "of State for Trade": ordinary words after a title, up to the name.
    fn portfolio(&self, connector: usize) -> Option<usize> {
        let mut index = connector + 1;
        while self.kind(index) == Some(Sort::Connector) {
            index += 1;
        }
        let from = index;
        while let Some(unit) = self.units.get(index) {
            let ordinary = unit.traits & is::COMMON != 0 && unit.traits & (is::STATE | is::SEAT | is::KNOWN) == 0;
            if unit.kind == Sort::Head && unit.traits & is::MODIFIER == 0 {
                return None;
            }
            if !ordinary && unit.kind != Sort::Connector {
                break;
            }
            index += 1;
        }
        // "of Foreign Affairs Park Jin": the last ordinary word may be a family name.
        if index > from + 1 && index < self.units.len() && self.traits(index - 1) & is::FAMILY != 0 {
            index -= 1;
        }
        (index > from).then_some(index)
    }

    /// "General Assembly", "King Saud University": the title is part of the name of a body, place or thing.
    fn belongs_to_head(&self, end: usize) -> bool {
        if matches!(self.kind(end), Some(Sort::Head | Sort::Thing | Sort::Site)) {
            // "President Bill Park": a name that is an ordinary word too.
            return self.traits(end) & (is::GIVEN | is::FAMILY) == 0 || self.kind(end + 1).is_none();
        }
        let last = self.units.len().saturating_sub(1);
        let plain =
            (end..last).all(|index| matches!(self.kind(index), Some(Sort::Word | Sort::Particle | Sort::Place)));
        last > end && last - end <= 3 && plain && matches!(self.kind(last), Some(Sort::Head | Sort::Site | Sort::Thing))
    }

    /// The names among the units `from..to`, which hold no title.
    fn chunk(&mut self, from: usize, to: usize, title: Option<(usize, usize)>) {
        let from = self.skip_openings(from, to);
        let to = self.skip_trailing(from, to);
        if from >= to {
            return;
        }
        let headed = |index: usize| (index..to).any(|later| self.kind(later) == Some(Sort::Head));
        if let Some(at) = (from + 1..to).find(|&index| self.parts_at(index) && !headed(index)) {
            self.chunk(from, at, title);
            self.chunk(at, to, None);
            return;
        }
        let Some(last) = (from..to).rev().find(|&index| self.kind(index) != Some(Sort::Particle)) else { return };
        let of_chain = (from..to).find(|&index| self.kind(index) == Some(Sort::Connector));
        let deciding = of_chain.and_then(|index| index.checked_sub(1)).filter(|&index| index >= from).unwrap_or(last);
        match self.kind(deciding) {
            Some(Sort::Realm) if to - from > 1 => return self.push(from, to, Class::State, None),
            Some(Sort::Thing) if self.is_full_name(from, to) => {}
            Some(Sort::Thing) if to - from > 1 || of_chain.is_some() => return self.push(from, to, Class::Thing, None),
            Some(Sort::Site) if title.is_none() && (to - from > 1) => return self.push(from, to, Class::Place, None),
            _ => {}
        }
        if title.is_none()
            && self.kind(from) == Some(Sort::SitePrefix)
            && to - from > 1
            && !(from..to).any(|index| self.kind(index) == Some(Sort::Head))
        {
            return self.push(from, to, Class::Place, None);
        }
        if (from..to).any(|index| self.kind(index) == Some(Sort::Head)) {
            return self.body(from, to);
        }
        if (from..to).any(|index| self.kind(index) == Some(Sort::Connector)) {
            return self.connected(from, to, title);
        }
        self.plain(from, to, title);
    }

    /// Words that open a sentence and are ordinary are no part of a name, unless a body's.
    fn skip_openings(&self, mut from: usize, to: usize) -> usize {
        let has_head = (from..to).any(|index| self.kind(index) == Some(Sort::Head));
        while from < to {
            let Some(unit) = self.units.get(from) else { break };
            let word = self.document.word(unit.first);
            let shown = word.is_some_and(|word| word.capital > 0 && word.capital >= word.lower);
            let ordinary = unit.traits & is::COMMON != 0 || word.is_some_and(|word| word.lower > 0);
            let given = unit.traits & (is::GIVEN | is::PARTICLE) != 0
                && self.units.get(from + 1).is_some_and(|next| next.traits & is::COMMON == 0);
            let plain = matches!(
                unit.kind,
                Sort::Word | Sort::Modifier | Sort::Compass | Sort::Thing | Sort::Site | Sort::SitePrefix
            );
            let skip = plain && unit.opens && ordinary && !shown && !given && !has_head;
            if skip || unit.kind == Sort::Connector || unit.kind == Sort::Particle && from + 1 == to {
                from += 1;
            } else {
                break;
            }
        }
        from
    }

    fn skip_trailing(&self, from: usize, mut to: usize) -> usize {
        let has_head = (from..to).any(|index| self.kind(index) == Some(Sort::Head));
        while to > from {
            match self.kind(to - 1) {
                Some(Sort::Connector | Sort::Particle) => to -= 1,
                Some(Sort::Modifier) if !has_head => to -= 1,
                _ => break,
            }
        }
        to
    }

    /// Whether a new name begins at `index`: after a demonym, a hyphen between states, a state before a person.
    fn parts_at(&self, index: usize) -> bool {
        let (Some(left), Some(right)) = (self.units.get(index - 1), self.units.get(index)) else { return false };
        let worldly = |unit: &Unit| matches!(unit.kind, Sort::State | Sort::Demonym | Sort::Known | Sort::Acronym);
        right.hyphen && worldly(left) && (worldly(right) || right.kind == Sort::Place || right.kind == Sort::Compass)
    }

    /// The units hold the head word of a body.
    fn body(&mut self, mut from: usize, to: usize) {
        let Some(head) = (from..to).rev().find(|&index| self.kind(index) == Some(Sort::Head)) else { return };
        if self.kind(from) == Some(Sort::Demonym) && from + 1 < head && self.has_proper_word(from + 1, head) {
            from += 1;
        }
        if self.is_plural_opening(from) {
            from += 1;
            while self.kind(from) == Some(Sort::Connector) {
                from += 1;
            }
        }
        if from == head && head + 1 == to {
            return self.lone_head(head);
        }
        // "Prime Time Anna Larsen": a full personal name after the head word is another name.
        let person = (head + 1..to.saturating_sub(1))
            .find(|&index| self.is_given(index) && head > from && !self.is_connected(head + 1, index));
        let person = person.map(|index| if self.is_initial(index - 1) && index - 1 > head { index - 1 } else { index });
        let end = person.unwrap_or(to);
        self.push(from, end, Class::Body, None);
        if let Some(person) = person {
            self.plain(person, to, None);
        }
    }

    /// "Fighters of the Delta Front said": an ordinary word opens the sentence, the body comes after.
    fn is_plural_opening(&self, from: usize) -> bool {
        let Some(unit) = self.units.get(from) else { return false };
        let word = self.document.word(unit.first);
        let shown = word.is_some_and(|word| word.capital > word.lower);
        let ordinary = unit.opens && unit.traits & is::COMMON != 0 && !shown && self.kind(from) == Some(Sort::Head);
        let body = (from + 2..self.units.len()).any(|index| matches!(self.kind(index), Some(Sort::Head | Sort::Known)));
        ordinary && self.kind(from + 1) == Some(Sort::Connector) && body
    }

    fn is_connected(&self, from: usize, to: usize) -> bool {
        (from..=to).any(|index| self.kind(index) == Some(Sort::Connector))
    }

    /// "Maria Law", "Ivan Pereira Song": a family name that is an ordinary word too.
    fn is_full_name(&self, from: usize, to: usize) -> bool {
        let last = self.traits(to - 1) & (is::FAMILY | is::GIVEN) != 0;
        last && to - from >= 2 && (from..to - 1).all(|index| self.is_given(index))
    }

    fn is_initial(&self, index: usize) -> bool {
        self.units
            .get(index)
            .and_then(|unit| self.document.tokens.get(unit.first))
            .is_some_and(|token| token.shape == Shape::Initial)
    }

    fn is_given(&self, index: usize) -> bool {
        self.traits(index) & is::GIVEN != 0 && self.traits(index) & (is::COMMON | is::PLACE | is::STATE | is::SEAT) == 0
    }

    fn has_proper_word(&self, from: usize, to: usize) -> bool {
        (from..to).any(|index| {
            matches!(self.kind(index), Some(Sort::Word | Sort::Place)) && self.traits(index) & is::COMMON == 0
        })
    }

    /// "the Commission", "Parliament": one word, where the document never writes it small.
    fn lone_head(&mut self, index: usize) {
        let Some(unit) = self.units.get(index) else { return };
        let after_the = unit.first.checked_sub(1).is_some_and(|before| self.document.folded(before) == "the");
        let Some(word) = self.document.word(unit.first) else { return };
        let ordinary = unit.traits & is::COMMON != 0;
        if !ordinary || after_the && !unit.opens && word.capital > word.lower && self.block.style == Style::Running {
            let (from, to) = (index, index + 1);
            self.push(from, to, Class::Body, None);
        }
    }

    /// "X of Y" without a head word.
    fn connected(&mut self, from: usize, to: usize, title: Option<(usize, usize)>) {
        let Some(at) = (from..to).find(|&index| self.kind(index) == Some(Sort::Connector)) else { return };
        if (from..at).all(|index| self.traits(index) & is::COMMON != 0 && self.kind(index) != Some(Sort::State)) {
            let worldly = (at..to).all(|index| {
                matches!(self.kind(index), Some(Sort::State | Sort::Place | Sort::Connector | Sort::Compass))
            });
            if worldly {
                return self.chunk(at, to, None);
            }
            return self.push(from, to, Class::Unknown, None);
        }
        self.chunk(from, at, title);
        self.chunk(at, to, None);
    }

    /// Neither title nor head word nor connector.
    fn plain(&mut self, from: usize, to: usize, title: Option<(usize, usize)>) {
        let mut from = from;
        while from < to && matches!(self.kind(from), Some(Sort::Demonym)) && !self.is_name_part(from, to) {
            from += 1;
        }
        let Some(unit) = self.units.get(from).filter(|_| from < to) else { return };
        let single = to - from == 1;
        let titled = title.filter(|_| unit.kind != Sort::State || !single);
        match unit.kind {
            Sort::State if single => return self.push(from, to, Class::State, None),
            Sort::State
                if !(unit.traits & (is::GIVEN | is::FAMILY) != 0
                    && self.traits(from + 1) & is::COMMON == 0
                    && unit.end - unit.first == 1) =>
            {
                self.push(from, from + 1, Class::State, None);
                return self.plain(from + 1, to, None);
            }
            Sort::Compass if !single && matches!(self.kind(from + 1), Some(Sort::State)) => {
                return self.plain(from + 1, to, title);
            }
            Sort::Compass if title.is_none() => return self.push(from, to, Class::Place, None),
            Sort::Known if single => return self.push(from, to, Class::Body, None),
            Sort::Known | Sort::Acronym
                if !single
                    && (self.is_given(from + 1)
                        || (from + 1..to).all(|index| self.traits(index) & is::COMMON != 0)
                        || unit.kind == Sort::Known && self.has_proper_word(from + 1, to)) =>
            {
                self.push(from, from + 1, Class::Body, None);
                return self.plain(from + 1, to, None);
            }
            Sort::Place if single && title.is_none() => return self.push(from, to, Class::Place, None),
            _ => {}
        }
        // A state at the end of the run is its own name, unless a given name before makes it a family name.
        if let Some(at) =
            (from + 1..to).find(|&index| matches!(self.kind(index), Some(Sort::State | Sort::Demonym | Sort::Known)))
        {
            let family = at + 1 == to
                && self.kind(at) != Some(Sort::Known)
                && self.traits(at - 1) & is::GIVEN != 0
                && self.traits(at) & (is::GIVEN | is::FAMILY) != 0;
            if !family {
                self.plain(from, at, title);
                return self.plain(at, to, None);
            }
        }
        // "Senior Ana Ruiz": an ordinary word before a full name is no part of it.
        while title.is_none()
            && from + 2 < to
            && self.is_given(from + 1)
            && self.traits(from) & is::COMMON != 0
            && self.traits(from) & (is::GIVEN | is::FAMILY) == 0
        {
            from += 1;
        }
        let mut to = to;
        // Ordinary words in capitals beside an acronym: "AFP PHOTO".
        while to - from > 1 && self.is_shouted(to - 1) {
            to -= 1;
        }
        let class = if titled.is_some() || !single && self.is_given(from) { Class::Person } else { Class::Unknown };
        self.push(from, to, class, titled);
    }

    fn is_shouted(&self, index: usize) -> bool {
        let caps = self
            .units
            .get(index)
            .and_then(|unit| self.document.tokens.get(unit.first))
            .is_some_and(|token| token.shape == Shape::Caps);
        caps && self.traits(index) & is::COMMON != 0
    }

    /// "Israel Berman", "Paris Ortiz", "German Gómez" are persons.
    fn is_name_part(&self, from: usize, to: usize) -> bool {
        to - from > 1
            && self.traits(from) & is::GIVEN != 0
            && self.traits(from + 1) & is::FAMILY != 0
            && self.kind(from + 1) == Some(Sort::Word)
    }

    fn push(&mut self, from: usize, to: usize, class: Class, title: Option<(usize, usize)>) {
        let (Some(first), Some(last)) = (self.units.get(from), to.checked_sub(1).and_then(|last| self.units.get(last)))
        else {
            return;
        };
        self.found.push(Piece { first: first.first, end: last.end, class, title });
    }
}
