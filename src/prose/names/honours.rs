//! The letters of honours, degrees and seats behind names: "Ada Nwosu, OFR".

use crate::text::WordList;

/// Of English-speaking states, folded. Written by hand.
static HONOURS: WordList = WordList::new(
    "ao oam obe mbe cbe kbe dbe gbe kcmg gcmg cmg om oj kc qc sc san jp esq tp td mp mep msp mla mlc mna mpa mpp \
    ofr cfr mfr con mon oon gcon gcfr egh ebs mgh osa frs fba fca phd dphil md mba msc llm llb cpa cfa psc ias ips ifs",
);

/// Whether a folded word is such letters.
pub fn is_honour(folded: &str) -> bool {
    HONOURS.has(folded)
}
