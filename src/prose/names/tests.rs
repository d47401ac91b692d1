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
        assert_eq!(marked(&plain), *sentence);
    }
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
fn a_hyphen_between_states_joins_nothing() {
    check(&[
        "Trade on the [India|S]-[Nepal|S] border has stopped.",
        "The [France|S]-backed plan failed, and pro-[Ukraine|S] rallies followed.",
    ]);
}
