//! Who is who within one document.

use crate::actor::marked::{actors, read};

#[test]
fn a_surname_alone_goes_to_whom_its_document_introduces() {
    for (text, expected) in [
        ("{p:Amina Kovač} spoke. {p:Kovač} left.", vec!["Amina Kovač = Kovač"]),
        ("{p:Kovač} wins\n{p:Amina Kovač} won the vote.", vec!["Amina Kovač = Kovač"]),
        ("{p:Hamid al-Rashidi} and {p:al-Rashidi}, {p:Rashidi}", vec!["Hamid al-Rashidi = Rashidi = al-Rashidi"]),
        ("{p:Modibo Ag Ahmada} and {p:Ag Ahmada}", vec!["Modibo Ag Ahmada = Ag Ahmada"]),
        ("{p:Inés Ortega Ruiz} and {p:Ortega}", vec!["Inés Ortega Ruiz = Ortega"]),
        ("{p:Inés Ortega Ruiz} and {p:Ortega Ruiz}", vec!["Inés Ortega Ruiz = Ortega Ruiz"]),
        ("{p:Tang Meiling} and {p:Tang}", vec!["Tang Meiling = Tang"]),
        ("{p:Jan van der Meer} and {p:Van der Meer}", vec!["Jan van der Meer = Van der Meer"]),
        ("{p:Y. Brandt} and {p:Yael Brandt}", vec!["Y. Brandt = Yael Brandt"]),
    ] {
        assert_eq!(actors(text), expected, "{text}");
    }
}

#[test]
fn a_firm_goes_by_the_word_that_is_its_own() {
    for (text, expected) in [
        ("{o:Palmgrave Merchant Bank} sank. {o:Palmgrave} left.", vec!["Palmgrave Merchant Bank = Palmgrave"]),
        ("{o:Zaklady Mechaniczne Wisok} sank. {o:Wisok} left.", vec!["Zaklady Mechaniczne Wisok = Wisok"]),
        ("{o:Palmgrave Council} sank. {o:Palmgrave} left.", vec!["Palmgrave Council", "Palmgrave"]),
        ("{o:Palmgrave} will sell {o:Palmgrave Energy}. {o:Palmgrave} left.", vec!["Palmgrave", "Palmgrave Energy"]),
        ("{o:Fiat Chrysler} sank. {o:Chrysler} left.", vec!["Fiat Chrysler", "Chrysler"]),
        ("{o:Seimas} and {o:Saeima}", vec!["Seimas", "Saeima"]),
        (
            "{o:Palmgrave Bank}, {o:Palmgrave Steel} sank. {o:Palmgrave} left.",
            vec!["Palmgrave Bank", "Palmgrave Steel", "Palmgrave"],
        ),
    ] {
        assert_eq!(actors(text), expected, "{text}");
    }
}

#[test]
fn two_bearers_of_a_surname_stay_two() {
    let text = "{p:Amina Kovač} met {p:Petar Lund}.\n{p:Kovač} was pleased.\nHer brother {p:Ivan Kovač} was not; {p:Kovač} is a grump.";
    let reading = read(text);
    let of = |index: usize| reading.mentions.get(index).map(|mention| mention.actor);
    assert_eq!(of(2), of(0), "the only one named so far");
    assert_eq!(of(4), of(3), "the one whom this paragraph names");
    assert_ne!(of(0), of(3));
}

#[test]
fn a_surname_of_two_persons_in_one_breath_is_nobodys() {
    let text = "{p:Kovač} denies it\n{p:Amina Kovač} and {p:Ivan Kovač} were seen.";
    let reading = read(text);
    let open: Vec<bool> = reading.actors.iter().map(|actor| actor.unresolved).collect();
    assert_eq!(open, [true, false, false]);
}

#[test]
fn different_given_names_are_different_persons() {
    assert_eq!(actors("{p:Adama Keïta} and {p:Amadou Keïta}").len(), 2);
    assert_eq!(actors("{p:Hassan Omar} and {p:Hussein Omar}").len(), 2);
}

#[test]
fn an_acronym_is_its_long_form() {
    for text in [
        "the {o:Northern Fisheries Board} ({o:NFB}) and the {o:NFB}",
        "the {o:NFB} ({o:Northern Fisheries Board})",
        "the {o:National Reform Party} ({o:PRN})",
        "the {o:Conseil de la pêche du Nord} (“{o:CPN}”)",
    ] {
        assert_eq!(actors(text).len(), 1, "{text}");
    }
    assert_eq!(actors("the {o:Evening Standard} ({o:AFP})").len(), 2, "an agency credited is no acronym");
    assert_eq!(actors("the {o:Northern Fisheries Board} and the {o:NFB}").len(), 1, "its initials");
    assert_eq!(actors("the {o:Northern Fisheries Board} and the {o:NFC}").len(), 2);
    assert_eq!(
        actors("the {o:Northern Fisheries Board}, the {o:National Forest Bank} and the {o:NFB}").len(),
        3,
        "whose?"
    );
}

#[test]
fn another_name_is_one_where_the_text_says_so() {
    for text in [
        "the {o:Harbour Guards}, also known as the {o:Sea Wolves}, fled",
        "the {o:Conseil du Nord} ({o:CN}), the body founded by {p:Amina Kovač}, which its own papers call {o:Nordrat}",
        "the {o:Union of Pilots}, formerly the {o:League of Pilots}, met",
        "the {o:Union of Pilots}, which until 2019 was called the {o:League of Pilots}, met",
        "the {o:League of Pilots} was renamed {o:Union of Pilots} in May",
    ] {
        let reading = read(text);
        let bodies = reading.actors.iter().filter(|actor| actor.kind == crate::prose::Kind::Organisation);
        assert_eq!(bodies.count(), 1, "{text}");
    }
    for text in [
        "the {o:Harbour Guards} and the {o:Sea Wolves}",
        "{p:Amina Kovač}, previously {p:Petar Lund}'s deputy",
        "the {o:Harbour Guards} call on the {o:Sea Wolves}",
    ] {
        assert_eq!(actors(text).len(), 2, "{text}");
    }
}

#[test]
fn a_body_that_every_state_has_is_bound_only_where_the_text_binds_it() {
    for (text, expected) in [
        ("the {o:Norwegian Foreign Ministry} said. The {o:Foreign Ministry} added", 1),
        ("{s:Norway}'s {o:Foreign Ministry} and the {o:Norwegian Foreign Ministry}", 2),
        ("the {o:Norwegian Foreign Ministry}; {s:Peru} and its {o:Foreign Ministry}", 3),
        ("the {o:Norwegian Foreign Ministry} and the {o:Danish Foreign Ministry}; the {o:Foreign Ministry}", 3),
        ("the {o:Foreign Ministry of Norway} and the {o:Norwegian Foreign Ministry}", 1),
    ] {
        assert_eq!(actors(text).len(), expected, "{text}");
    }
    let reading = read("{s:Norway}'s {o:Foreign Ministry} said");
    assert_eq!(reading.actors.last().and_then(|actor| actor.of.as_deref()), Some("Norway"));
    let reading = read("{s:Peru} and its {o:Foreign Ministry}");
    assert_eq!(reading.actors.last().map(|actor| actor.unresolved), Some(true));
}

#[test]
fn a_shorter_name_inside_a_longer_one_is_the_same_body() {
    assert_eq!(actors("the {o:NFB Patrol Fleet} and the {o:Patrol Fleet}").len(), 1);
    assert_eq!(actors("the {o:Brandt Group} and {o:Brandt}").len(), 1);
    assert_eq!(actors("the {o:Patrol Fleet of the South} and the {o:Patrol Fleet}").len(), 2);
}

#[test]
fn the_court_alone_is_the_one_court_that_was_named_before() {
    assert_eq!(actors("the {o:International Water Court} met. The {o:Court} ruled.").len(), 1);
    assert_eq!(actors("The {o:Court} ruled. the {o:International Water Court} met.").len(), 2);
    assert_eq!(actors("the {o:Island Court} and the {o:Valley Court}. The {o:Court} ruled.").len(), 3, "whichever");
    assert_eq!(actors("the {o:Indian National Congress} and the {o:Congress} in {s:Peru}").len(), 3);
}

#[test]
fn all_names_of_a_state_are_one() {
    let text =
        "{s:Norway}, {s:Oslo}, the {s:Kingdom of Norway}; {s:Soviet Union}, {s:Russia}, {s:Moscow}, the {s:Kremlin}";
    assert_eq!(actors(text), ["Kingdom of Norway = Norway = Oslo", "Soviet Union", "Kremlin = Moscow = Russia"]);
}

#[test]
fn nothing_breaks_on_strange_names() {
    for text in ["{p:𝒩acanabo} {p:𝒩}", "{p:.} {p:-} {o:'} {o:the} {s:…}", "{p:von} {p:bin} {p:al-} {p:Dr.}", ""]
    {
        let _ = read(text);
    }
}

#[test]
fn a_middle_name_may_be_the_surname() {
    let text = "{p:Ana Rojas Vidal} spoke. {p:Rojas} left.\n{p:Luz Rojas}, a farmer, stayed.";
    assert_eq!(actors(text), ["Ana Rojas Vidal = Rojas", "Luz Rojas"]);
}

#[test]
fn a_surname_after_two_bearers_in_one_paragraph_is_nobodys() {
    let text = "{p:Ana Rojas} met {p:Luz Rojas}. {p:Rojas} left.";
    assert_eq!(actors(text), ["Ana Rojas", "Luz Rojas", "Rojas"]);
}

#[test]
fn a_ministry_in_a_capital_is_that_state_s() {
    let reading = read("The {o:Defence Ministry} in {s:Oslo} met the {o:Defence Ministry} in {s:Lima}.");
    let owners: Vec<Option<&str>> = reading.actors.iter().map(|actor| actor.of.as_deref()).collect();
    assert_eq!(owners, [Some("Norway"), None, Some("Peru"), None]);
}

#[test]
fn what_every_state_is_called_names_none() {
    let text = "the {s:Islamic Republic}, the {o:Union}, the {o:Kingdom}, the {o:Northern Union}, {s:Norway}";
    assert_eq!(actors(text), ["Northern Union", "Norway"]);
}

#[test]
fn a_name_in_the_article_s_language_is_preferred() {
    let reading = read("the {o:Grain Justice Council} ({p:Rada Zbóż}, {o:RZ})");
    let source = crate::actor::Source { told: &reading, published: None, path: "a.txt" };
    let actors = crate::actor::resolve(&[source], &crate::actor::ActorsFile::default());
    assert_eq!(actors.iter().map(|(_, actor)| actor.name.as_str()).collect::<Vec<_>>(), ["Grain Justice Council"]);
}

#[test]
fn a_surname_is_not_given_to_whom_the_text_says_is_no_relation() {
    assert_eq!(
        actors("{p:Kovač}, head of the union, left. {p:Petar Kovač}, no relation, stayed."),
        ["Kovač", "Petar Kovač"]
    );
}

#[test]
fn the_first_two_names_alone_are_whoever_has_a_third_behind_them() {
    assert_eq!(
        actors("{p:Hernán Quiroga} left. {p:Hernán Quiroga Paz} stayed."),
        ["Hernán Quiroga Paz = Hernán Quiroga"]
    );
    let several = "{p:Hernán Quiroga}, {p:Hernán Quiroga Paz}, {p:Hernán Quiroga Lema}";
    assert_eq!(actors(several).len(), 3, "either may be meant");
}

#[test]
fn two_surnames_of_brothers_go_to_whom_the_text_named_so_far() {
    let text = "{p:Ramiro Quiroga Lema} fled.\n{p:Quiroga Lema} is sought.\nHis brother {p:Efraín Quiroga Lema} died.";
    assert_eq!(actors(text), ["Ramiro Quiroga Lema = Quiroga Lema", "Efraín Quiroga Lema"]);
}

#[test]
fn a_short_form_is_told_without_parentheses_too() {
    for text in [
        "the {o:GNC}, or {o:Gulf Navigation Council}, met",
        "the {o:Gulf Navigation Council}, or {o:GNC}, met",
        "the {o:Gulf Navigation Council}, {o:GNC}, met",
        "the {o:Junta de Granos del Norte} ({o:Jugrano}) met",
        "the {o:Fish Welfare Commission} ({o:XKP}) met. The {o:XKP} agreed.",
    ] {
        assert_eq!(actors(text).len(), 1, "{text}");
    }
    for text in ["the {o:Gulf Navigation Council}, the {o:GNX}", "the {o:Fish Welfare Commission} ({o:XKP}) met."] {
        assert_eq!(actors(text).len(), 2, "{text}");
    }
}

#[test]
fn a_byname_is_no_name_for_a_card() {
    let reading = read("{p:Ramiro Lerma}, alias “{p:El Zurdo},” fled. {p:El Zurdo} is sought. {p:El Zurdo} is tall.");
    let source = crate::actor::Source { told: &reading, published: None, path: "a.txt" };
    let actors = crate::actor::resolve(&[source], &crate::actor::ActorsFile::default());
    assert_eq!(actors.iter().map(|(_, actor)| actor.name.as_str()).collect::<Vec<_>>(), ["Ramiro Lerma"]);
}

#[test]
fn a_relative_with_the_end_of_the_same_name_is_another() {
    for text in [
        "{p:Petar Ivan Lund} rules. Lund’s father, {p:Ivan Lund}, ruled.",
        "{p:Ivan Lund} ruled. His son, {p:Petar Ivan Lund}, rules.",
    ] {
        assert_eq!(actors(text).len(), 2, "{text}: {:?}", actors(text));
    }
    for text in [
        "{p:Petar Ivan Lund} rules. {p:Ivan Lund} has no father.",
        "Her husband, {p:Petar Ivan Lund}, rules. {p:Ivan Lund} smiled.",
    ] {
        assert_eq!(actors(text).len(), 1, "{text}: {:?}", actors(text));
    }
}

#[test]
fn acronyms_of_other_languages_are_their_body_s() {
    for text in [
        "the {o:Freedom and Harvest Party} ({o:SRP}) left",
        "the {o:Malian Harbour Forces} ({o:FaHM}) left",
        "{o:PXIN} ({o:PXIS}) fled",
        "the {o:Water Board}, known by its Quechua acronym {o:JUQ}, met",
        "the {o:Water Board}, known by its Quechua initials as {o:JUQ}, met",
        "the {o:Water Board}, known by its initials {o:JUQ}, met",
        "the {o:Water Board} ({o:WBR}, also {o:JUQ}) met",
        "the {o:Water Board} ({o:WBR}, in Quechua usually {o:JUQ}) met",
        "the {o:Junta del Maíz} ({o:JM}), as the {o:Corn Board} is known in Spanish, met",
        "the {o:Jatiya Krishak}, or {o:Farmers’ Party}, met",
    ] {
        assert_eq!(actors(text).len(), 1, "{text}: {:?}", actors(text));
    }
    for text in
        ["the {o:Evening Party} ({o:AFP}) left", "the {o:Corn Board}, or {o:Water Board}, met", "{o:PXIN} ({o:PQ})"]
    {
        assert_eq!(actors(text).len(), 2, "{text}: {:?}", actors(text));
    }
}

#[test]
fn a_byname_stands_behind_an_apposition_and_with_a_rank() {
    for text in [
        "{p:Ramiro Lerma}, a former clerk known as {p:Bane} who left, won",
        "{p:Ramiro Lerma}, alias “{p:El Zurdo}”, won",
    ] {
        assert_eq!(actors(text).len(), 1, "{text}: {:?}", actors(text));
    }
}

#[test]
fn a_card_is_headed_by_a_full_name_and_not_by_its_end() {
    let preferred = |text: &str| {
        let reading = read(text);
        let source = crate::actor::Source { told: &reading, published: None, path: "a.txt" };
        let actors = crate::actor::resolve(&[source], &crate::actor::ActorsFile::default());
        actors.iter().map(|(_, actor)| actor.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        preferred("{p:Hernán Salcedo Quispe} left. {p:Salcedo Quispe} left. {p:Salcedo Quispe}"),
        ["Hernán Salcedo Quispe"]
    );
    assert_eq!(preferred("{p:Amina Bello-Garba} left. {p:Bello-Garba} left."), ["Amina Bello-Garba"]);
}
