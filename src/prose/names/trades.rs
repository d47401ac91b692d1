//! What firms deal in, as their names end.

use crate::text::WordList;

/// In the singular and the plural, as names have them. Written by hand.
static TRADES: WordList = WordList::new(
    "air airline airlines airway airways automotive aviation banca banco bancorp bank banque breweries brewery capital cement chemical \
    chemicals commercial devices dynamics instruments machinery materials precision optics robotics tools works defence defense electric electronic electronics energy enterprise enterprises food foods gas \
    holding holdings hotel hotels industries industry insurance assurance investment investments line lines logistic \
    logistics merchant metal metals mineral minerals mining mobile motor motors oil partner partners petroleum pharma \
    pharmaceutical pharmaceuticals power resource resources ressources retail saving savings securities security semiconductor \
    shipbuilding shipping shipyard shipyards software steel store stores system systems technologies technology telecom \
    telecoms textile textiles university venture ventures",
);

/// Whether a folded word says what a firm deals in: "metals", "airways".
pub fn is_trade(folded: &str) -> bool {
    TRADES.has(folded)
}
