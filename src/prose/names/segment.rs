//! One run of capitalised words taken apart into names, titles and what is neither.

use super::blocks::{Block, Style};
use super::lexicon::{Traits, is};
use super::run::Run;
use super::token::{Document, Shape};
use super::unit::{Sort, Unit, units};
use crate::text::WordList;

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
    /// Whether everything around it is in capitals.
    pub shouted: bool,
}

/// Appends the names of `run` to `found`, in order; `room` is for the units of the run.
pub(super) fn pieces(document: &Document, block: Block, run: Run, room: &mut Vec<Unit>, found: &mut Vec<Piece>) {
    units(document, block, run, room);
    Splitter { document, block, units: room, found }.split();
}

/// A run on its way into pieces.
pub(super) struct Splitter<'a> {
    /// The words.
    pub document: &'a Document,
    /// The block that the run stands in.
    pub block: Block,
    /// The run's units.
    pub units: &'a [Unit],
    found: &'a mut Vec<Piece>,
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

    /// What the unit at `index` is, where there is one.
    pub(super) fn kind(&self, index: usize) -> Option<Sort> {
        self.units.get(index).map(|unit| unit.kind)
    }

    /// What the lists say of the unit at `index`; nothing past the end.
    pub(super) fn traits(&self, index: usize) -> Traits {
        self.units.get(index).map_or(0, |unit| unit.traits)
    }

    /// "Students Against Discrimination": written large, "against" is a part of a body's name.
    pub(super) fn is_against(&self, index: usize) -> bool {
        self.units.get(index).is_some_and(|unit| {
            self.document.folded(unit.first) == "against"
                && self.document.tokens.get(unit.first).is_some_and(|token| token.shape == Shape::Title)
        })
    }

    /// The names among the units `from..to`, which hold no title.
    fn chunk(&mut self, from: usize, to: usize, title: Option<(usize, usize)>) {
        // "Annex C. Interviews" is the label of a part of the text.
        if self.kind(from) == Some(Sort::Thing) && self.traits(from) & is::GIVEN == 0 && self.is_initial(from + 1) {
            return;
        }
        if (from + 1..to.saturating_sub(1)).any(|index| self.is_against(index)) {
            return self.push(from, to, Class::Body, None);
        }
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
        // "near Meskel Square Getachew Alemu": a square, and who is there.
        let meets = |at: usize| {
            self.kind(at - 1) == Some(Sort::Site)
                && at > from + 1
                && to - at >= 2
                && (at..to).all(|index| self.kind(index) == Some(Sort::Word) && self.traits(index) & is::COMMON == 0)
        };
        if let Some(at) = (from + 2..to).find(|&at| meets(at)) {
            self.chunk(from, at, title);
            self.chunk(at, to, None);
            return;
        }
        let Some(last) = (from..to).rev().find(|&index| self.kind(index) != Some(Sort::Particle)) else { return };
        // "State Law and Order Council": "and" does not part what the head word holds together.
        let of_chain = (from..to).find(|&index| self.kind(index) == Some(Sort::Connector) && !self.is_and(index));
        let deciding = of_chain.and_then(|index| index.checked_sub(1)).filter(|&index| index >= from).unwrap_or(last);
        match self.kind(deciding) {
            Some(Sort::Realm) if to - from > 1 => return self.push(from, to, Class::State, None),
            Some(Sort::Thing) if self.is_full_name(from, deciding + 1) => {}
            Some(Sort::Thing) if to - from > 1 || of_chain.is_some() => return self.push(from, to, Class::Thing, None),
            Some(Sort::Site | Sort::SitePrefix)
                if title.is_none() && to - from > 1 && self.traits(deciding) & is::SITE != 0 =>
            {
                return self.push(from, to, Class::Place, None);
            }
            _ => {}
        }
        if title.is_none()
            && self.kind(from) == Some(Sort::SitePrefix)
            && to - from > 1
            && !(from..to).any(|index| self.kind(index) == Some(Sort::Head))
        {
            return self.push(from, to, Class::Place, None);
        }
        // "Justice Elena Marsh of the Court of Appeal": a person with a title, and the body that the person is of.
        let is_name = |at: usize| {
            at > from
                && (from..at).all(|index| matches!(self.kind(index), Some(Sort::Word | Sort::Particle | Sort::Place)))
        };
        if let Some(of) = of_chain.filter(|&of| title.is_some() && is_name(of)) {
            self.chunk(from, of, title);
            return self.chunk(of, to, None);
        }
        if (from..to).any(|index| self.kind(index) == Some(Sort::Head)) {
            return self.body(from, to);
        }
        if (from..to).any(|index| self.kind(index) == Some(Sort::Connector)) {
            return self.connected(from, to, title);
        }
        self.plain(from, to, title);
    }

    /// The units hold the head word of a body.
    fn body(&mut self, mut from: usize, to: usize) {
        let Some(head) = (from..to).rev().find(|&index| self.kind(index) == Some(Sort::Head)) else { return };
        if to - from > 1 && (from..to).all(|index| self.is_form(index)) {
            return;
        }
        let acronym = (from + 1..head).any(|index| self.kind(index) == Some(Sort::Acronym));
        if self.kind(from) == Some(Sort::Demonym)
            && from + 1 < head
            && (acronym || self.has_proper_word(from + 1, head))
        {
            from += 1;
        }
        if self.is_plural_opening(from) {
            from += 1;
            while self.kind(from) == Some(Sort::Connector) {
                from += 1;
            }
            if from > head {
                return self.chunk(from, to, None);
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

    /// Whether the unit says what sort of company something is, and nothing else: "Coral Lines (Fiji) Pte Ltd".
    fn is_form(&self, index: usize) -> bool {
        static FORMS: WordList =
            WordList::new("co company corp corporation inc limited llc ltd pjsc plc private pte pty pvt gmbh sdn bhd");
        self.units.get(index).is_some_and(|unit| FORMS.has(self.document.folded(unit.first)))
    }

    /// "the Commission", "Parliament": one word, where the document never writes it small.
    fn lone_head(&mut self, index: usize) {
        // "der Zeitung": every noun of German has a capital. "Bundesregierung" says whose it is.
        let federal = |unit: &Unit| self.document.folded(unit.first).starts_with("bundes");
        if self.document.is_german && !self.units.get(index).is_some_and(federal) {
            return;
        }
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
        let (mut from, mut to) = (from, to);
        // What joined the name to a state beside it: "l’Érythrée d’Isaias Afwerki".
        while to > from + 1 && self.kind(to - 1) == Some(Sort::Particle) && !self.ends_patronym(to - 1) {
            to -= 1;
        }
        let after_state = from.checked_sub(1).is_some_and(|before| matches!(self.kind(before), Some(Sort::State)));
        while after_state && from + 1 < to && self.kind(from) == Some(Sort::Particle) && !self.hyphenated(from + 1) {
            from += 1;
        }
        while from < to && matches!(self.kind(from), Some(Sort::Demonym)) && !self.is_name_part(from, to) {
            from += 1;
        }
        let Some(unit) = self.units.get(from).filter(|_| from < to) else { return };
        let single = to - from == 1;
        // "Executive Summary" alone on its line is nobody.
        let ordinary = unit.traits & is::COMMON != 0 && unit.traits & (is::GIVEN | is::FAMILY) == 0;
        let is_line = title.is_some_and(|(first, _)| first == self.block.first) && unit.end == self.block.end;
        if single && ordinary && is_line {
            return;
        }
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
            Sort::Known if single && unit.traits & is::REGION != 0 && self.follows_the(unit) => {
                return self.push(from, to, Class::Place, None);
            }
            Sort::Known if single => return self.push(from, to, Class::Body, None),
            // "PT Surya Agung": the form of a company stands first.
            Sort::Acronym | Sort::Word
                if !single
                    && title.is_none()
                    && matches!(
                        self.document.folded(unit.first),
                        "pt" | "cv"
                            | "ooo"
                            | "oao"
                            | "zao"
                            | "pao"
                            | "pjsc"
                            | "jsc"
                            | "ojsc"
                            | "uab"
                            | "too"
                            | "llp"
                            | "ac"
                            | "afc"
                            | "sc"
                            | "cd"
                            | "fk"
                            | "ssc"
                    )
                    && self.document.tokens.get(unit.first).is_some_and(|token| token.shape == Shape::Caps) =>
            {
                return self.push(from, to, Class::Body, None);
            }
            // "SPLM-IO"
            Sort::Acronym if title.is_none() && self.traits(from + 1) & is::HALF != 0 => {
                self.push(from, from + 2, Class::Body, None);
                if to > from + 2 {
                    self.plain(from + 2, to, None);
                }
                return;
            }
            // "DP World": capitals that a list does not know, and a word that is never written small here.
            Sort::Acronym if to - from == 2 && title.is_none() && self.is_raised(from + 1) => {
                return self.push(from, to, Class::Body, None);
            }
            // "CPI do Garimpo"
            Sort::Acronym | Sort::Known
                if self.document.is_foreign && self.kind(from + 1) == Some(Sort::Particle) && to - from > 2 =>
            {
                return self.push(from, to, Class::Body, None);
            }
            Sort::Known | Sort::Acronym
                if !single
                    && !self.bears_given_name(from, to)
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
            // "Mohammed Shia al-Najjar"
            let inside = self.kind(at) == Some(Sort::Demonym)
                && self.is_given(at - 1)
                && match self.kind(at + 1) {
                    Some(Sort::Particle) => at + 2 < to,
                    // "Rodrigo Román Lagos"
                    Some(Sort::Word | Sort::Place | Sort::State) => {
                        at + 2 == to && self.traits(at + 1) & is::FAMILY != 0
                    }
                    _ => false,
                };
            // "Tomás Washington Quiroga"
            let second = self.kind(at) == Some(Sort::State)
                && at == from + 1
                && at + 2 == to
                && self.is_given(from)
                && self.traits(at) & (is::STATE | is::SEAT | is::GIVEN) == is::SEAT | is::GIVEN
                && self.traits(at + 1) & (is::FAMILY | is::COMMON) == is::FAMILY;
            // "Vila da Praia": what a particle joins to another word is no capital.
            let joined = !self.document.is_foreign
                && at + 1 == to
                && at >= from + 2
                && self.kind(at) == Some(Sort::State)
                && self.kind(at - 1) == Some(Sort::Particle)
                && self.kind(from) == Some(Sort::Word)
                && matches!(
                    self.document.folded(self.units.get(at - 1).map_or(0, |unit| unit.first)),
                    "da" | "do" | "das" | "dos" | "de" | "del" | "du"
                );
            // "Norte de Santander": a part of a state, and no bank.
            let is_part = self.kind(at) == Some(Sort::Known)
                && at + 1 == to
                && at == from + 2
                && self.kind(at - 1) == Some(Sort::Particle)
                && self.traits(at) & is::PLACE != 0
                && self.kind(from) != Some(Sort::Acronym);
            if is_part && title.is_none() {
                return self.push(from, to, Class::Place, None);
            }
            if joined && title.is_none() && !self.is_given(from) {
                return self.push(from, to, Class::Place, None);
            }
            // "Rui Fernando Lisboa"
            let surname = at + 1 == to
                && at >= from + 2
                && self.kind(at) == Some(Sort::State)
                && self.traits(at) & (is::STATE | is::SEAT) == is::SEAT
                && !self.hyphenated(at)
                && (from..at).all(|index| self.is_given(index));
            // "Francisca das Chagas Lima"
            let surname = surname
                || at + 1 == to
                    && !self.hyphenated(at)
                    && self.kind(at) == Some(Sort::State)
                    && self.traits(at) & (is::STATE | is::SEAT) == is::SEAT
                    && self.is_given(from)
                    && self.kind(at - 1) == Some(Sort::Word)
                    && (from + 1..at).any(|index| self.kind(index) == Some(Sort::Particle));
            // "Transparency International Malaysia"
            let branch = self.kind(from) == Some(Sort::Known)
                && self.kind(at) == Some(Sort::State)
                && at == from + 1
                && at + 1 == to
                && unit.end - unit.first > 1
                && self.block.style == Style::Running
                && !self.hyphenated(at);
            if branch {
                return self.push(from, to, Class::Body, None);
            }
            // "Paolo Fontanesi-Greco"
            let doubled = at + 1 == to
                && self.kind(at) != Some(Sort::Known)
                && self.hyphenated(at)
                && self.kind(at - 1) == Some(Sort::Word)
                && (titled.is_some() || at > from + 1 && self.is_given(from));
            if !family && !inside && !second && !surname && !doubled {
                self.plain(from, at, title);
                return self.plain(at, to, None);
            }
        }
        // "New Year's Day Abiy Ahmed", "From Geneva Volker Türk"
        let before = unit.first.checked_sub(1);
        let of_year = before.is_some_and(|before| {
            self.document.tokens.get(before).is_some_and(|token| token.possessive)
                && matches!(self.document.folded(unit.first), "day" | "eve")
        });
        let whence = unit.kind == Sort::Place
            && self.is_given(from + 1)
            && before.is_some_and(|before| self.document.traits(before) & (is::FROM | is::IN) != 0);
        if title.is_none() && to - from > 2 && (of_year || whence) {
            from += 1;
        }
        // "Senior Ana Ruiz": an ordinary word before a full name is no part of it.
        while title.is_none()
            && from + 2 < to
            && self.is_given(from + 1)
            && self.traits(from) & is::COMMON != 0
            && self.traits(from) & (is::GIVEN | is::FAMILY) == 0
            && !self.is_shortened(from)
            && !self.hyphenated(from + 1)
        {
            from += 1;
        }
        // "K. N. Venkatesan IAS": what an order or a service adds to a name.
        let initialled = self.is_given(from) || self.is_initial(from);
        while initialled && to - from > 2 && self.kind(to - 1) == Some(Sort::Acronym) {
            to -= 1;
        }
        // Ordinary words in capitals beside an acronym: "AFP PHOTO".
        while to - from > 1 && self.is_shouted(to - 1) {
            to -= 1;
        }
        let class = if titled.is_some() || !single && self.is_given(from) { Class::Person } else { Class::Unknown };
        self.push(from, to, class, titled);
    }

    fn push(&mut self, from: usize, to: usize, class: Class, title: Option<(usize, usize)>) {
        let (Some(first), Some(last)) = (self.units.get(from), to.checked_sub(1).and_then(|last| self.units.get(last)))
        else {
            return;
        };
        // "Jr." alone is nobody.
        if self.units.get(from..to).is_some_and(|units| units.iter().all(|unit| unit.traits & is::SUFFIX != 0)) {
            return;
        }
        self.found.push(Piece {
            first: first.first,
            end: last.end,
            class,
            title,
            shouted: self.block.style == Style::Capitals,
        });
    }
}
