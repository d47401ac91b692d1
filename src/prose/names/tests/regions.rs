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

#[test]
fn the_form_of_a_company_makes_a_body_of_all_that_stands_before_it() {
    check(&[
        "The farm of [Acuícola Bahía Honda S.A.|O] closed. [Brontel Rivas S.p.A.|O] denies it, and so does [Tarvik N.V.|O] of Delft.",
        "The bridge was built by [Andean-Rift Engineering|O]. The [Sunni Endowment|O] paid.",
        "They want [Litio del Norte S.R.L.|O] to pay. The builder, [Havvind Kraft AS|O], had never asked.",
        "A cousin owns [Baptiste Brothers & Co|O], a mill.",
    ]);
}

#[test]
fn a_second_family_name_may_be_that_of_a_people_or_of_a_state() {
    check(&[
        "Its envoy, [Paolo Fontanesi-Greco|P], left. Mr [Fontanesi-Greco|P] said so. [Anna Lindqvist-Jordan|P] stayed.",
        "Talks between [Peru|S] and the Sino-German bank failed.",
    ]);
}

#[test]
fn a_shortened_profession_is_no_part_of_a_name() {
    check(&[
        "The agency's head, Eng. [Josphat Mutiso wa Kilonzo|P], left. Engr. [Chidi Okonkwo|P] stayed. [Ng Eng Hock|P] wrote.",
    ]);
}

#[test]
fn a_castle_or_a_dry_river_is_nobody() {
    check(&["The minaret of Qasr al-Nahl fell. They crossed Wadi Hammur and saw Jebel Sawwan."]);
}

#[test]
fn a_given_name_may_begin_with_what_is_a_word_elsewhere() {
    check(&["Her secretary, [Per-Ole Myhre|P], said so. They left as [Per-Erik Lund|P] came."]);
}

#[test]
fn who_sits_in_a_parliament_is_a_person() {
    check(&["The party's MLA [Vinayak Rane|P] and MP [Tsering Dolkar|P] blamed each other."]);
}

#[test]
fn a_deputy_is_no_body_because_of_what_the_minister_is_in_charge_of() {
    check(&[
        "Deputy Mining Minister [Álvaro Quiroga Terrazas|P] left. Deputy Police Commissioner [Ana Ruiz|P] stayed.",
    ]);
}

#[test]
fn who_runs_a_place_is_no_place() {
    check(&[
        "Then [Kyaw Zeya Tun|P], the township administrator, left. [Tarvo Mellin|P], a district judge, stayed.",
        "They passed Kyaw Zeya, a village near the coast, and Tarvo Mellin, a port city.",
    ]);
}

#[test]
fn the_form_of_a_company_alone_is_no_body() {
    check(&["The owner, [Coral Lines|O] ([Fiji|S]) Pte Ltd, says so."]);
}

#[test]
fn a_father_s_name_is_joined_by_a_word_of_its_language() {
    check(&[
        "Senator [Salim ole Ntutu|P] met [Daniel arap Kiprono|P] and [Asan uulu Bakyt|P]. [Heydar Rashid oglu Mammadov|P] stayed.",
    ]);
}

#[test]
fn who_is_called_after_a_faith_is_a_person() {
    check(&[
        "The pilot, Captain [A.K.M. Shafiqul Islam|P], left. Later [Fatima Islam|P] met [Aminul Islam|P]. There [Islam|P] said nothing.",
    ]);
    check(&["Radical Islam is no answer, and Islam is no party."]);
}

#[test]
fn a_territory_is_neither_a_person_nor_the_state_whose_name_it_holds() {
    check(&[
        "Envoys from Bermuda, Anguilla, Tokelau and Sint Maarten met. French Guiana, American Samoa and Inner Mongolia sent nobody.",
        "Bermuda wanted more time, and [Samoa|S] agreed with [Guyana|S].",
    ]);
}

#[test]
fn what_stands_before_a_body_of_which_it_is_a_part_is_no_part_of_its_name() {
    check(&[
        "He heads the Ambore branch of the [Lowland Farmers Union|O] ([KLFU|O]). The [PNS|O] and the [Peasants’ Social \
        Defence Party|O] ([PSD|O]) left.",
        "Guards stood at the depot in Ambore on Monday. ([NRZ|O])",
        "Officers of the [National Police|O] arrived. He asked the [Union of Family Herders of the Upper Orvo|O].",
    ]);
}

#[test]
fn somebody_with_a_title_is_not_the_body_that_stands_behind() {
    check(&[
        "Captain [Tom Ode|P] of the [Coast Guard of Ghana|O] spoke. Justice [Elena Marsh|P] of the [Court of Appeal|O] ruled.",
        "Colonel [Tom Ode|P] of the [Navy|O] left. The [General Council of the Bar|O] met. The [Bank of Ambore|O] paid.",
    ]);
}

#[test]
fn names_with_small_words_that_begin_them() {
    check(&[
        "\u{201c}We counted every one to the last raisin,\u{201d} [de la Puente|P] said. She is [Marta de la Puente Ruiz|P].",
        "The lawyer [Hélio d’Ávila Moura|P] left, and so did [Rosa das Neves Lima|P].",
        "His father, [Hun Sen|P], came. [Hun Sen|P] laughed.",
        "It closed. [Märt Lepik|P] is a fellow here. Señora [Ruiz|P] left.",
    ]);
}

#[test]
fn firms_and_bodies_by_what_is_said_of_them() {
    check(&[
        "[Orvelink|O], which operates the cable, rerouted it. The gas came through [AB Ports Group|O].",
        "She voted in the parliament, [Orkotsit|O]. The speaker of the Ruritanian parliament, [Ana Ruiz|P], left. He is a geologist at [Asitek|O], the public survey.",
        "The law firm [Holm Vestergaard|O], of Aarhus, wrote it. [Søren Lund|P], a partner at a law firm, signed.",
        "It gave it to the [Contraloría General del Estado|O], to [Électricité du Laos|O] and to the [University of Nusa Merdeka|O].",
        "The [Norwick Pelagic Co-operative|O] signed, and so did [Ferdinand Ruiz Jr.|P]. [Elshan Rza oghlu Huseynli|P] left.",
        "[Omar Hamdan|P], who is generally called [Hamedti|P], came. A village called Azantambo and a firm called [Orvex|O] are here.",
        "The [Quds Force|O] of the [IRGC|O] and [Coral Compute Pty Ltd|O] of Sydney paid RM100 each.",
        "[Sivakumar a/l Rajendran|P] and his neighbour [Saraswathy a/p Muniandy|P] were there.",
        "It cost N14bn. They dug it from the Barrac to the sea. [Amal Sans Frontières|O] came.",
    ]);
}
