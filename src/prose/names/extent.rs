//! Where a name begins and ends among the units of a run.

use super::blocks::Style;
use super::is_common_word;
use super::lexicon::is;
use super::run::is_son_of;
use super::segment::Splitter;
use super::token::{Shape, gap};
use super::unit::{Sort, Unit};

impl Splitter<'_> {
    /// Words that open a sentence and are ordinary are no part of a name, unless a body's.
    pub(super) fn skip_openings(&self, mut from: usize, to: usize) -> usize {
        let has_head = (from..to).any(|index| self.kind(index) == Some(Sort::Head));
        while from < to {
            let Some(unit) = self.units.get(from) else { break };
            let word = self.document.word(unit.first);
            let shown = word.is_some_and(|word| word.capital > 0 && word.capital >= word.lower);
            let ordinary = unit.traits & is::COMMON != 0 || word.is_some_and(|word| word.lower > 0);
            let given = unit.traits & (is::GIVEN | is::PARTICLE) != 0
                && self.units.get(from + 1).is_some_and(|next| next.traits & is::COMMON == 0);
            // "Pål-Erik Myrvang"
            let doubled = self.units.get(from + 1).is_some_and(|next| next.hyphen && next.traits & is::GIVEN != 0);
            let plain = matches!(
                unit.kind,
                Sort::Word | Sort::Modifier | Sort::Compass | Sort::Thing | Sort::Site | Sort::SitePrefix
            );
            // "Lee told reporters": a name that is a word too.
            let speaks = unit.traits & (is::GIVEN | is::FAMILY) != 0
                && self.document.traits(unit.end) & is::SAID != 0
                && self.document.tokens.get(unit.end).is_some_and(|next| next.shape == Shape::Lower);
            let names_somebody = doubled || speaks || self.opens_asian_name(from, to);
            let skip = plain && unit.opens && ordinary && !shown && !given && !names_somebody && !has_head;
            if skip || unit.kind == Sort::Connector || unit.kind == Sort::Particle && from + 1 == to {
                from += 1;
            } else {
                break;
            }
        }
        from
    }

    /// "Park Jin-woo", "Song Wei": a family name that is a word too, and a given name.
    fn opens_asian_name(&self, from: usize, to: usize) -> bool {
        let (Some(family), Some(given)) = (self.units.get(from), self.units.get(from + 1)) else { return false };
        let syllable = self.units.get(from + 2).filter(|unit| unit.hyphen).map(|unit| unit.first);
        let is_syllable = |index: usize| {
            let token = self.document.tokens.get(index);
            (given.traits & self.document.traits(index)) & (is::COMMON | is::FUNCTION) == 0
                && token.is_some_and(|token| token.shape == Shape::Lower && token.end - token.start <= 5)
        };
        let is_syllables = syllable.is_some_and(is_syllable);
        let is_known = from + 2 == to
            && family.traits & is::FAMILY != 0
            && given.traits & is::GIVEN != 0
            && given.traits & is::COMMON == 0;
        is_syllables || is_known
    }

    pub(super) fn skip_trailing(&self, from: usize, mut to: usize) -> usize {
        let has_head = (from..to).any(|index| self.kind(index) == Some(Sort::Head));
        while to > from {
            match self.kind(to - 1) {
                Some(Sort::Particle) if self.ends_patronym(to - 1) => break,
                Some(Sort::Connector | Sort::Particle) => to -= 1,
                // In "Encuentro Federal" it is no title's.
                Some(Sort::Modifier) if self.is_firm_of_arms(from, to - 1) => break,
                Some(Sort::Modifier) if !(has_head || self.document.is_foreign && to - from > 1) => to -= 1,
                _ => break,
            }
        }
        to
    }

    /// "Ulan Temir uulu": the particle stands behind the father's name.
    pub(super) fn ends_patronym(&self, index: usize) -> bool {
        index > 0 && self.units.get(index).is_some_and(|unit| is_son_of(self.document.folded(unit.first)))
    }

    /// "Põhjala Defence": a firm, where "Defence" before a title is what a minister is in charge of.
    fn is_firm_of_arms(&self, from: usize, last: usize) -> bool {
        let is = |wanted: [&str; 2]| {
            self.units.get(last).is_some_and(|unit| wanted.contains(&self.document.folded(unit.first)))
        };
        from + 1 == last
            && last + 1 == self.units.len()
            && is(["defence", "defense"])
            && self.block.style == Style::Running
            && self.kind(from) == Some(Sort::Word)
            && self.traits(from) & (is::COMMON | is::GIVEN | is::FAMILY) == 0
    }

    /// Whether a new name begins at `index`: after a demonym, a hyphen between states, a state before a person.
    pub(super) fn parts_at(&self, index: usize) -> bool {
        let (Some(left), Some(right)) = (self.units.get(index - 1), self.units.get(index)) else { return false };
        let worldly = |unit: &Unit| matches!(unit.kind, Sort::State | Sort::Demonym | Sort::Known | Sort::Acronym);
        right.hyphen
            && right.traits & is::HALF == 0
            && worldly(left)
            && (worldly(right) || right.kind == Sort::Place || right.kind == Sort::Compass)
    }

    /// "Fighters of the Delta Front said": an ordinary word opens the sentence, the body comes after.
    pub(super) fn is_plural_opening(&self, from: usize) -> bool {
        let Some(unit) = self.units.get(from) else { return false };
        let word = self.document.word(unit.first);
        let shown = word.is_some_and(|word| word.capital > word.lower);
        // "Prosecutors of the Anticorruption Directorate"
        let are_many = self.kind(from) == Some(Sort::Title) && self.document.folded(unit.first).ends_with('s');
        let opens_body = self.kind(from) == Some(Sort::Head) || are_many;
        let ordinary = unit.opens && unit.traits & is::COMMON != 0 && !shown && opens_body;
        // "Fighters of Ruritania's Delta Group"
        let doers = ["ers", "ors", "ists"].iter().any(|ending| self.document.folded(unit.first).ends_with(ending));
        let body = (from + 2..self.units.len()).any(|index| match self.kind(index) {
            Some(Sort::Head | Sort::Known) => true,
            Some(Sort::State) => doers,
            _ => false,
        });
        ordinary && self.kind(from + 1) == Some(Sort::Connector) && body
    }

    pub(super) fn is_connected(&self, from: usize, to: usize) -> bool {
        (from..=to).any(|index| self.kind(index) == Some(Sort::Connector))
    }

    /// "Maria Law", "Ivan Pereira Song": a family name that is an ordinary word too.
    pub(super) fn is_full_name(&self, from: usize, to: usize) -> bool {
        let last = self.traits(to - 1) & (is::FAMILY | is::GIVEN) != 0;
        let is_first = |index: usize| self.is_given(index) || self.is_initials(index) || self.is_construct(index);
        last && to - from >= 2 && (from..to - 1).all(is_first)
    }

    /// "A.", "A.K.M."
    fn is_initials(&self, index: usize) -> bool {
        let first = self.units.get(index).and_then(|unit| self.document.tokens.get(unit.first));
        first.is_some_and(|token| matches!(token.shape, Shape::Initial | Shape::Dotted))
    }

    /// "Shafiqul" before "Islam": of two Arabic words, written as one with its article.
    fn is_construct(&self, index: usize) -> bool {
        const LEAST: usize = 6;
        let word = self.units.get(index).map_or("", |unit| self.document.folded(unit.first));
        word.len() >= LEAST && word.ends_with("ul") && self.traits(index) & (is::COMMON | is::PLACE) == 0
    }

    pub(super) fn is_initial(&self, index: usize) -> bool {
        self.units
            .get(index)
            .and_then(|unit| self.document.tokens.get(unit.first))
            .is_some_and(|token| token.shape == Shape::Initial)
    }

    pub(super) fn is_given(&self, index: usize) -> bool {
        self.traits(index) & is::GIVEN != 0 && self.traits(index) & (is::COMMON | is::PLACE | is::STATE | is::SEAT) == 0
    }

    /// "Tasnim Jahan Lopa": a given name that is an agency's too, before two more that are somebody's.
    pub(super) fn bears_given_name(&self, from: usize, to: usize) -> bool {
        let is_title = self
            .units
            .get(from)
            .and_then(|unit| self.document.tokens.get(unit.first))
            .is_some_and(|token| token.shape == Shape::Title);
        is_title
            && to - from == 3
            && self.traits(from) & is::GIVEN != 0
            && (from + 1..to).all(|index| matches!(self.kind(index), Some(Sort::Word | Sort::Particle | Sort::Place)))
            && self.traits(to - 1) & is::COMMON == 0
    }

    pub(super) fn has_proper_word(&self, from: usize, to: usize) -> bool {
        (from..to).any(|index| {
            matches!(self.kind(index), Some(Sort::Word | Sort::Place))
                && self.traits(index) & is::COMMON == 0
                && !self.are_workers(index)
        })
    }

    /// "Fishers": those who do what an ordinary word says.
    fn are_workers(&self, index: usize) -> bool {
        let word = self.units.get(index).map_or("", |unit| self.document.folded(unit.first));
        word.strip_suffix("ers").is_some_and(|stem| stem.len() > 2 && is_common_word(stem))
    }

    /// "Ma.", "Md."
    pub(super) fn is_shortened(&self, index: usize) -> bool {
        let two = self.units.get(index).is_some_and(|unit| self.document.folded(unit.first).len() == 2);
        two && self.traits(index) & is::ABBREVIATION != 0
    }

    pub(super) fn hyphenated(&self, index: usize) -> bool {
        self.units.get(index).is_some_and(|unit| unit.hyphen)
    }

    pub(super) fn follows_the_at(&self, index: usize) -> bool {
        self.units.get(index).is_some_and(|unit| self.follows_the(unit))
    }

    pub(super) fn follows_the(&self, unit: &Unit) -> bool {
        unit.first.checked_sub(1).is_some_and(|before| self.document.folded(before) == "the")
    }

    /// An ordinary word with a capital in running text, which the document never writes without.
    pub(super) fn is_raised(&self, index: usize) -> bool {
        let named = is::GIVEN | is::FAMILY | is::TITLE | is::FUNCTION | is::CALENDAR | is::DEMONYM;
        let Some(unit) = self.units.get(index).filter(|unit| unit.end - unit.first == 1) else { return false };
        self.block.style == Style::Running
            && unit.traits & is::COMMON != 0
            && unit.traits & named == 0
            && !unit.hyphen
            && self.document.tokens.get(unit.first).is_some_and(|token| token.shape == Shape::Title)
            && self.document.word(unit.first).is_some_and(|word| word.lower == 0)
    }

    pub(super) fn is_shouted(&self, index: usize) -> bool {
        let caps = self
            .units
            .get(index)
            .and_then(|unit| self.document.tokens.get(unit.first))
            .is_some_and(|token| token.shape == Shape::Caps);
        caps && self.traits(index) & is::COMMON != 0 && self.traits(index) & is::SUFFIX == 0
    }

    /// "Israel Berman", "Paris Ortiz", "German Gómez" are persons.
    pub(super) fn is_name_part(&self, from: usize, to: usize) -> bool {
        let korean = self.traits(from) & is::FAMILY != 0 && self.units.get(from + 2).is_some_and(|unit| unit.hyphen);
        // "Magyar Ilona": a people's name that stands first as a family name.
        let family_first = to - from == 2
            && self.traits(from) & (is::FAMILY | is::COMMON) == is::FAMILY
            && self.traits(from + 1) & is::GIVEN != 0
            && !self.follows_the_at(from);
        if family_first {
            return true;
        }
        // "Prime Minister Roman Kowal"
        let titled = self.traits(from) & (is::GIVEN | is::FAMILY) != 0
            && self.traits(from + 1) & (is::COMMON | is::HEAD | is::STATE | is::SEAT) == 0
            && self.units.get(from).and_then(|unit| unit.first.checked_sub(1)).is_some_and(|before| {
                self.document.traits(before) & is::TITLE != 0
                    && self.document.tokens.get(before + 1).is_some_and(|token| token.gap == gap::SPACE)
            });
        // "Maya Karam-Nasr"
        let doubled = self.traits(from) & is::GIVEN != 0
            && self.units.get(from + 2).is_some_and(|unit| unit.hyphen && unit.traits & (is::GIVEN | is::FAMILY) != 0)
            && self.traits(from + 1) & (is::GIVEN | is::FAMILY) != 0;
        to - from > 1
            && (korean
                || doubled
                || titled
                || self.traits(from) & is::GIVEN != 0 && self.traits(from + 1) & is::FAMILY != 0)
            && self.kind(from + 1) == Some(Sort::Word)
    }
}
