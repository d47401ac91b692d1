//! Names that were cut, parted or taken for somebody else's, from many parts of the world.

use super::check;

#[test]
fn a_minister_is_not_a_body_because_of_what_he_is_in_charge_of() {
    check(&[
        "They asked Minister of Mines [Rosaura Ñique|P] to come. The Minister for Lowland Affairs, [Petar Lund|P], left.",
        "Prime minister [Roman Kowalenko|P] told them so.",
    ]);
}

#[test]
fn many_with_the_article_of_their_language_are_a_body() {
    check(&[
        "The leader of [Les Bâtisseurs|O], [Ana Ruiz|P], fled. [Los Halcones|O] and [Los Gavilanes|O] hold the port.",
    ]);
}

#[test]
fn a_capital_inside_a_name_is_no_capital() {
    check(&["The road to Vila da Praia is open. [Rui Fernando Lisboa|P] lives there."]);
}

#[test]
fn a_body_is_named_whole() {
    check(&[
        "The mine of [Eastern Andes Copper|O] ([EAC|O]) closed. The [Lowland Irrigators' Board|O] objects.",
        "He works for [Norway Merchants Port Holdings|O] and for [Marajó TV|O].",
        "The [Joint Harbour Support mission|O] ([JHS|O]) came. It has an offer of [Power Construction Corporation of China|O] ([PowerChina|O]).",
        "The state sued. [KazTrekOil|O], the state oil company, holds it. The aid association [Mnekty|O] left.",
        "The [Movement Toward Communism|O] ([MAC|O]) split.",
    ]);
}

#[test]
fn what_is_no_actor_is_none() {
    check(&[
        "THE MINE\nThey saw the tanker Orvelle Two off the coast.",
        "THE PEOPLE WILL CHOOSE, read a banner of [Ana Ruiz|P].",
        "[Ana Ruiz|P], the party's losing candidate, laughed.",
    ]);
}

#[test]
fn initials_without_stops_are_a_person_s_where_the_text_names_the_person() {
    check(&["[KP Lindberg|P] returns. Yesterday [Karl Lindberg|P], a lawyer, said so. [Lindberg|P] smiled."]);
}
