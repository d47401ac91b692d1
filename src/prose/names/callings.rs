//! Words beside a name that tell whose it is: what firms do, what people are somewhere, what has a name of its own.

use crate::text::WordList;

/// What people are at an institution or a firm, as "a geologist at" one.
pub(super) fn works_somewhere(office: &str) -> bool {
    static OFFICES: WordList = WordList::new(
        "analyst economist researcher fellow engineer geologist scientist biologist strategist trader \
        executive manager partner lecturer professor spokesman spokeswoman spokesperson",
    );
    OFFICES.has(office)
}

/// What firms and armed bodies have, and persons hardly: "X, whose tankers".
pub(super) fn has_such(noun: &str) -> bool {
    static GOODS: WordList = WordList::new(
        "drones ships vessels tankers aircraft planes trucks trains locomotives products shares factories plants \
        stores mines refineries subsidiaries shareholders customers employees fighters militants gunmen troops \
        reporters subscribers depositors members branches",
    );
    GOODS.has(noun)
}

/// What is done by firms: "chartered by X".
pub(super) fn is_done_by_firms(participle: &str) -> bool {
    static PARTICIPLES: WordList = WordList::new("chartered operated manufactured marketed underwritten licensed");
    PARTICIPLES.has(participle)
}

/// What people are at a firm and hardly in a town: "brokers at" one.
pub(super) fn works_at_firm(office: &str) -> bool {
    static OFFICES: WordList = WordList::new("brokers broker underwriters underwriter bankers banker auditors auditor");
    OFFICES.has(office)
}

/// What people have built somewhere.
pub(super) fn is_works(noun: &str) -> bool {
    static WORKS: WordList = WordList::new("plant mine pit mill quarry depot dam smelter terminal airfield substation");
    WORKS.has(noun)
}

/// Nouns that are nobody's office, right before a name that is theirs: "the law firm X".
pub(super) fn is_always_named_after(noun: &str) -> bool {
    static NOUNS: WordList = WordList::new(
        "firm company startup charity ngo newspaper magazine website weekly daily consultancy subsidiary \
        airline militia conglomerate",
    );
    NOUNS.has(noun)
}

/// What a state sets up, as somebody is told to be it: "X, the copper commission".
pub(super) fn is_public_body(noun: &str) -> bool {
    static BODIES: WordList =
        WordList::new("commission ministry council bureau authority regulator committee directorate inspectorate");
    BODIES.has(noun)
}

/// What may have a name of its own and belongs to somebody.
pub(super) fn is_vessel(word: &str) -> bool {
    static VESSELS: WordList = WordList::new(
        "ship vessel tanker frigate destroyer submarine ferry trawler freighter yacht icebreaker \
        corvette barge schooner dredger steamer warship tugboat",
    );
    VESSELS.has(word)
}

/// Whoever has one of these offices is in charge of what "of" names, in Spanish and French.
pub(super) fn is_portfolio(office: &str) -> bool {
    static OFFICES: WordList = WordList::new(
        "ministro ministra ministre secretario secretaria secretaire viceministro viceministra \
        exministro exministra",
    );
    OFFICES.has(office)
}

/// "X, which operates the pipeline": what a body does, and neither a place nor a thing.
pub(super) fn does_business(verb: &str) -> bool {
    static VERBS: WordList = WordList::new(
        "owns owned operates operated sells sold employs employed manufactures manufactured publishes \
        published insures insured imports markets distributes finances financed represents hired \
        accuses accused denies denied",
    );
    VERBS.has(verb)
}
