//! Quotations in other languages and scripts, and as analysts write them.

use std::path::{Path, PathBuf};

use ibid::check::check;
use ibid::note::Note;
use ibid::workspace::Workspace;

/// What is said of the quotation in `note` over one article: the codes, and the messages.
fn said(article: &str, note: &str) -> Vec<String> {
    let text = format!("---\ntitle: Report\nkey: report2024\nauthor: Ada Lind\n---\n\n{article}\n");
    let workspace =
        Workspace::from_files(Path::new("/w"), vec![(PathBuf::from("/w/corpus/report.md"), text.into_bytes())]);
    let note = Note::read(note.into());
    let report = check(&workspace, Path::new("/w/notes/n.md"), &note);
    assert_eq!(report.quotes.len(), 1, "one quotation: {}", note.text);
    let quotes = report.diagnostics.iter().filter(|found| found.code.name().starts_with("quote-"));
    quotes.map(|found| format!("{}: {}", found.code, found.message)).collect()
}

#[test]
fn sound_quotations_in_many_languages_are_accepted() {
    let cases = [
        (
            "« Le port ne rouvrira pas avant l’été », a déclaré la préfète. La grève dure depuis mars.",
            "La préfète : « Le port ne rouvrira pas avant l'été » [@report2024].",
        ),
        (
            "Die Werft hat im Mai 300 Leute entlassen – fast die Hälfte der Belegschaft – und sucht einen Käufer.",
            "„Die Werft hat im Mai 300 Leute entlassen - fast die Hälfte der Belegschaft“ [@report2024].",
        ),
        (
            "—No vamos a cerrar la mina —dijo el alcalde—, pero tampoco vamos a abrir otra.",
            "«No vamos a cerrar la mina» [@report2024].",
        ),
        (
            "Министр заявил: «Мы не будем закрывать порт до весны, если не начнётся шторм».",
            "„Мы не будем закрывать порт до весны, если не начнётся шторм“ [@report2024].",
        ),
        ("قال الوزير: «لن نغلق الميناء قبل نهاية الشتاء».", "«لَن نُغلق الميناء قبل نهاية الشتاء» [@report2024]."),
        ("部长说：“我们不会在春天之前关闭港口。”记者没有再问。", "「我们不会在春天之前关闭港口」 [@report2024]。"),
        (
            "Orban was vague about the har-\nbour, which he had never seen from the sea.",
            "“vague about the harbour, which he had never seen” [@report2024].",
        ),
        (
            "The fee rose twice.\n\nNobody had voted for it, and nobody paid.",
            "“The fee rose twice. Nobody had voted for it” [@report2024].",
        ),
        (
            "The mayor said that he “would rather swim than pay” the fee.",
            "- “said that he ‘would rather swim than pay’ the fee” [@report2024]",
        ),
        (
            "The committee meets when the tide allows and decides nothing.",
            "The committee “[met] when the tide allow[ed] and decide[d] nothing” [@report2024].",
        ),
    ];
    for (article, note) in cases {
        assert!(said(article, note).is_empty(), "{note}\n{:?}", said(article, note));
    }
}

#[test]
fn changed_quotations_in_many_languages_are_told_by_their_words() {
    let cases = [
        (
            "« Le port ne rouvrira pas avant l’été », a déclaré la préfète. La grève dure depuis mars.",
            "La préfète : « Le port rouvrira avant l’été, a déclaré la préfète » [@report2024].",
            "a negation was dropped",
        ),
        (
            "Die Werft hat im Mai 300 Leute entlassen und sucht seitdem einen Käufer für das Gelände.",
            "„Die Werft hat im Mai 400 Leute entlassen und sucht seitdem einen Käufer“ [@report2024].",
            "a number changed",
        ),
        (
            "El alcalde dijo que no cerrará la mina antes del verano y que pagará los salarios.",
            "«El alcalde dijo que cerrará la mina antes del verano» [@report2024].",
            "a negation was dropped",
        ),
        (
            "Министр заявил, что порт не будет закрыт до весны и что суда могут выходить в море.",
            "«порт будет закрыт до весны и что суда могут выходить в море» [@report2024].",
            "a negation was dropped",
        ),
        (
            "قال الوزير إن الميناء لن يغلق قبل نهاية الشتاء وإن السفن ستبحر.",
            "«إن الميناء سوف يغلق قبل نهاية الشتاء وإن السفن ستبحر» [@report2024].",
            "a negation was dropped",
        ),
        (
            "部长说我们不会在春天之前关闭港口，记者没有再问。",
            "“部长说我们会在春天之前关闭港口” [@report2024]。",
            "a negation was dropped",
        ),
        (
            "The harbour labour office paid every worker in full before the winter.",
            "“The harbor labor office paid every worker in full” [@report2024].",
            "“harbour labour” where the note has “harbor labor”",
        ),
    ];
    for (article, note, expected) in cases {
        let said = said(article, note).join("; ");
        assert!(said.contains(expected), "{note}\n{said}");
    }
}

#[test]
fn what_is_wrong_can_be_read_at_a_glance() {
    let article = "The ferry will not sail on Sunday, unless the harbour master agrees. We counted 134 boats in the inner \
                   basin, and none of them had paid the fee. Nobody asked the captain what he thought of the ice.";
    let cases = [
        (
            "“The ferry will sail on Sunday, unless the harbour master agrees” [@report2024].",
            "quote-altered: a negation was dropped: “not” was left out: the source has “will not sail”",
        ),
        (
            "“We counted 143 boats in the inner basin” [@report2024].",
            "quote-altered: a number changed: the source has “134” where the note has “143”",
        ),
        (
            "“We counted 134 boats in the basin inner, and none of them had paid” [@report2024].",
            "quote-altered: words changed places: the source has “inner basin”, the note “basin inner”",
        ),
        (
            "“We counted 134 boats in the inner basin … The ferry will not sail on Sunday” [@report2024].",
            "quote-altered: two passages in the wrong order: in the source “The ferry will not sail on …” stands before \
             “We counted 134 boats in the …”",
        ),
        (
            "“The ferry will not sail on Sunday.” [@report2024].",
            "quote-clipped: the cut hides a condition: the source goes on “unless the harbour master agrees”",
        ),
    ];
    for (note, expected) in cases {
        assert_eq!(said(article, note), [expected], "{note}");
    }
}
