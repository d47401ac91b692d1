//! Names as papers of many countries write them.

use super::check;

#[test]
fn a_family_name_that_is_an_english_word_is_known_by_the_given_name_behind_it() {
    check(&[
        "The party's chairwoman, [Oh Seo-yun|P], resigned. Later [Oh|P] said that no one had asked her.",
        "Its spokesman, Rep. [No Tae-sik|P], left. [No|P] added that no vote was due. No one knows more.",
        "Close to him are [Shim Ah-ra|P] and [Do Kyung-min|P]. So a vote will not change much.",
    ]);
}

#[test]
fn a_word_inside_a_name_is_part_of_it() {
    check(&[
        "The lawyer [Aylin Ok Baran|P] appealed. The deputy minister, [Iounous-bek Darbov|P], left.",
        "Prime Minister [Mohammed Shia al-Najjar|P] left with [Ma. Corazon dela Peña|P] and [Arjun Kr. Baruah|P].",
    ]);
}

#[test]
fn a_nickname_in_quotation_marks_is_inside_a_person_s_name() {
    check(&[
        "The faction’s leader, [Abdoulaye|P] “[Le Gros|P]” [Diakho|P], fled. [Diakho|P]'s men stayed.",
        "[Pushpam Kamal Dahol|P] 'Prachanta' lost a vote. [Kamal Achieng’ Odhiambo|P] did not.",
        "The firm of [Renato|P] “[Jun|P]” [Magbanua III|P] and his wife failed.",
    ]);
}

#[test]
fn letters_behind_a_name_are_no_part_of_it() {
    check(&["They met [K. N. Venkatraman|P] IAS in the evening.", "Smt. [Pallavi Baishya|P], MLA, attended."]);
}

#[test]
fn a_party_keeps_its_wing() {
    check(&[
        "A leader of [CPI(M)|O] and of [JD(U)|O] met. The [Janata Dal (United)|O] won.",
        "The [Ministry of Finance|O] (Wednesday) and the [Press Council|O] (file) said so.",
    ]);
}

#[test]
fn a_body_is_named_with_whom_it_belongs_to_and_not_with_whom_it_is_led_by() {
    check(&[
        "The [Court of Bosnia and Herzegovina|O] ruled. The [United Nations Assistance Mission for Iraq|O] left.",
        "The [Attorney General's Office|O] and the [Ombudsman's Office|O] agreed.",
        "The [Harvest Party|O] of [Magyar Ilona|P] and the [Reform Movement|O] of Speaker [Nadim Berjawi|P] split.",
        "El [Frente Solidario|O] de [Marta Ibarra|P] anunció ayer que llevará el caso a la [Corte Suprema|O] de la nación.",
    ]);
}

#[test]
fn a_firm_is_told_by_what_it_trades_in_and_by_its_capitals() {
    check(&[
        "They buy from [Verma Consumer Products|O] and from [DTA Engenharia|O]. The port is run by [QP World|O].",
        "The blocks were built by [Deniz Yapı|O], a company owned by a senator. The deal with [PT Surya Agung Mineral|O] and [Surya Agung|O] fell.",
        "The job went to [Hanjin E&C|O]. Then it rained.",
    ]);
}

#[test]
fn somebody_is_known_by_each_part_of_the_full_name() {
    check(&[
        "The tycoon [Hendrik Liem Tjoan Kiat|P] called. Reached later, [Liem|P] hung up.",
        "The notary [Eduardo Guerrero Salas|P] agreed; according to [Guerrero|P], it was oral.",
        "The deal was signed by [Kiss Botond Ádám|P]. According to [Kiss|P], it was oral.",
    ]);
}

#[test]
fn an_acronym_that_is_a_word_is_a_body_after_the() {
    check(&["A senator said the [PAN|O] was in mourning."]);
}

#[test]
fn what_is_told_something_and_is_nobody_s_name_is_a_paper() {
    check(&["Her lawyer told [Rzecznik Codzienny|O] that she would appeal."]);
}

#[test]
fn what_a_minister_is_in_charge_of_is_no_name() {
    check(&[
        "They arrested former Public Works Minister [Youssef Fayad|P].",
        "A ministra dos Povos Indígenas, [Sônia Tremembé|P], elogiou a decisão e disse que não há volta.",
        "“Mr [Raja|P] should ask her,” he said.",
    ]);
}

#[test]
fn an_agency_in_a_dateline_is_a_body() {
    check(&["[MONTEVIDEO|S] ([Noticias del Sur|O]) — The strike went on."]);
}

#[test]
fn a_word_of_a_shouted_line_is_nobody() {
    check(&["WHO CONTROLS THE DINAR NOW"]);
}

#[test]
fn a_question_may_be_a_headline() {
    check(&["Smelter in the Rainforest: Who Owns the Nickel?"]);
}

#[test]
fn what_says_which_railway_is_no_body() {
    check(&["The [Fonseca Rail Authority|O] met. Work on the Fonseca railway has not begun."]);
}

#[test]
fn several_people_are_no_person() {
    check(&["They heard Amapola Fishers sing."]);
}

#[test]
fn a_month_may_open_the_name_of_a_party() {
    check(&["The [Jan Sangharsh Morcha|O] won. In May Labour voters stayed away."]);
}

#[test]
fn a_branch_and_a_party_of_one_word_are_bodies() {
    check(&[
        "The president of [Transparency International Malaysia|O] resigned; so did a member of the far-right [Revival|O] party.",
        "A survey by [Alpha Research|O] gives him a third.",
    ]);
}

#[test]
fn a_people_s_name_may_be_a_surname_between_two_others() {
    check(&["Her lawyer, [Rodrigo Román Castro|P], agreed. The rapper, known simply as [Balo|P], won."]);
}

#[test]
fn a_sum_in_letters_of_a_currency_is_no_body() {
    check(&[
        "The loan was N94.6 billion, the fine K50 million and the wage R2,500.",
        "[M23|O] fought on while the [G20|O] met.",
    ]);
}

#[test]
fn letters_of_an_honour_behind_a_name_are_no_body() {
    check(&[
        "So said Chief [Okon Adeleke-Bright|P], SAN, the lawyer of the owners.",
        "They asked Sir [Tom Lindgren|P], KBE, and Professor [Ada Nwosu|P], OFR.",
    ]);
}

#[test]
fn a_firm_and_where_it_is_at_home_are_two() {
    check(&[
        "The first order went to [Zarnite Metals|O] of Ningbo, the second to [Tarvik Defence|O] of Molde.",
        "She queued at the [Palmwood Merchant Bank|O] on Broad Street.",
        "The [Bank of Ghana|O] watched.",
    ]);
}

#[test]
fn one_word_of_a_body_stands_for_it_where_no_other_says_what_it_is() {
    check(&[
        "The shells came from [Zaklady Mechaniczne Wisok|O], a family firm. [Wisok|O] delivered late, and nobody waits for [Wisok|O].",
        "[Donmyeong Shipbuilding|O] sank. A clerk says that [Donmyeong|O] had been warned.",
    ]);
}

#[test]
fn a_party_may_be_called_by_what_it_wants() {
    check(&[
        "The young reformers of [Europe Now|O] won.",
        "They signed with [Uranium One|O], a subsidiary of [Rosatom|O].",
    ]);
}

#[test]
fn fields_of_study_and_ministries_keep_all_of_their_name() {
    check(&[
        "He is at the [Straits Centre for Eurasian Policy|O] in [Ankara|S].",
        "A state minister at the [Ministry of Transport and Logistics|O] came.",
        "She works at the [Pacific Crossways Institute|O].",
        "He studied at the [Universidad Mayor de San Telmo|O].",
        "Money lies with the [Government of National Unity|O].",
    ]);
}

#[test]
fn a_title_between_a_given_and_a_family_name_is_part_of_it() {
    check(&["It was hot. [Rahim Shah Baigzai|P], a teacher, remembers. “We had one,” [Rahim Shah|P] said."]);
}

#[test]
fn a_name_that_is_a_word_opens_a_sentence_that_says_who_spoke() {
    check(&["[Lee Hye-jin|P] argued it. \u{201c}No,\u{201d} [Lee|P] told reporters."]);
}

#[test]
fn places_by_what_leads_to_them_and_by_who_governs_them() {
    check(&[
        "The track from Kufra to Tina in [Chad|S] is open.",
        "[Huanca|P], a former mayor of Azantambo, stayed away from Norte de Santander.",
    ]);
}

#[test]
fn words_that_are_nobodys_names_spell_a_body_in_capitals() {
    check(&[
        "It belongs to [Bahari Nikel Persada|O] ([BNP|O]), a joint venture.",
        "[Mohammed bin Salman|P] ([MBS|O]) left.",
    ]);
}

#[test]
fn an_acronym_that_is_a_word_elsewhere_is_a_name_where_it_is_explained() {
    check(&[
        "The [National Action Party|O] ([PAN|O]) lost, and [PAN|O] says so.",
        "The [Instituto Austral de Seguridad|O] ([IAS|O]) is here. They ask for a PHD and a pan.",
    ]);
}

#[test]
fn what_stands_before_a_name_is_no_part_of_it() {
    check(&[
        "On New Year’s Day [Abiy Ahmed|P] signed. From Geneva [Volker Lund|P] asked.",
        "In a flat near Meskel Square [Getachew Alemu Bekele|P] keeps a sextant.",
    ]);
}

#[test]
fn names_with_titles_and_verbs_inside() {
    check(&[
        "President [Hassan Sheikh Mohamud|P] came; so did [Amina Sheikh Farah|P].",
        "[Hilal bin Said al-Shuaili|P] spoke, and [Pål-Erik Myrvang|P] left.",
    ]);
}

#[test]
fn bodies_by_how_they_end() {
    check(&[
        "[Ecobank|O] paid, and so did the [Democratic Alliance of Hungarians in Romania|O].",
        "In December 2023 [SQM|O] agreed.",
        "She directs the [Persian Gulf Studies Group|O] in [Iran|S]. It lies in the Persian Gulf.",
        "[Boreal Crossing Energy|O] pays. Four executives of [Boreal Crossing|O] came.",
        "The lenders were the [Royal Bank of Canada|O], [TD|O], and nobody.",
        "The [Committee on Prison Reform|O] met.",
    ]);
}
