//! What a word can be: the traits that the lists give to words and phrases.

/// What the lists say of a word: a set of the constants below.
pub type Traits = u64;

/// A lower-case English word.
pub const COMMON: Traits = 1;
/// A given name somewhere.
pub const GIVEN: Traits = 1 << 1;
/// A family name somewhere.
pub const FAMILY: Traits = 1 << 2;
/// A town or a part of a state.
pub const PLACE: Traits = 1 << 3;
/// A state by its name.
pub const STATE: Traits = 1 << 4;
/// A capital or a metonym of a government.
pub const SEAT: Traits = 1 << 5;
/// An adjective of a state, or its people.
pub const DEMONYM: Traits = 1 << 6;
/// An abbreviation that is a name only without lower-case letters.
pub const ABBREVIATED: Traits = 1 << 7;
/// A title, rank or function.
pub const TITLE: Traits = 1 << 8;
/// What may stand before a title as part of it.
pub const MODIFIER: Traits = 1 << 9;
/// The head word of a body's name.
pub const HEAD: Traits = 1 << 10;
/// A body known by this word.
pub const KNOWN: Traits = 1 << 11;
/// A lower-case noun that says the name beside it is a body's.
pub const BODY_NOUN: Traits = 1 << 12;
/// A lower-case noun after the name of who governs.
pub const RULE_NOUN: Traits = 1 << 13;
/// The head word of a thing's name.
pub const THING: Traits = 1 << 14;
/// The head word of a place's name.
pub const SITE: Traits = 1 << 15;
/// A word that makes what follows a place.
pub const SITE_PREFIX: Traits = 1 << 16;
/// North, eastern, upper.
pub const COMPASS: Traits = 1 << 17;
/// An acronym that names no body.
pub const NO_BODY: Traits = 1 << 18;
/// A word that is never part of a name's beginning.
pub const FUNCTION: Traits = 1 << 19;
/// A lower-case word inside personal names.
pub const PARTICLE: Traits = 1 << 20;
/// An article that a hyphen joins to the next word.
pub const ARTICLE: Traits = 1 << 21;
/// A verb of saying, thinking or feeling.
pub const SAID: Traits = 1 << 22;
/// A preposition that stands before places.
pub const IN: Traits = 1 << 23;
/// A preposition that often stands before places.
pub const FROM: Traits = 1 << 24;
/// A pronoun that stands for persons.
pub const WHO: Traits = 1 << 25;
/// A month or a day of the week.
pub const CALENDAR: Traits = 1 << 26;
/// What may follow a personal name as part of it.
pub const SUFFIX: Traits = 1 << 27;
/// A noun whose possessive stands inside names of bodies.
pub const POSSESSOR: Traits = 1 << 28;
/// A lower-case noun beside the names of places.
pub const PLACE_NOUN: Traits = 1 << 29;
/// Written with a full stop that ends no sentence.
pub const ABBREVIATION: Traits = 1 << 30;
/// The second half of a compound adjective.
pub const BOUND: Traits = 1 << 31;
/// The first word of some fixed phrase.
pub const OPENS_PHRASE: Traits = 1 << 32;
/// A word that makes a body of a phrase it ends.
pub const TAIL: Traits = 1 << 33;
/// What "of the", "for", "and" are in other languages.
pub const FOREIGN: Traits = 1 << 34;
/// A word that makes a state of a phrase it ends.
pub const REALM: Traits = 1 << 35;
/// A part of the world that is no state.
pub const REGION: Traits = 1 << 36;
/// A phrase whose last word is written small: "Union africaine".
pub const SMALL_END: Traits = 1 << 37;
/// An English word that this text shows to be somebody's family name: no list has it.
pub const BORNE: Traits = 1 << 38;
/// Another word of some fixed phrase than the first.
pub const CONTINUES_PHRASE: Traits = 1 << 39;
/// A word that is never part of a name's beginning in some other language: the first of as many bits as there are languages.
pub const LANGUAGE: Traits = 1 << 40;
/// The bits of some of them.
pub const FRENCH: Traits = LANGUAGE << 2;
pub const ITALIAN: Traits = LANGUAGE << 3;
pub const GERMAN: Traits = LANGUAGE << 4;
/// How many of those there are.
pub const LANGUAGES: u32 = 8;
/// The second half of an acronym with a hyphen, which this text never writes alone: "SPLM-IO".
pub const HALF: Traits = 1 << 48;
