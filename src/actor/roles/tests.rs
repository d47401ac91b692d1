//! Who somebody is, construction by construction.

use super::RoleEvidence::{self, Affiliation, Apposition, Copula, Event, Parenthesis, Relative, Title};
use crate::actor::marked::read;
use crate::text::Span;

/// The roles of the last person of the text, where it names none of the last name.
fn roles(text: &str) -> Vec<(String, RoleEvidence)> {
    let reading = read(text);
    let named = || reading.mentions.iter().rev().filter_map(|mention| reading.actors.get(mention.actor as usize));
    let actor = named().find(|actor| actor.kind == crate::prose::Kind::Person).or_else(|| named().next());
    actor.map(|actor| actor.roles.iter().map(|role| (role.text.clone(), role.evidence)).collect()).unwrap_or_default()
}

#[test]
fn a_role_is_told_in_the_words_of_the_article() {
    for (text, role, evidence) in [
        (
            "{p:Amina Kovač}, the foreign minister of the island, left.",
            "the foreign minister of the island",
            Apposition,
        ),
        (
            "the head of the {o:Coast Corps} ({o:CC}) {o:Harbour Force}, {p:Amina Kovač}, left",
            "the head of the Coast Corps (CC) Harbour Force",
            Apposition,
        ),
        ("the head of the {o:Coast Corps} ({o:CC}) {o:Harbour Force}, General {p:Amina Kovač}, left", "General", Title),
        ("two crews left for {s:Peru}. Foreign Minister {p:Amina Kovač} stayed", "Foreign Minister", Title),
        (
            "a friend of {p:Petar Lund}. Deputy Foreign Minister {p:Amina Kovač} stayed",
            "Deputy Foreign Minister",
            Title,
        ),
        ("Deputy Dir. {p:Amina Kovač} stayed", "Deputy Dir.", Title),
        ("the board’s Asst. Harbour Master {p:Amina Kovač} stayed", "Asst. Harbour Master", Title),
        ("{p:Amina Kovač}, head of the harbour board.", "head of the harbour board", Apposition),
        ("said {p:Amina Kovač}, KBE, the lawyer of the port, on Monday", "the lawyer of the port", Apposition),
        (
            "{p:Amina Kovač}, purchasing manager of {o:Fjord Steel}, says so",
            "purchasing manager of Fjord Steel",
            Apposition,
        ),
        ("{p:Amina Kovač} (L), adviser to the mayor, during a visit", "adviser to the mayor", Apposition),
        ("{p:Amina Kovač}, 41, a welder from the docks, said so", "a welder from the docks", Apposition),
        (
            "the island’s minister of ports and railways, {p:Amina Kovač}, left",
            "the island’s minister of ports and railways",
            Apposition,
        ),
        (
            "the adviser on shipping to the president, {p:Amina Kovač}, left",
            "the adviser on shipping to the president",
            Apposition,
        ),
        (
            "according to the harbour master’s spokeswoman, {p:Amina Kovač}.",
            "the harbour master’s spokeswoman",
            Apposition,
        ),
        ("Deputy Minister of Inland Waters {p:Amina Kovač} left", "Deputy Minister of Inland Waters", Title),
        ("As Danish Prime Minister {p:Amina Kovač} said", "Danish Prime Minister", Title),
        ("the former harbour board chairwoman {p:Amina Kovač}", "former harbour board chairwoman", Title),
        ("a former transportation minister {p:Amina Kovač}", "former transportation minister", Title),
        ("left the docks, peace commissioner {p:Amina Kovač} said", "peace commissioner", Title),
        ("the island’s sluice commissioner {p:Amina Kovač} said", "sluice commissioner", Title),
        ("Danish harbour ministry spokesperson {p:Amina Kovač} said", "Danish harbour ministry spokesperson", Title),
        ("left the docks, urging commissioner {p:Amina Kovač} to go", "commissioner", Title),
        ("It was told on state TV. Captain {p:Amina Kovač} left", "Captain", Title),
        ("{p:Amina Kovač}, who speaks for the harbour board, left", "speaks for the harbour board", Relative),
        (
            "{p:Amina Kovač}, who spent three years as the island’s envoy, left",
            "spent three years as the island’s envoy",
            Relative,
        ),
        ("{p:Amina Kovač}, who sits on the board of the port, left", "sits on the board of the port", Relative),
        (
            "{p:Amina Kovač}, who commands 1,900 sailors from Bergen. She",
            "commands 1,900 sailors from Bergen",
            Relative,
        ),
        ("{p:Amina Kovač}, who heads litigation at {o:Sea Wolves}, left", "heads litigation at Sea Wolves", Relative),
        ("{p:Amina Kovač}, once the head of the harbour board, left", "once the head of the harbour board", Apposition),
        ("{p:Amina Kovač}, who trains poll watchers, left", "trains poll watchers", Relative),
        ("{p:Amina Kovač}, herself a judge until 2019, left", "a judge until 2019", Apposition),
        ("{p:Amina Kovač} was a judge until 2019.", "was a judge until 2019", Copula),
        ("A year ago {p:Amina Kovač} was a judge.", "was a judge", Copula),
        (
            "{p:Amina Kovač}, the son of a farmer from Lom and, until May, a judge",
            "the son of a farmer from Lom",
            Apposition,
        ),
        (
            "Selon le ministre norvégien des Affaires maritimes, {p:Amina Kovač}, tout va bien",
            "ministre norvégien des Affaires maritimes",
            Apposition,
        ),
        ("según el ministro del Interior, {p:Amina Kovač}.", "ministro del Interior", Apposition),
        ("{p:Amina Kovač}, directrice du port de Bergen, a dit", "directrice du port de Bergen", Apposition),
        ("after floor leader {p:Amina Kovač} left", "floor leader", Title),
        ("{o:CPI(M)} leader {p:Amina Kovač} left", "CPI(M) leader", Title),
        ("Le colonel {p:Amina Kovač} a signé", "colonel", Title),
        ("{o:Al-Noor Gulf Bank}'s chairman, {p:Amina Kovač}, left", "Al-Noor Gulf Bank's chairman", Apposition),
        ("La empresa cayó. Su director, {p:Amina Kovač}, renunció", "director", Apposition),
        ("LINDQVISTPolish President {p:Amina Kovač}", "Polish President", Title),
        ("Minister {p:Petar Lund} and Norway's Chief Justice {p:Amina Kovač}", "Norway's Chief Justice", Title),
        (
            "{p:Amina Kovač}, who heads the customs brigade in the port, shrugged",
            "heads the customs brigade in the port",
            Relative,
        ),
        ("{p:Amina Kovač} is director of the institute and chairs the board.", "director of the institute", Copula),
        ("{p:Amina Kovač} (director of the institute) agreed", "director of the institute", Parenthesis),
        ("since the arrest of {p:Amina Kovač} in Bergen", "the arrest of Amina Kovač in Bergen", Event),
        (
            "{p:Amina Kovač} of the research centre {o:Fjord Institute} said",
            "of the research centre Fjord Institute",
            Affiliation,
        ),
        ("{p:Amina Kovač} of {o:Sea Wolves} ({o:SW}) in Oslo said", "of Sea Wolves (SW) in Oslo", Affiliation),
        ("{p:Petar Lund} and {p:Amina Kovač}, of {o:SW}, left", "of SW", Apposition),
        ("{p:Amina Kovač}, better known as Bane, commands the {o:Sea Wolves}.", "commands the Sea Wolves", Relative),
        ("{p:Amina Kovač}, who had been port minister, left", "had been port minister", Relative),
        ("{p:Amina Kovač}, 49, was a cousin of the mayor.", "was a cousin of the mayor", Copula),
        ("Lund was a cousin of the harbour mayor, {p:Amina Kovač}.", "the harbour mayor", Apposition),
        ("{s:Norway}’s fishing minister {p:Amina Kovač} left", "Norway’s fishing minister", Title),
        ("{o:NPU} harbour policy chief {p:Amina Kovač} left", "NPU harbour policy chief", Title),
        ("in prison since May. Lawyer {p:Amina Kovač} left", "Lawyer", Title),
        ("{p:Petar Lund} came with his colleague {p:Amina Kovač}", "his [Petar Lund’s] colleague", Title),
        ("the mayor’s ally, {p:Amina Kovač} of the {o:NPU}, left", "the mayor’s ally", Apposition),
        (
            "Prime Minister {p:Petar Ivan Lund}'s port adviser, {p:Amina Kovač}, left",
            "Prime Minister Petar Ivan Lund's port adviser",
            Apposition,
        ),
        ("headed by the limnologist {p:Amina Kovač}.", "limnologist", Title),
        ("Rear Admiral (retd) {p:Amina Kovač} left", "Rear Admiral", Title),
        ("The {o:Sea Wolves} ({o:SW}) fled. Its leader, {p:Amina Kovač}, left", "Its [Sea Wolves’] leader", Apposition),
    ] {
        let expected = match evidence {
            Event => "arrest of Amina Kovač in Bergen",
            _ => role,
        };
        let found = roles(text);
        let fits = |(said, how): &(String, RoleEvidence)| *how == evidence && said == expected;
        assert!(found.iter().any(fits), "{text}: {found:?}");
    }
}

#[test]
fn what_is_no_role_is_none() {
    for text in [
        "{p:Amina Kovač}, the company said, left.",
        "{s:Norway}, {s:Peru} and {p:Amina Kovač}",
        "{p:Amina Kovač}, who ran on a platform of lower tolls, won",
        "{p:Amina Kovač}, who waited for hours, left",
        "{p:Amina Kovač} is more of a leader than before.",
        "{p:Amina Kovač} is not the director.",
        "{p:Amina Kovač} is a good sailor.",
        "Mrs. {p:Amina Kovač} left",
        "Justices {p:Amina Kovač} and others left",
        "{p:Amina Kovač}, better known as the captain of the guard, left",
        "Yesterday {p:Amina Kovač} left",
        "{p:Amina Kovač} (see page 4)",
        "For the {o:Tide Institute}, the lesson is that the truce held.",
        "Photo: {o:Harbour Witness}/{p:A. Kovač}",
        "on the death of {p:Amina Kovač}",
        "the {o:Sea Wolves} wrote to envoy {p:Petar Lund} of {s:Norway} and {p:Amina Kovač}",
        "the strike hurt the {o:Harbour Board} — an accusation that nobody denies.",
    ] {
        assert_eq!(roles(text), [], "{text}");
    }
}

#[test]
fn a_pronoun_is_explained_only_where_one_person_can_be_meant() {
    let told = |text: &str| roles(text).first().map(|(role, _)| role.clone());
    assert_eq!(
        told("{p:Petar Lund} was mayor. His successor, {p:Amina Kovač}, is not.").as_deref(),
        Some("His [Petar Lund’s] successor")
    );
    assert_eq!(
        told("{p:Petar Lund} met {p:Ivan Horvat}. His successor, {p:Amina Kovač}, did not.").as_deref(),
        Some("His successor")
    );
}

#[test]
fn an_organisation_is_what_its_apposition_says() {
    assert_eq!(
        roles("the {o:Sea Wolves}, a militia loyal to the governor, fled").first().map(|(role, _)| role.as_str()),
        Some("a militia loyal to the governor")
    );
}

#[test]
fn what_belongs_to_the_next_person_is_not_told_of_the_last() {
    let of_first = |text: &str| {
        let reading = read(text);
        reading.actors.first().map(|actor| actor.roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>())
    };
    let owner = of_first("{p:Amina Kovač}, President {p:Petar Lund}'s envoy for ports, left");
    assert_eq!(owner, Some(vec!["President Petar Lund's envoy for ports".to_owned()]));
    let head = of_first("{p:Amina Kovač}, {o:Fjord Research} head {p:Petar Lund} and others agree");
    assert_eq!(head, Some(Vec::new()));
    let nickname = of_first("{p:Amina Kovač}, the son of a mayor like {p:Jon “Bo” Lund}, left");
    assert_eq!(nickname, Some(vec!["the son of a mayor like Jon “Bo” Lund".to_owned()]));
    let clause = of_first("{p:Amina Kovač}, a reçu lundi le chef du port, {p:Petar Lund}, a dit");
    assert_eq!(clause, Some(Vec::new()));
}

#[test]
fn the_office_of_who_is_named_next_is_no_organisation_s() {
    let reading = read("the {o:Sea Wolves} ({o:SW}), the state prosecutor, {p:Amina Kovač}, said");
    assert!(reading.actors.iter().all(|actor| actor.kind == crate::prose::Kind::Person || actor.roles.is_empty()));
}

#[test]
fn a_role_goes_on_over_an_acronym_in_parentheses() {
    for text in [
        "{p:Amina Kovač}, the head of the {o:Coast Corps} ({o:CC-1}) {o:Harbour Force}, left",
        "{p:Amina Kovač}, the head of the {o:Coast Corps} ({o:CC-1}) {o:Harbour Force} since 2011",
        "{p:Amina Kovač} is the head of the {o:Coast Corps} ({o:CC-1}) {o:Harbour Force}.",
        "{p:Amina Kovač}, who is the head of the {o:Coast Corps} ({o:CC-1}) {o:Harbour Force}, left.",
    ] {
        let reading = read(text);
        let said = reading.actors.first().and_then(|actor| actor.roles.first()).map(|role| role.text.as_str());
        assert!(
            said.is_some_and(|said| said.contains("head of the Coast Corps (CC-1) Harbour Force")),
            "{text}: {said:?}"
        );
    }
}

#[test]
fn in_a_list_each_has_the_office_that_stands_on_its_side() {
    let told = |text: &str| -> Vec<Vec<String>> {
        let reading = read(text);
        reading.actors.iter().map(|actor| actor.roles.iter().map(|role| role.text.clone()).collect()).collect()
    };
    let before = "They are the agency’s director, {p:Amina Kovač}, its inspector, {p:Petar Lund}, its driver, {p:Ivo Kral}, \
        and a clerk, {p:Ana Ruiz}.";
    assert_eq!(told(before), [["the agency’s director"], ["its inspector"], ["its driver"], ["a clerk"]]);
    let after = "They met {p:Amina Kovač}, the mayor, {p:Petar Lund}, a judge, {p:Ivo Kral}, a driver, and {p:Ana Ruiz}, a clerk.";
    assert_eq!(told(after), [["the mayor"], ["a judge"], ["a driver"], ["a clerk"]]);
}

#[test]
fn a_form_of_address_ends_no_role() {
    assert_eq!(roles("says committee chair Hon. {p:Amina Kovač} today"), [("committee chair".to_owned(), Title)]);
    for address in ["Hon.", "Dasho", "Eng.", "Daw", "Alhaji", "Khun"] {
        let text = format!("Then {address} Amina Kovač left.");
        let block = Span::new(0, text.len());
        let names = crate::prose::names::names(&text, &[block]);
        assert!(names.iter().any(|name| name.title.is_some()), "{address}");
        assert_eq!(super::find(&text, &[block], &names), [], "{address}");
    }
}

#[test]
fn who_leads_an_organisation_is_no_role_of_it() {
    let reading = read("the chief of {o:Northern Salt}, the Chilean engineer {p:Amina Kovač}, left");
    let told: Vec<usize> = reading.actors.iter().map(|actor| actor.roles.len()).collect();
    assert_eq!(told, [0, 1]);
}
