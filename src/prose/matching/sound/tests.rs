use super::*;

/// The places of a quotation: how exact, what they are, and what is skipped in them.
fn places<'a>(text: &'a str, quotation: &str) -> Vec<(Exactness, &'a str, Vec<&'a str>)> {
    let sound = Haystack::new(text).sound(&Needle::new(quotation));
    assert!(sound.complete, "{quotation}");
    let told = |found: &Match| {
        let skipped = found.skipped.iter().map(|skipped| skipped.of(text)).collect();
        (found.exactness, found.span.of(text), skipped)
    };
    sound.places.iter().map(told).collect()
}

fn is_sound(text: &str, quotation: &str) -> bool {
    !places(text, quotation).is_empty()
}

/// Words of so many bytes in all, none of which a quotation here has.
fn filler(bytes: usize) -> String {
    let words = "lorem ipsum ".repeat(bytes / 12 + 1);
    format!("{}m", &words[..bytes - 1].replace(' ', "_")).replace('_', " ")
}

#[test]
fn what_surrounds_the_words_belongs_to_the_place_where_it_is_the_same() {
    use Exactness::{Elided, Typographic, Verbatim};
    let text = "“We sail at dawn,” said the mate (of the Ilze).";
    for (quotation, exactness, span) in [
        ("We sail at dawn", Verbatim, "We sail at dawn"),
        ("We sail at dawn,", Verbatim, "We sail at dawn,"),
        ("“We sail at dawn,”", Verbatim, "“We sail at dawn,”"),
        (" “We  sail\nat dawn ", Verbatim, "“We sail at dawn"),
        ("We sail at dawn.", Typographic, "We sail at dawn"),
        ("‘We sail at dawn,", Typographic, "We sail at dawn,"),
        ("we sail at dawn", Typographic, "We sail at dawn"),
        ("(of the Ilze).", Verbatim, "(of the Ilze)."),
        ("[w]e sail at dawn", Elided, "We sail at dawn"),
        ("[We] sail at dawn", Elided, "We sail at dawn"),
    ] {
        assert_eq!(places(text, quotation), [(exactness, span, vec![])], "{quotation}");
    }
    let best = Haystack::new("we sail. We sail.").sound(&Needle::new("We sail")).best().cloned().unwrap();
    assert_eq!((best.exactness, best.span.start()), (Verbatim, 9));
}

#[test]
fn words_are_found_as_wholes_alone() {
    assert!(is_sound("the ebb tide", "ebb tide"));
    assert!(!is_sound("the ebb tides", "ebb tide"));
    assert!(!is_sound("the bebb tide", "ebb tide"));
    assert!(is_sound("the bebb tide ebb tide", "ebb tide"));
    assert!(is_sound("ebb tides and ebb tide", "ebb tide"));
    assert!(is_sound("ebb-tide", "ebbtide") && is_sound("ebb tide", "ebb-tide"));
    assert_eq!(places("ebb ebb ebb", "ebb ebb").len(), 2);
    assert!(hits(&Haystack::new("tide").folded, "", 9).is_empty());
}

#[test]
fn sixteen_places_are_told_at_most() {
    let text = "the ebb tide and ".repeat(20);
    assert_eq!(places(&text, "ebb tide").len(), 16);
    assert_eq!(places(&text[..17 * 16], "ebb tide").len(), 16);
    assert_eq!(places(&text[..17 * 15], "ebb tide").len(), 15);
    assert_eq!(places(&text, "ebb … and").len(), 16);
    let speech = "“The ebb,” she said, “tide.” ".repeat(20);
    assert_eq!(places(&speech, "ebb tide").len(), 16);
}

#[test]
fn what_ellipses_and_brackets_stand_for_is_told() {
    let text = "We sail at dawn with the tide, and nobody sleeps.";
    for (quotation, span, skipped) in [
        ("We sail … with the tide", "We sail at dawn with the tide", vec!["at dawn"]),
        (
            "We sail … with … sleeps",
            "We sail at dawn with the tide, and nobody sleeps",
            vec!["at dawn", "the tide, and nobody"],
        ),
        ("We sail [then] with the tide", "We sail at dawn with the tide", vec!["at dawn"]),
        // Nothing is left out where the pieces touch.
        ("We sail … at dawn", "We sail at dawn", vec![]),
        ("We sail [early] at dawn", "We sail at dawn", vec![]),
    ] {
        let found = places(text, quotation).into_iter().map(|(_, span, skipped)| (span, skipped)).collect::<Vec<_>>();
        assert_eq!(found, [(span, skipped)], "{quotation}");
    }
}

#[test]
fn who_speaks_is_no_omission() {
    let text = "“It is late,” she said. “We go home,” said Ilze, “at once.”";
    for (quotation, span) in [
        ("It is late. We go home", "It is late,” she said. “We go home"),
        ("It is late … We go home", "It is late,” she said. “We go home"),
        ("We go home at once", "We go home,” said Ilze, “at once"),
        ("late … home at once", "late,” she said. “We go home,” said Ilze, “at once"),
    ] {
        let found = places(text, quotation);
        assert_eq!(found.iter().map(|found| found.1).collect::<Vec<_>>(), [span], "{quotation}");
    }
    assert_eq!(places(text, "It is late … We go home")[0].2, Vec::<&str>::new());
    assert_eq!(places(text, "late … home at once")[0].2, ["she said. “We go"]);
    // Words that a clause parts are looked for behind the piece before, not before it.
    assert!(!is_sound(text, "once … We go home at once"));
    assert!(!is_sound("“We go,” she said, “home.” It is late.", "It is late … we go home"));
}

#[test]
fn an_ellipsis_leaves_out_two_thousand_bytes_and_a_bracket_eighty() {
    let text = |between: usize| format!("The mate {} sails", filler(between));
    assert!(is_sound(&text(1_998), "mate … sails"));
    assert!(!is_sound(&text(1_999), "mate … sails"));
    assert!(is_sound(&text(78), "mate [so] sails"));
    assert!(!is_sound(&text(79), "mate [so] sails"));
}

#[test]
fn an_ellipsis_leads_into_the_next_paragraph_and_a_bracket_does_not() {
    let text = |breaks: usize| format!("The mate of the Ilze{} sails home", "\nand then".repeat(breaks));
    assert!(is_sound(&text(1), "mate … sails") && !is_sound(&text(2), "mate … sails"));
    assert!(is_sound(&text(0), "mate [so] sails") && !is_sound(&text(1), "mate [so] sails"));
    assert!(is_sound("The mate\nsails", "mate … sails"));
}

#[test]
fn of_places_that_end_alike_the_shortest_is_meant() {
    let text = "We sail. Then we sail on at dawn. And we sail back at dawn.";
    let found = places(text, "we sail … at dawn");
    assert_eq!(found.iter().map(|found| found.1).collect::<Vec<_>>(), ["we sail on at dawn", "we sail back at dawn"]);
}

#[test]
fn a_piece_is_looked_for_again_where_what_follows_does_not_fit() {
    // The first "at dawn" is too far from "sleeps", the second is not.
    let text = format!("We sail at dawn {} and at dawn nobody {} sleeps", filler(1_900), filler(1_900));
    assert_eq!(places(&text, "We sail … at dawn … sleeps")[0].2.len(), 2);
}

#[test]
fn a_first_piece_that_stands_everywhere_is_looked_for_before_the_longest() {
    let everywhere = "the ".repeat(200);
    let middle = "a b c d e f g h i j k l m n o p q r s t";
    let (first, second) = (filler(1_998), filler(1_998));
    let end = "nobody sleeps before the lamp burns";
    let text = format!("{everywhere}{} the {first} {middle} {second} {end}", filler(3_000));
    for (quotation, skipped) in
        [(format!("the … {middle} … {end}"), 2), (format!("the … {end}"), 0), (format!("the … k … {end}"), 0)]
    {
        let found = places(&text, &quotation);
        assert_eq!(found.first().map_or(0, |found| found.2.len()), skipped, "{quotation}");
    }
    let near = format!("{everywhere}{} and the last of all {end}", filler(3_000));
    assert_eq!(places(&near, &format!("the … {end}"))[0].1, format!("the last of all {end}"));
    // Sixty-four places are told one by one, a longer first piece too.
    let few = format!("{}the last {end}", "the gull ".repeat(62));
    assert!(is_sound(&few, &format!("the … {end}")));
    let long = format!("{}nobody sleeps at sea, they say", "nobody sleeps ".repeat(100));
    assert!(is_sound(&long, "nobody sleeps … they say"));
}

#[test]
fn a_search_for_pieces_ends_and_says_so() {
    let text = format!("{} zebra", "ebb ".repeat(300));
    let sound = |pieces: usize| {
        let quotation = format!("{} … zebra crossing", vec!["ebb"; pieces].join(" … "));
        Haystack::new(&text).sound(&Needle::new(&quotation))
    };
    // There are more ways to place nine pieces than are tried.
    assert_eq!((sound(2).places.len(), sound(2).complete), (0, true));
    assert_eq!((sound(9).places.len(), sound(9).complete), (0, false));
}

#[test]
fn a_search_that_was_given_up_after_it_had_found_a_place_is_complete() {
    let inside = "bathe ebb tide, ".repeat(12_000);
    for (text, complete, found) in [
        (format!("the ebb tide. {inside}"), true, 1),
        (format!("{inside} the ebb tide"), false, 0),
        ("no such words".to_string(), true, 0),
        (String::new(), true, 0),
    ] {
        let sound = Haystack::new(&text).sound(&Needle::new("the ebb tide"));
        assert_eq!((sound.complete, sound.places.len()), (complete, found));
    }
    assert!(Haystack::new("tide").sound(&Needle::new("…")).places.is_empty());
}
