//! What came out, for people.

use ibid::workspace::Workspace;

use super::{Case, Expect, Outcome, run, seeds};

/// One kind of case.
#[derive(Clone, Debug)]
pub struct Row {
    pub kind: &'static str,
    pub expect: Expect,
    pub cases: usize,
    pub right: usize,
    /// Those with the very code that the truth asks for.
    pub named: usize,
}

/// The outcomes by kind, in the order of the cases.
pub fn rows(outcomes: &[Outcome]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for outcome in outcomes {
        let case = &outcome.case;
        let at = rows.iter().position(|row| row.kind == case.kind).unwrap_or_else(|| {
            rows.push(Row { kind: case.kind, expect: case.expect, cases: 0, right: 0, named: 0 });
            rows.len() - 1
        });
        rows[at].cases += 1;
        rows[at].right += usize::from(outcome.is_right());
        rows[at].named += usize::from(outcome.has_right_code());
    }
    rows
}

/// The rows whose truth is one of `expected`, as one.
pub fn total(rows: &[Row], expected: &[Expect]) -> (usize, usize) {
    let those = rows.iter().filter(|row| expected.contains(&row.expect));
    those.fold((0, 0), |(right, cases), row| (right + row.right, cases + row.cases))
}

/// A Markdown table.
pub fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| Change | Cases | Right | With the right code |\n|---|---|---|---|\n");
    for row in rows {
        let sound = matches!(row.expect, Expect::Sound | Expect::Silent);
        let named = if sound { String::new() } else { row.named.to_string() };
        let what = if sound { "accepted" } else { "flagged" };
        text.push_str(&format!("| {} | {} | {} {what} | {named} |\n", row.kind, row.cases, row.right));
    }
    text
}

/// What went wrong, one case a line.
pub fn wrong(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.is_right()) {
        text.push_str(&line(outcome));
    }
    text
}

/// One case in full.
pub fn line(outcome: &Outcome) -> String {
    let case = &outcome.case;
    let said: Vec<String> = outcome.said.iter().map(|(code, message)| format!("{code}: {message}")).collect();
    format!(
        "[{}] {:?}\n    source {:?}\n    {:?} {}\n    at {:?}\n",
        case.kind,
        outcome.line,
        case.truth,
        outcome.verdict,
        said.join(" | "),
        outcome.place
    )
}

/// Makes and runs the cases of each seed, `usual` where none is named, prints what came out, and judges all of it.
pub fn judge_seeds(workspace: &Workspace, usual: u64, cases: impl Fn(u64) -> Vec<Case>) {
    let run_one = |seed| {
        let cases = cases(seed);
        assert!(cases.len() >= 2_000, "{}", cases.len());
        let outcomes = run(workspace, &cases, seed);
        let rows = rows(&outcomes);
        println!("seed {seed}\n{}\n{}", markdown(&rows), wrong(&outcomes));
        rows
    };
    let runs: Vec<Vec<Row>> = seeds(usual).into_iter().map(run_one).collect();
    runs.iter().for_each(|rows| judge(rows));
}

/// Fails where the figures fall below what is promised.
pub fn judge(rows: &[Row]) {
    let share = |expected: &[Expect]| {
        let (right, cases) = total(rows, expected);
        if cases == 0 { 1.0 } else { right as f64 / cases as f64 }
    };
    let sound = rows.iter().filter(|row| matches!(row.expect, Expect::Sound | Expect::Silent) && row.right < row.cases);
    let flagged: Vec<&str> = sound.map(|row| row.kind).collect();
    assert!(flagged.is_empty(), "sound quotations were flagged: {flagged:?}");
    let changed = share(&[Expect::Changed, Expect::Elsewhere, Expect::Invented]);
    assert!(changed >= 0.99, "changes of the words: {changed:.3}");
    for expected in [Expect::Speaker, Expect::Clipped] {
        assert!(share(&[expected]) >= 0.8, "{expected:?}: {:.3}", share(&[expected]));
    }
}
