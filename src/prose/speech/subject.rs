//! Whether it is a person named in a clause that speaks there, or somebody whom it does not name.

use super::Named;
use super::clause::{is_verb, words};
use super::verbs::{is_noun_of_speech, is_view};
use crate::text::{Span, WordList};

static DETERMINERS: WordList = WordList::new(
    "a an the his her their its our my this that these those one two some other others another many most several few \
     all both no every each any",
);

static PREPOSITIONS: WordList = WordList::new(
    "of to for from with without by about against under on in at across over between among behind beside like unlike \
     near around within outside inside beyond through toward towards into per than despite regarding concerning",
);

/// Words that begin a clause of its own.
static CONJUNCTIONS: WordList = WordList::new(
    "and or but nor yet so that as if when while whereas because since though although until before after where why how \
     what whether then",
);

/// Words between a subject and its verb.
static BESIDE_VERB: WordList = WordList::new(
    "has have had did does do will would can could also later once still now even just only rather often again ever thus \
     always sometimes soon too himself herself themselves",
);

static COPULAS: WordList = WordList::new("is was are were be been being am");

/// What somebody ought to say has not been said.
static UNSAID: WordList = WordList::new("should must ought might may not never hardly neither cannot");

/// Verbs whose subject does not say what follows.
static DENYING: WordList = WordList::new("denies denied");

/// Verbs that are nouns too.
static NOUNS_TOO: WordList = WordList::new(
    "claim claims warning answers comments demands estimates notes objects promises posts remarks reports states",
);

/// Verbs whose object has said the words.
static CITING: WordList = WordList::new("quote quotes quoted quoting cite cites cited citing");

/// How somebody is who speaks: "Ozola is brief: ".
static MANNERS: WordList = WordList::new(
    "adamant angry bitter blunt blunter brief briefer brisk brusque candid careful categorical cautious certain cheerful \
     clear clearer confident content convinced crisp curt defiant diplomatic direct dismissive doubt doubtful dry drier \
     eloquent emphatic explicit firm firmer forthright frank franker generous gentle gentler gloomy grim harsh harsher \
     hopeful impressed ironic kind kinder laconic mild milder modest optimistic outspoken pessimistic philosophical pithy plain \
     plainer point polite precise proud resigned rude sarcastic scathing sceptical sharp sharper short shorter skeptical \
     sober sour specific succinct sure surer tart terse unapologetic unimpressed unequivocal unmoved unrepentant unsparing \
     vivid warier wary wry",
);

/// Verbs whose subject listens or is given something.
static RECEIVING: WordList = WordList::new(
    "hears heard ignores ignored gets got receives received overlooks overlooked forgets forgot learns learned learnt \
     listens listened faces faced meets met misses missed deserves deserved lacks lacked inherits inherited",
);

/// More nouns for what somebody said than go with "that".
static UTTERANCES: WordList = WordList::new(
    "advice case comparison confession creed defence defense description diagnosis explanation joke lament line mantra \
     message motto objection point position quip reasoning rejoinder response retort slogan stance summary thesis verdict \
     version",
);

/// Who speaks by a verb of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The name before the verb.
    Name,
    /// Somebody who is not named: "a pilot says", "Ozola's critics say", "Ozola was told".
    Other,
    /// It cannot be told.
    Unknown,
}

/// A clause of a note and the persons it names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    /// Its words, in order.
    pub(super) words: &'a [Span],
    pub(super) names: &'a [Named],
}

impl Clause<'_> {
    fn lower(&self, at: usize) -> String {
        self.words.get(at).map(|word| word.of(self.text).to_lowercase()).unwrap_or_default()
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> &str {
        let (one, two) = (self.words.get(at), self.words.get(at + 1));
        one.zip(two).and_then(|(one, two)| self.text.get(one.end()..two.start())).unwrap_or_default()
    }

    fn is_broken(&self, at: usize) -> bool {
        self.gap(at).contains([',', ';', ':', '(', ')', '–', '—', '[', ']'])
    }

    /// The person whose name ends with the word at `at`, "X’s" too.
    fn name_at(&self, at: usize) -> Option<&Named> {
        let word = self.words.get(at)?;
        self.names.iter().find(|name| name.person && name.span.overlaps(*word) && name.span.end() <= word.end())
    }

    fn is_possessive(&self, at: usize) -> bool {
        let word = self.lower(at);
        let marked = |name: &Named| self.text.get(name.span.end()..).is_some_and(|rest| rest.starts_with(['\'', '’']));
        word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || self.name_at(at).is_some_and(marked)
    }

    /// Whether the word at `at` reports speech; "the warning" does not.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let Some(&word) = self.words.get(at) else { return false };
        let lower = self.lower(at);
        let owned = |back: usize| {
            at.checked_sub(back).is_some_and(|at| DETERMINERS.has(&self.lower(at)) || self.is_possessive(at))
        };
        let noun = NOUNS_TOO.has(&lower) && (owned(1) || matches!(lower.as_str(), "warning" | "claim") && owned(2));
        is_verb(self.text, word) && !noun
    }

    /// Who is the subject of the verb at `verb`, as far as it stands before it.
    pub(super) fn subject(&self, verb: usize) -> Subject {
        if CITING.has(&self.lower(verb)) {
            let named = (verb + 1..self.words.len()).any(|at| self.name_at(at).is_some() && !self.is_possessive(at));
            return if named { Subject::Unknown } else { Subject::Other };
        }
        if DENYING.has(&self.lower(verb)) {
            return Subject::Other;
        }
        let mut at = verb;
        let mut copula = false;
        loop {
            let Some(before) = at.checked_sub(1) else { return Subject::Unknown };
            let word = self.lower(before);
            if UNSAID.has(&word) || word.ends_with("n't") || word.ends_with("n’t") {
                return Subject::Other;
            }
            let skipped = COPULAS.has(&word) || BESIDE_VERB.has(&word) || word.ends_with("ly");
            if self.name_at(before).is_some() || !skipped {
                break;
            }
            copula |= COPULAS.has(&word);
            at = before;
        }
        if copula && !self.lower(verb).ends_with("ing") {
            return Subject::Other;
        }
        if self.is_broken(at - 1) { self.before_aside(at - 1) } else { self.ending_at(at - 1) }
    }

    /// Who is the subject where what ends with the word at `at` stands between commas or in brackets: "X, a pilot, says".
    fn before_aside(&self, at: usize) -> Subject {
        // "The pilot, Ozola, says"
        if self.name_at(at).is_some() && self.is_subject(at) {
            return Subject::Name;
        }
        let mut first = None;
        for before in (0..at).rev().filter(|&before| self.is_broken(before)) {
            if self.gap(before).contains([';', ':']) {
                break;
            }
            if self.name_at(before).is_some() && self.is_subject(before) {
                return Subject::Name;
            }
            first = Some(before);
        }
        first.map_or(Subject::Unknown, |first| self.ending_at(first))
    }

    /// Who is the subject that ends with the word at `last`.
    fn ending_at(&self, last: usize) -> Subject {
        let mut at = last;
        let mut length = 0;
        loop {
            let word = self.lower(at);
            if self.name_at(at).is_some() && !self.is_possessive(at) {
                return if self.is_subject(at) { Subject::Name } else { Subject::Other };
            }
            let broken = at == 0 || self.is_broken(at - 1);
            match word.as_str() {
                "he" | "she" | "they" | "i" | "we" | "same" => return Subject::Unknown,
                "it" | "which" | "that" if length == 0 => return Subject::Other,
                // "It was she who said"
                "who" if length == 0 && at > 0 && matches!(self.lower(at - 1).as_str(), "he" | "she") => {
                    return Subject::Unknown;
                }
                "who" if length == 0 => {
                    let Some(before) = at.checked_sub(1) else { return Subject::Other };
                    return match self.name_at(before).is_some() && self.is_subject(before) {
                        true => Subject::Name,
                        // "It is Ozola, not the pilot, who says"
                        false if self.is_broken(before) && self.before_aside(before) == Subject::Name => Subject::Name,
                        false => Subject::Other,
                    };
                }
                _ => {}
            }
            if CONJUNCTIONS.has(&word) {
                return if length == 0 { Subject::Unknown } else { Subject::Other };
            }
            let determines = DETERMINERS.has(&word) || self.is_possessive(at);
            // "of the harbour" belongs to what stands before it.
            let governed = at > 0 && !broken && PREPOSITIONS.has(&self.lower(at - 1));
            let preposition = PREPOSITIONS.has(&word);
            let next = match (determines && governed, preposition) {
                (true, _) => at.checked_sub(2),
                (_, true) => at.checked_sub(1),
                (false, false) if determines => return Subject::Other,
                (false, false) if broken => return Subject::Other,
                _ => {
                    at -= 1;
                    length += 1;
                    continue;
                }
            };
            match next.filter(|&next| !self.is_broken(next)) {
                Some(next) => at = next,
                None => return Subject::Unknown,
            }
        }
    }

    /// "the same pilot" was named before.
    fn goes_back_to_same(&self, from: usize, to: usize) -> bool {
        (from..=to).any(|at| self.lower(at) == "same")
    }

    /// Whether the name that ends at the word at `at` may be a subject: nothing before it in its clause governs it.
    fn is_subject(&self, at: usize) -> bool {
        let Some(name) = self.name_at(at) else { return false };
        let mut first = at;
        while first > 0 && self.words.get(first - 1).is_some_and(|word| word.start() >= name.span.start()) {
            first -= 1;
        }
        for (between, before) in (0..first).rev().enumerate() {
            if self.is_broken(before) {
                return true;
            }
            let word = self.lower(before);
            if matches!(word.as_str(), "not" | "never" | "who" | "whose" | "whom" | "which") {
                return false;
            }
            if CONJUNCTIONS.has(&word) && word != "than" || self.is_verb(before) {
                return true;
            }
            if PREPOSITIONS.has(&word) {
                let opens = before == 0 || self.is_broken(before - 1);
                return opens && between > 0 || word == "to" && before == 0 && between == 1 && self.lower(1) == "which";
            }
        }
        true
    }

    /// Whether somebody else than "he" or "she" stands for is the subject of the clause before: "his cousin jokes when he says".
    pub(super) fn another_before_pronoun(&self) -> bool {
        let pronoun = (0..self.words.len()).rfind(|&at| matches!(self.lower(at).as_str(), "he" | "she"));
        let owns = |at: usize| {
            let governed = at > 0 && PREPOSITIONS.has(&self.lower(at - 1));
            matches!(self.lower(at).as_str(), "his" | "her") && !governed
        };
        pronoun.is_some_and(|pronoun| {
            (0..pronoun).any(owns)
                && pronoun > 0
                && !self.is_broken(pronoun - 1)
                && CONJUNCTIONS.has(&self.lower(pronoun - 1))
        })
    }

    /// The person whose words the quotation behind this clause is by the grammar alone: "X’s “…”", "X’s pithy “…”".
    pub(super) fn owner_of_quotation(&self) -> Option<&Named> {
        let last = self.words.len().checked_sub(1)?;
        let owns = |at: usize| self.name_at(at).is_some() && self.is_possessive(at);
        let is_adjective = |at: usize| {
            let word = self.lower(at);
            ["y", "ful", "ous", "ic", "ive", "al"].iter().any(|end| word.ends_with(end)) || MANNERS.has(&word)
        };
        let at = if owns(last) { last } else { last.checked_sub(1).filter(|&at| owns(at) && is_adjective(last))? };
        let joined = (at..last).all(|at| !self.is_broken(at)) && self.is_subject(at);
        self.name_at(at).filter(|_| joined)
    }

    /// Whether the name leads to the colon that the clause ends with: "X: ", "X on the ice: ", "X is brief: ", "X’s answer: ".
    pub(super) fn leads_to_colon(&self, name: &Named) -> bool {
        let Some(at) = self.words.iter().rposition(|word| name.span.overlaps(*word)) else { return false };
        if (at..self.words.len()).any(|word| self.gap(word).contains(';')) {
            return false;
        }
        if self.is_possessive(at) {
            return self.utters_behind(name);
        }
        // "What Ozola forgets: ", "The pilot contradicts Ozola: "
        let first = (0..at).find(|&word| self.words[word].end() > name.span.start()).unwrap_or(at);
        let before = first.checked_sub(1).filter(|&before| !self.is_broken(before));
        let is_object = before.is_some_and(|before| {
            let word = self.lower(before);
            let third = word.ends_with('s') || word.ends_with("ed");
            matches!(word.as_str(), "what" | "how" | "why" | "whether")
                || before > 0 && third && self.words[before].of(self.text).starts_with(char::is_lowercase)
        });
        if is_object {
            return false;
        }
        // "To which Ozola: "
        let answers = self.lower(0) == "to" && self.lower(1) == "which" && at + 1 == self.words.len();
        (answers || self.is_subject(at)) && self.speaks_on(at + 1)
    }

    /// Whether the name owns what is said: "X’s warning that ".
    pub(super) fn utters_behind(&self, name: &Named) -> bool {
        let at = self.words.iter().rposition(|word| name.span.overlaps(*word));
        at.is_some_and(|at| self.is_possessive(at) && self.is_subject(at) && self.utters(at + 1))
    }

    /// Whether the words from `at`, behind an owner, are what the owner said, and nothing is said of it but what it is.
    fn utters(&self, at: usize) -> bool {
        const MOST_BEFORE: usize = 3;
        let is_said = |at: usize| {
            let noun = self.lower(at);
            is_noun_of_speech(&noun) || is_view(&noun) || UTTERANCES.has(&noun)
        };
        let Some(noun) = (at..(at + MOST_BEFORE).min(self.words.len())).find(|&at| is_said(at)) else { return false };
        // A weak point says nothing.
        if noun > at && self.lower(noun) == "point" {
            return false;
        }
        let next = self.lower(noun + 1);
        if COPULAS.has(&next) {
            return !self.lower(noun + 2).ends_with("ed");
        }
        noun + 1 == self.words.len()
            || self.is_broken(noun)
            || PREPOSITIONS.has(&next)
            || CONJUNCTIONS.has(&next)
            || matches!(
                next.as_str(),
                "runs" | "ran" | "reads" | "read" | "sounds" | "remains" | "remained" | "comes" | "came"
            )
    }

    /// Whether the words from `at`, behind a name, leave it to its bearer to speak.
    fn speaks_on(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let end = self.words.len();
        if at >= end {
            return true;
        }
        let mut at = at;
        if self.is_broken(at - 1) {
            // "X, mayor of the port: ", "X, whose ship is old, is brief: "
            let opened = if self.gap(at - 1).contains('(') { ')' } else { ',' };
            let closed = (at..end - 1).find(|&word| self.gap(word).contains([opened, '–', '—']));
            let Some(closed) = closed else {
                let word = self.lower(at);
                return !matches!(word.as_str(), "whose" | "whom" | "who" | "which" | "where")
                    && (!CONJUNCTIONS.has(&word) || word == "then");
            };
            at = closed + 1;
        }
        let begins_another = |word: usize| {
            let next = self.lower(word + 1);
            let another = DETERMINERS.has(&next) || matches!(next.as_str(), "whose" | "whom" | "who" | "which");
            let joined = matches!(self.lower(word).as_str(), "and" | "but" | "or" | "while" | "yet" | "so");
            let joins = matches!(next.as_str(), "and" | "but" | "or" | "while" | "yet" | "so");
            another && (joined || self.is_broken(word)) || self.is_broken(word) && joins
        };
        if (at..end).any(begins_another) {
            return false;
        }
        let first = (at..end).find(|&at| !BESIDE_VERB.has(&self.lower(at)) && !self.lower(at).ends_with("ly"));
        let Some(first) = first else { return true };
        let word = self.lower(first);
        // "X has the last word: ", not "X has a rival: ", "X has his answer: ", "X had to listen: "
        if first > at && matches!(self.lower(first - 1).as_str(), "has" | "had" | "have") {
            let has_word = |at: usize| {
                let noun = self.lower(at);
                is_noun_of_speech(&noun)
                    || is_view(&noun)
                    || UTTERANCES.has(&noun)
                    || matches!(noun.as_str(), "word" | "name" | "term" | "theory" | "suggestion" | "doubts" | "doubt")
            };
            if matches!(word.as_str(), "to" | "his" | "her" | "their")
                || DETERMINERS.has(&word) && !(first + 1..end.min(first + 1 + NEAR)).any(has_word)
            {
                return false;
            }
        }
        if COPULAS.has(&word)
            || matches!(word.as_str(), "seems" | "seemed" | "sounds" | "sounded" | "remains" | "remained")
        {
            return (first + 1..end.min(first + 1 + NEAR)).any(|at| MANNERS.has(&self.lower(at)));
        }
        !(matches!(word.as_str(), "should" | "must" | "ought" | "might" | "may" | "vs" | "versus")
            || RECEIVING.has(&word))
    }
}

/// Whether the words behind a verb of speech, in `says X`, are somebody's who is not named, or is named only as what that one
/// has to do with: "says a pilot", "says a critic of Ozola".
pub(super) fn is_other_behind(text: &str, rest: Span, names: &[Named]) -> bool {
    let words = words(text, rest);
    let clause = Clause { text, words: &words, names };
    let name = (0..words.len()).find(|&at| clause.name_at(at).is_some() && !clause.is_possessive(at));
    let opens = words.first().is_some_and(|_| DETERMINERS.has(&clause.lower(0)) || clause.is_possessive(0));
    let Some(name) = name else { return opens && !clause.goes_back_to_same(0, words.len().saturating_sub(1)) };
    let from = (0..name).rev().find(|&at| clause.is_broken(at)).map_or(0, |at| at + 1);
    let governs = |at: usize| {
        let word = clause.lower(at);
        PREPOSITIONS.has(&word) || matches!(word.as_str(), "who" | "whose" | "whom" | "which" | "that")
    };
    (from..name).any(governs)
}
