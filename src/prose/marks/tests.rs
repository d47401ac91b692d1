use super::quoted;

/// The quoted passages of `text`, each with its marks.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> = quoted(text).iter().map(|pair| pair.outer.of(text)).collect();
    assert_eq!(found, expected, "in {text}");
}

#[test]
fn every_sort_of_mark_is_paired() {
    check("He said \"we agreed\" twice.", &["\"we agreed\""]);
    check("He said “we agreed” twice.", &["“we agreed”"]);
    check("Er sagt „wir sind einig“, sie „nein”.", &["„wir sind einig“", "„nein”"]);
    check("Mówi „zgoda\" i idzie.", &["„zgoda\""]);
    check("Il dit « d’accord », elle «\u{a0}non\u{a0}».", &["« d’accord »", "«\u{a0}non\u{a0}»"]);
    check("Er sagt »einig«, hon sade »nej» och ”ja”.", &["»einig«", "»nej»", "”ja”"]);
    check("We read ‘as agreed’ and 'not yet' there.", &["‘as agreed’", "'not yet'"]);
    check("Sie schrieb ‚einig‘, er ‹ja› und ›nein‹.", &["‚einig‘", "‹ja›", "›nein‹"]);
    check("彼は「同意した」と言った。", &["「同意した」"]);
    check("He typed “agreed“ by mistake.", &["“agreed“"]);
}

#[test]
fn quotations_inside_quotations_are_part_of_the_outer_one() {
    check("“He told us ‘never’ and left,” she said.", &["“He told us ‘never’ and left,”"]);
    check("\"He told us 'never'\" and \"left\".", &["\"He told us 'never'\"", "\"left\""]);
    check("\"The \"fee\" is dead\", he said.", &["\"The \"fee\" is dead\""]);
    check("„Er sagte ‚nie‘ zu uns“.", &["„Er sagte ‚nie‘ zu uns“"]);
}

#[test]
fn apostrophes_are_no_marks() {
    check("The workers’ council didn’t meet in the ’90s, ’tis said.", &[]);
    check("The workers' council didn't meet in the '90s, 'tis said, rock 'n' roll.", &[]);
    check("Sa‘ud and al-‘Aziz met at Qur’an school.", &[]);
    check("the ‘90s brought the miners’ strike", &[]);
}

#[test]
fn a_possessive_inside_single_marks_does_not_close_them() {
    check("He called it ‘the miners’ own fault’.", &["‘the miners’ own fault’"]);
    check("He called it 'the miners' own fault'.", &["'the miners' own fault'"]);
    check("It is ‘Kovář’s war’, they say.", &["‘Kovář’s war’"]);
    check("The ‘miners’ rights’ are ‘dead’.", &["‘miners’ rights’", "‘dead’"]);
    check("The ‘rights’ and the miners’ strike", &["‘rights’"]);
}

#[test]
fn inches_feet_and_minutes_are_no_marks() {
    check("A 12\" pipe and a 6'2\" guard at 48° 51′ 24″.", &[]);
    check("\"We laid a 12\" pipe there\", he said.", &["\"We laid a 12\" pipe there\""]);
    check("They met \"in 2023\" and \"in 2024\" again.", &["\"in 2023\"", "\"in 2024\""]);
}

#[test]
fn an_unclosed_mark_never_takes_a_later_quotation_apart() {
    check("He said \"we are and then \"agreed\" and \"done\".", &["\"agreed\"", "\"done\""]);
    check("He said “we are and then “agreed” and “done”.", &["“agreed”", "“done”"]);
    check("He said “we are and then „agreed“ and «done».", &["„agreed“", "«done»"]);
    check("we are done\" he said, \"agreed\".", &["\"agreed\""]);
    check("\"agreed", &[]);
}

#[test]
fn marks_next_to_dashes_brackets_and_dots_face_the_right_way() {
    check("older—\"far older\"—than (“…as agreed”) that", &["\"far older\"", "“…as agreed”"]);
    check("\"[T]he fee...\" and \"...the levy\"", &["\"[T]he fee...\"", "\"...the levy\""]);
    check("“But we—” he began.", &["“But we—”"]);
    check("He said:\"We left,\"and went...\"Nobody saw us\".", &["\"We left,\"", "\"Nobody saw us\""]);
    check("\"$5m\" and \"€6m\" and \"@home\"", &["\"$5m\"", "\"€6m\"", "\"@home\""]);
}

#[test]
fn signs_beside_the_marks_shift_nothing() {
    check("🧅 «🧅 يدا بيد» و “𝒩” قال", &["«🧅 يدا بيد»", "“𝒩”"]);
    check("\"\" and “” and « »", &[]);
}

#[test]
fn a_hundred_thousand_marks_take_no_time() {
    let started = std::time::Instant::now();
    for text in ["\"", "“", "'", "a’ ", " ‘a", "« ", "„a \"", "\"a “b "] {
        quoted(&text.repeat(100_000));
    }
    let closers_without_openers = format!("{}{}", "“a ".repeat(50_000), "b» ".repeat(50_000));
    quoted(&closers_without_openers);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
