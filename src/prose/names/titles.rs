//! Where the titles of a run stand, and which title words are part of a name.

use super::joint::is_field;
use super::lexicon::is;
use super::segment::Splitter;
use super::unit::Sort;
use crate::text::WordList;

impl Splitter<'_> {
    /// The next title with all that belongs to it, as a range of units.
    pub(super) fn title_zone(&self, from: usize) -> Option<(usize, usize)> {
        let mut index = from;
        while index < self.units.len() {
            if self.kind(index) != Some(Sort::Title)
                || self.is_and(index + 1)
                || self.is_against(index + 1)
                || self.is_surname(from, index)
                || self.is_greater(index)
                || self.is_no_address(from, index)
                || self.is_of_all(index)
                || self.is_addressed_surname(index)
                || self.is_member_of_body(index)
                || self.are_members(from, index)
                // "Raja-Jooseppi"
                || self.hyphenated(index + 1) && self.kind(index + 1) != Some(Sort::Title)
            {
                index += 1;
                continue;
            }
            let mut end = index + 1;
            loop {
                match self.kind(end) {
                    // "Mr King"
                    Some(Sort::Title) if self.is_addressed_surname(end) => break,
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
            if self.opens_arabic_name(from, index, end) {
                index = end;
                continue;
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
            return Some((self.portfolio_before(from, start), end));
        }
        None
    }

    /// "Justice and Unity Party": a title word in the middle of a body's name.
    pub(super) fn is_and(&self, index: usize) -> bool {
        self.kind(index) == Some(Sort::Connector)
            && self.units.get(index).is_some_and(|unit| self.document.folded(unit.first) == "and")
    }

    /// "John King", "Luis M. Prince", "Dean Larsen": a title word in the place of a family or given name.
    pub(super) fn is_surname(&self, from: usize, index: usize) -> bool {
        let traits = self.traits(index);
        let folded = self.units.get(index).map_or("", |unit| self.document.folded(unit.first));
        if traits & is::ABBREVIATION != 0
            || matches!(folded, "senora" | "senor" | "senhora" | "senhor" | "madame" | "oba")
        {
            return false;
        }
        // "Martin Luther King Jr."
        if index > from && self.traits(index + 1) & is::SUFFIX != 0 && traits & is::FAMILY != 0 {
            return true;
        }
        if index == from {
            let next = self.traits(index + 1);
            return traits & is::GIVEN != 0 && next & is::FAMILY != 0 && next & is::COMMON == 0;
        }
        let before = self.traits(index - 1);
        let initial = self.is_initial(index - 1);
        let given = before & is::GIVEN != 0 && before & (is::COMMON | is::STATE) == 0;
        // "Rahim Shah Baig", "Hassan Sheikh Mohamud"
        let is_borne = self.is_borne(index);
        let last = self.units.len() == index + 2
            && index == from + 1
            && matches!(self.kind(index + 1), Some(Sort::Word | Sort::Place))
            && self.traits(index + 1) & is::COMMON == 0
            && (is_borne || traits & is::COMMON == 0 && self.traits(index + 1) & is::GIVEN == 0);
        let is_named = traits & (is::FAMILY | is::GIVEN) != 0;
        // "Rebwar Haji Dosti"
        let is_name = self.kind(index - 1) == Some(Sort::Word) && before & is::COMMON == 0;
        last && (given && (is_named || is_borne) || is_borne && is_name)
            || is_named && self.kind(index + 1).is_none() && (given || initial)
    }

    /// A title that is a given or a family name where it is at home. "Mayor" is one nowhere.
    fn is_borne(&self, index: usize) -> bool {
        let folded = self.units.get(index).map_or("", |unit| self.document.folded(unit.first));
        matches!(folded, "sheikh" | "shaikh" | "sheik" | "cheikh" | "haji" | "hajji" | "khan" | "bey")
    }

    /// "Yu Mang", "the Mang Inasal chain", "Manang Youth Club": how people are addressed somewhere, but not here.
    fn is_no_address(&self, from: usize, index: usize) -> bool {
        let Some(unit) = self.units.get(index) else { return false };
        let is_address = matches!(
            self.document.folded(unit.first),
            "mang" | "aling" | "kuya" | "manong" | "manang" | "kak" | "mamosta" | "taita" | "cik"
        );
        let behind_the = unit.first.checked_sub(1).is_some_and(|before| self.document.folded(before) == "the");
        let headed = (index + 1..self.units.len()).any(|later| self.kind(later) == Some(Sort::Head));
        is_address && (index > from || behind_the || headed || self.units.len() == index + 1)
    }

    /// "Universidad Mayor", "Estado Mayor": "greater", and nobody's title.
    fn is_greater(&self, index: usize) -> bool {
        let folded = |index: usize| self.units.get(index).map_or("", |unit| self.document.folded(unit.first));
        folded(index) == "mayor"
            && index.checked_sub(1).is_some_and(|before| {
                matches!(folded(before), "universidad" | "estado" | "colegio" | "consejo" | "plaza" | "academia")
            })
    }

    /// The last word of the run is a family name that is a title too, and a form of address stands before it.
    fn is_addressed_surname(&self, index: usize) -> bool {
        let address = index.checked_sub(1).and_then(|before| self.units.get(before)).is_some_and(|unit| {
            matches!(
                self.document.folded(unit.first),
                "mr" | "mrs" | "ms" | "miss" | "mme" | "madam" | "senor" | "senora"
            )
        });
        address
            && self.units.len() == index + 1
            && (self.traits(index) & (is::GIVEN | is::FAMILY) != 0 || self.traits(index) & is::COMMON == 0)
    }

    /// "Sultan al-Masri": a given name that is a title too, before a family name with its article.
    fn opens_arabic_name(&self, from: usize, index: usize, end: usize) -> bool {
        let article = self.units.get(end).map(|unit| self.document.folded(unit.first));
        index == from
            && end == index + 1
            && self.traits(index) & is::GIVEN != 0
            && !self.is_borne(index)
            && article.is_some_and(|word| matches!(word, "al" | "el"))
    }

    fn is_the(&self, index: usize) -> bool {
        self.units.get(index).is_some_and(|unit| self.document.folded(unit.first) == "the")
    }

    /// "Council of Ministers", "Assembly of Experts".
    pub(super) fn is_member_of_body(&self, index: usize) -> bool {
        // "Office of the High Representative"
        let high = index.checked_sub(1).and_then(|high| self.units.get(high));
        let index = index - usize::from(high.is_some_and(|unit| self.document.folded(unit.first) == "high"));
        let index = index - usize::from(index > 2 && self.is_the(index - 1));
        let before = |back: usize| index.checked_sub(back).and_then(|index| self.kind(index));
        before(1) == Some(Sort::Connector) && matches!(before(2), Some(Sort::Head | Sort::Thing | Sort::Site))
    }

    /// "Union of Family Farmers": many, behind the head word and what joins it to them.
    fn are_members(&self, from: usize, index: usize) -> bool {
        let many = self.units.get(index).is_some_and(|unit| {
            let folded = self.document.folded(unit.first);
            folded.ends_with("ers") || folded.ends_with("ors") || folded.ends_with("ists")
        });
        let joint = (from + 1..index).rev().find(|&index| self.kind(index) == Some(Sort::Connector));
        many && joint.is_some_and(|joint| {
            self.kind(joint - 1) == Some(Sort::Head)
                && (joint + 1..index).all(|index| self.traits(index) & is::COMMON != 0)
        })
    }

    /// "Contraloría General", "Procuraduría General": of all of it, and nobody's rank.
    fn is_of_all(&self, index: usize) -> bool {
        static HEADS: WordList = WordList::new(
            "contraloria controladoria fiscalia procuraduria procuradoria advocacia secretaria direccion direcao inspeccion \
            inspetoria corregedoria ouvidoria auditoria consejo conselho confederacion asamblea assembleia capitania \
            comisaria contaduria tesoreria veeduria confederation direction inspection assemblee conseil",
        );
        let folded = |index: usize| self.units.get(index).map_or("", |unit| self.document.folded(unit.first));
        matches!(folded(index), "general" | "generale")
            && index.checked_sub(1).is_some_and(|before| HEADS.has(folded(before)))
    }

    /// "Public Works Minister": where the ordinary words begin that tell what a minister is in charge of.
    fn portfolio_before(&self, from: usize, start: usize) -> usize {
        let minister = self.units.get(start).is_some_and(|unit| {
            matches!(self.document.folded(unit.first), "minister" | "secretary" | "commissioner" | "undersecretary")
        });
        let field = |index: usize| {
            let traits = self.traits(index);
            let named = is::GIVEN | is::FAMILY | is::KNOWN | is::STATE | is::SEAT | is::FUNCTION;
            let is_field = || self.units.get(index).is_some_and(|unit| is_field(self.document.folded(unit.first)));
            let headed = traits & is::HEAD != 0 && traits & is::TAIL == 0;
            traits & is::COMMON != 0 && traits & named == 0 && (!headed || is_field())
        };
        if minister && from < start && (from..start).all(field) { from } else { start }
    }

    /// "of Foreign Affairs", "of State for Trade": ordinary words after a title, up to the name.
    pub(super) fn portfolio(&self, connector: usize) -> Option<usize> {
        let mut index = connector + 1;
        while self.kind(index) == Some(Sort::Connector) {
            index += 1;
        }
        let from = index;
        // "for Bougainville Affairs"
        let affairs = (index..index + 3)
            .find(|&index| self.units.get(index).is_some_and(|unit| self.document.folded(unit.first) == "affairs"));
        if let Some(affairs) = affairs.filter(|&affairs| !(index..affairs).any(|at| self.kind(at) == Some(Sort::Head)))
        {
            index = affairs + 1;
        }
        while let Some(unit) = self.units.get(index) {
            let ordinary = unit.traits & is::COMMON != 0 && unit.traits & (is::STATE | is::SEAT | is::KNOWN) == 0;
            // "Minister of Mines Rosa Quispe"
            if unit.kind == Sort::Head && unit.traits & is::MODIFIER == 0 && !is_field(self.document.folded(unit.first))
            {
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
        // "Officers of the National Police": of the body, and in charge of nothing.
        let are_many =
            self.units.get(connector - 1).is_some_and(|unit| self.document.folded(unit.first).ends_with('s'));
        let is_body = index == self.units.len() && self.kind(index - 1) == Some(Sort::Head);
        (index > from && !(are_many && is_body)).then_some(index)
    }

    /// "General Assembly", "King Saud University": the title is part of the name of a body, place or thing.
    pub(super) fn belongs_to_head(&self, end: usize) -> bool {
        if matches!(self.kind(end), Some(Sort::Head | Sort::Thing | Sort::Site))
            // "Merchants Port Holdings"
            || self.kind(end) == Some(Sort::SitePrefix) && self.kind(end + 1) == Some(Sort::Head)
        {
            // "President Bill Park": a name that is an ordinary word too.
            return self.traits(end) & (is::GIVEN | is::FAMILY) == 0 || self.kind(end + 1).is_none();
        }
        let last = self.units.len().saturating_sub(1);
        let plain =
            (end..last).all(|index| matches!(self.kind(index), Some(Sort::Word | Sort::Particle | Sort::Place)));
        last > end && last - end <= 3 && plain && matches!(self.kind(last), Some(Sort::Head | Sort::Site | Sort::Thing))
    }
}
