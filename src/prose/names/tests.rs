//! What is a name and what is none, in sentences from all over the world.

use super::names;
use crate::prose::Kind;
use crate::text::Span;

/// The text with `[name|P]` around its names; each line is a block.
fn marked(text: &str) -> String {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        blocks.push(Span::new(start, start + line.len()));
        start += line.len() + 1;
    }
    let mut out = String::new();
    let mut from = 0;
    for name in names(text, &blocks) {
        let kind = match name.kind {
            Kind::Person => 'P',
            Kind::Organisation => 'O',
            Kind::State => 'S',
        };
        out.push_str(&text[from..name.span.start()]);
        out.push_str(&format!("[{}|{kind}]", name.span.of(text)));
        from = name.span.end();
    }
    out.push_str(&text[from..]);
    out
}

/// Each sentence is written with its names marked; without the marks it is what is read.
fn check(sentences: &[&str]) {
    let mut wrong = String::new();
    for sentence in sentences {
        let plain: String = {
            let mut out = String::new();
            let mut rest = *sentence;
            while let Some((before, after)) = rest.split_once('[') {
                let (name, after) = after.split_once(']').expect("a closing mark");
                out.push_str(before);
                out.push_str(name.rsplit_once('|').expect("a kind").0);
                rest = after;
            }
            out + rest
        };
        let found = marked(&plain);
        if found != *sentence {
            wrong.push_str(&format!("wanted {sentence}\n found {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_name_is_the_name_alone_without_title_or_possessive() {
    check(&[
        "Talks between [Peru|S]’s Foreign Minister [Elmer Quispe|P] and [Chile|S] went on.",
        "President [Mwai Otieno|P] met Prime Minister [Sara Lindqvist|P]'s advisers in [Nairobi|S].",
        "The speech by General [Tomás Arce|P] angered [Bolivia|S].",
    ]);
}

#[test]
fn adjectives_are_no_names_unless_a_body_bears_them() {
    check(&[
        "Kenyan and Ethiopian farmers protested on Tuesday.",
        "The [Kenyan Farmers Association|O] protested.",
        "A spokesman for the [Indonesian Navy|O] declined to comment.",
    ]);
}

#[test]
fn no_name_goes_on_in_the_next_column_of_a_table() {
    check(&[
        "[Kenya|S]   [Bolivia|S]   [Peru|S] 14   [Chile|S]",
        "[Sara Lindqvist|P]    [Kenyan Farmers Association|O]    2020",
        "[Sara Lindqvist|P] | [Kenyan Farmers Association|O] | [Kenya|S]",
        "[Sara Lindqvist|P]\t[Kenyan Farmers Association|O]\t2020",
        "[Sara  Lindqvist|P] met nobody.",
    ]);
}

#[test]
fn a_hyphen_between_states_joins_nothing() {
    check(&[
        "Trade on the [India|S]-[Nepal|S] border has stopped.",
        "The [France|S]-backed plan failed, and pro-[Ukraine|S] rallies followed.",
    ]);
}

#[test]
fn family_names_may_stand_first_or_alone() {
    check(&[
        "[Kim Song-chol|P] met [Tran Van Minh|P]. Later [Wei Guofeng|P], 61, joined them.",
        "[Zsófia Kertész|P] spoke first. [Kertész|P] left at noon.",
        "The plan of [Hendrik van der Velde|P] failed, and [Velde|P] knew it.",
        "[Osama al-Rashidi|P] denied it; supporters of [al-Rashidi|P] did not.",
    ]);
}

#[test]
fn particles_initials_and_apostrophes_are_inside_names() {
    check(&[
        "[J. K. Mbeki|P] thanked [Carlos de la Vega|P] and [Fatima bint Saleh|P].",
        "[Seán O’Riordan|P] and [Kofi N’Guessan|P] wrote to [Ana María Ruiz-Peña|P].",
    ]);
}

#[test]
fn a_body_keeps_its_whole_name() {
    check(&[
        "The [Ministry of Foreign Affairs and Trade|O] summoned the envoy.",
        "She joined the [Organisation for the Prohibition of Land Mines|O] in May.",
        "The [Justice and Prosperity Party|O] won.",
        "The [Frente Amplio para la Democracia|O] ([FAD|O]) lost seats.",
        "The [U.S. Department of State|O] and the [Bank of Japan|O] declined.",
        "The [People’s Daily|O] and [Radio Zambezi|O] carried the speech.",
    ]);
}

#[test]
fn an_acronym_confirms_a_long_form_small_letters_and_all() {
    check(&[
        "The [Groupement pour l’aide aux réfugiés|O] ([GAR|O]) opened a clinic.",
        "The [Joint Observer Mission in Guinea|O] ([JOMIG|O]) will stay.",
        "Under the Comprehensive Fisheries Agreement (CFA) boats pay twice. The CFA ends in June.",
    ]);
}

#[test]
fn a_title_parts_the_body_from_the_person() {
    check(&[
        "[National Water Board|O] Chairman [Temesgen Alemu|P] resigned.",
        "[Brazil|S]’s Defence Minister General [Otávio Prado|P] flew to [Quito|S].",
        "The Deputy Minister of Mines stayed at home.",
    ]);
}

#[test]
fn capitals_and_governments_stand_for_states() {
    check(&[
        "[Moscow|S] and [Ankara|S] agreed, said the [Kremlin|S].",
        "The [Ottoman Empire|S] and the [Chola Dynasty|S] traded spices.",
        "[Kinshasa|S] blamed [Kigali|S] for the attack on Goma.",
    ]);
}

#[test]
fn places_events_and_agreements_are_no_names() {
    check(&[
        "Floods hit the Mekong Delta and the Red Sea coast near Hodeidah.",
        "The Treaty of Tordesillas and the Chaco War are taught in Patagonia.",
        "The 2019 Summit for Peace was held in Lausanne.",
    ]);
}

#[test]
fn one_word_that_nothing_speaks_for_is_no_name() {
    check(&[
        "They sell to Brontel and to everyone in Vardsund.",
        "The Zarvik attack is not forgotten.",
        "[Vargas|P] said that [Oslo|S]-based [Brontel|O] had left Kvalsund-based partners.",
        "The courts feared [Rumyantsenko|P]; the yard of the builder [Brontel|O] stands empty.",
        "Executive Summary",
        "She worships on Sundays and at Christmas.",
    ]);
}

#[test]
fn rivers_seas_and_shoals_are_no_names() {
    check(&[
        "The dispute over the Helmand River and the Aral Sea goes on at Second Garvey Shoal.",
        "Oil lies at the mouth of the Amazon.",
        "Annex C. Interviews",
    ]);
}

#[test]
fn words_of_titles_and_prefixes_belong_to_the_names_of_bodies() {
    check(&[
        "[Ana Ruiz|P] of the [Freedom and Justice Party|O] spoke to the [Inter-American Coffee Bank|O].",
        "The [Prince Group|O] denies it.",
        "She left the [New Harvest Party|O] for the [Three Rivers Alliance|O].",
        "New Zealanders and all of the Kenyan farmers marched along the Turkana Coastal Highway.",
        "[Sultan al-Masri|P], the governor, sits beside him.",
    ]);
}

#[test]
fn what_opens_a_sentence_is_a_name_only_if_it_is_one() {
    check(&[
        "Yesterday the talks failed. Economists disagree. [Okonkwo|P] said nothing.",
        "Fighters of the [Delta Liberation Front|O] withdrew.",
        "“Nobody knows,” [Ibarra|P] said. “Ask the ministry.”",
    ]);
}

#[test]
fn words_that_ran_together_are_parted() {
    check(&["Photo: [ILYA MARKOV|P]Russian officials wait.", "Picture: [Valley Gazette|O]The dam broke on Monday."]);
}

#[test]
fn a_headline_names_whom_the_text_names() {
    check(&[
        "[Mubanga|P] Threatens To Leave Mining Pact\n[Chileshe Mubanga|P] said on Monday that [Zambia|S] would leave.",
    ]);
}

#[test]
fn capital_letters_throughout_say_nothing_by_themselves() {
    check(&["[NAIROBI|S] AND [KAMPALA|S] AGREE ON OIL PRICES"]);
}

#[test]
fn words_of_english_may_be_syllables_of_names() {
    check(&[
        "The court fined [Kang In-ho|P]; [Han Do-yun|P] and [Khin Than Nwe|P] went free.",
        "[Tesfaye Wolde-Yes|P] and [Achieng’ Odhiambo|P] spoke.",
        "[Lee Hyun-su|P] left early. The others waited for [Lee|P] in vain.",
    ]);
}

#[test]
fn forms_of_address_from_all_over_the_world_are_no_part_of_names() {
    check(&[
        "Alhaji [Musa Danladi|P] and Hajia [Zainab Sule|P] met Datuk Seri [Azman Idris|P] and Tan Sri [Lim Kok Wah|P].",
        "He thanked Ustadz [Hidayat Nur|P], Pak [Surono|P] and Daw [Mya Sein|P].",
    ]);
}

#[test]
fn a_body_keeps_the_fields_that_it_deals_with() {
    check(&[
        "The [Ministry of Water, Energy and Environment|O] signed.",
        "The [Gulf Press and Media Foundation|O] met some members of the [State Law and Order Council|O] and asked them for an answer.",
        "Analysts of [Chevalier Capital|O] and [Zenith Bank|O] agree.",
        "The [Movement for a Decent Peace|O] won.",
        "The [Office of the High Representative|O] objected.",
    ]);
}

#[test]
fn a_body_keeps_the_state_and_the_words_before_what_everybody_knows() {
    check(&["The [Kenya Red Cross|O] and the [Federal Supreme Court|O] declined."]);
}

#[test]
fn units_of_armies_begin_with_their_number() {
    check(&["The [54th Mechanised Brigade|O] and the [VI Corps|O] held; the 54th attempt failed."]);
}

#[test]
fn ships_and_currencies_are_no_names() {
    check(&["The USS Larsen sailed. It cost US$3.9 million, the [US Treasury|O] said."]);
}

#[test]
fn another_name_is_a_name_even_alone() {
    check(&[
        "His deputy, nicknamed [Zorro|P], fled.",
        "The commander, better known as “[Zorrito|P]”, fled. They camped along the Ombla.",
    ]);
}

#[test]
fn french_writes_bodies_small_and_elides() {
    check(&[
        "L’[Éthiopie|S] et l’[Érythrée|S] ont signé un accord à [Addis-Abeba|S], dit l’[ONU|O] dans une note.",
        "Le [Parti de la prospérité|O] et l’[Union africaine|O] sont pour. Les [États-Unis|S] et l’[Arabie saoudite|S] aussi.",
        "Selon M. [Koulibaly|P], du [Centre d’études stratégiques de Bamako|O], les [Forces armées maliennes|O] avancent.",
    ]);
}

#[test]
fn articles_and_conjunctions_of_spanish_join_nothing() {
    check(&[
        "La [Unión Europea|O] y las [Naciones Unidas|O] condenaron el golpe en [Guinea Ecuatorial|S].",
        "El presidente [Gustavo Arévalo|P] viajó a [Estados Unidos|S] y [Alemania|S], pero no al [Congreso de la República|O].",
        "El [Partido Morado|O] y el [Ministerio de Trabajo y Empleo|O] votaron por la ley.",
    ]);
}

#[test]
fn the_nouns_of_german_are_no_names() {
    check(&[
        "Die [Bundesregierung|O] in [Berlin|S] warnte vor Reisen nach [Russland|S], sagte [Petra Schulze|P] der Zeitung und dem Rat.",
    ]);
}

#[test]
fn other_scripts_pass_unharmed() {
    check(&["Президент приехал в город. 北京欢迎你。 وصل الوزير إلى العاصمة.", "ΑΘΗΝΑ και Πειραιάς"]);
}

#[test]
fn the_title_is_given_with_the_name() {
    let text = "Talks with foreign minister Adaeze Bello and Prime Minister Jonas Lind began.";
    let found = names(text, &[Span::new(0, text.len())]);
    let titles: Vec<&str> = found.iter().filter_map(|name| Some(name.title?.of(text))).collect();
    assert_eq!(titles, ["foreign minister", "Prime Minister"]);
}

#[test]
fn any_text_is_read_without_a_slip() {
    for text in [
        "", " ", ".", "A", "A.", "-A-", "“”", "'s", "’s’s", "A.B", "é́", "(", "(A", "(AB)", "the (AB)", "@@@", "\u{ad}",
        "Ａ Ｂ",
    ] {
        names(text, &[Span::new(0, text.len())]);
        names(text, &[]);
        names(text, &[Span::new(0, text.len() + 7)]);
    }
}

mod abroad;
mod regions;
mod world;
