//! All cases over one corpus.

use super::frames::Frame;
use super::random::Random;
use super::source::{Source, Stretch};
use super::{Case, Expect, clipped, errors, sound, speech};

/// Own translations of nobody in particular: they cannot be compared with an article in another language.
const TRANSLATED: [&str; 6] = [
    "El gobierno no quiso decir cuándo empezarían las obras ni quién las pagaría",
    "Wir haben nie behauptet, dass die Verhandlungen vor dem Sommer beendet sein würden",
    "Le ministre n’a pas voulu dire combien de temps la route resterait fermée au public",
    "Nunca hemos dicho que el acuerdo fuera perfecto, pero es el único que tenemos hoy",
    "Die Regierung wird die Gespräche erst dann wieder aufnehmen, wenn alle Schiffe zurückgekehrt sind",
    "Nous ne savons pas encore qui a donné l’ordre de retirer les bateaux de la rade",
];

/// Words of one to three in quotation marks that are in no article.
const TERMS: [&str; 6] =
    ["quiet zeppelin", "so-called partners", "moonlit", "paper tigers roar", "zone of glee", "velvet veto"];

/// At most `each` cases of each kind.
pub fn cases(source: &Source<'_>, each: usize, seed: u64) -> Vec<Case> {
    let mut random = Random::new(seed);
    let mut cases = Vec::new();
    for &(kind, change, frame) in sound::KINDS {
        let case = |s: &Stretch, random: &mut Random| {
            let quote = change(source, s, random)?;
            Some(plain(kind, Expect::Sound, s, quote, frame))
        };
        gather(&source.plain, each, &mut random, &mut cases, case);
    }
    gather(&source.quoting, each, &mut random, &mut cases, |s, _| {
        let quote = s.text.replace('“', "‘").replace('”', "’");
        Some(plain("quotes within", Expect::Sound, s, quote, Some(Frame::Paragraph)))
    });
    gather(&source.quoting, each, &mut random, &mut cases, |s, _| {
        let quote = s.text.clone();
        Some(plain("quotes within a block quote", Expect::Sound, s, quote, Some(Frame::Block)))
    });
    let text = |kind, change: sound::Change| {
        move |s: &Stretch, random: &mut Random| {
            let quote = change(source, s, random).filter(|quote| source.is_absent(quote))?;
            Some(plain(kind, Expect::Changed, s, quote, None))
        }
    };
    for &(kind, change) in errors::KINDS {
        gather(&source.plain, each, &mut random, &mut cases, text(kind, change));
    }
    gather(&source.plain, each, &mut random, &mut cases, |s, random| {
        let quote = errors::invented(source, s, random).filter(|quote| source.is_absent(quote))?;
        Some(plain("invented", Expect::Invented, s, quote, None))
    });
    gather(&source.plain, each, &mut random, &mut cases, |s, random| {
        let cited = errors::other_article(source, s, random)?;
        Some(Case { cited, ..plain("other article, exact", Expect::Elsewhere, s, s.text.clone(), None) })
    });
    let (_, changed) = errors::KINDS[0];
    gather(&source.plain, each, &mut random, &mut cases, |s, random| {
        let cited = errors::other_article(source, s, random).filter(|_| s.words.len() > 7)?;
        let quote = changed(source, s, random).filter(|quote| source.is_absent(quote))?;
        Some(Case { cited, ..plain("other article, near", Expect::Elsewhere, s, quote, None) })
    });
    for (kind, s, quote) in clipped::clippings(source) {
        if cases.iter().filter(|case| case.kind == kind).count() < each {
            cases.push(plain(kind, Expect::Clipped, &s, quote, Some(Frame::Paragraph)));
        }
    }
    gather(&source.plain, each, &mut random, &mut cases, |s, random| {
        let from = random.below(s.words.len() - 2);
        let to = from + random.between(1, 4).min(s.words.len() - from);
        Some(plain("one to three words", Expect::Silent, s, s.words[from..to].join(" "), Some(Frame::Paragraph)))
    });
    gather(&source.plain, each / 2, &mut random, &mut cases, |s, random| {
        Some(plain(
            "a term of one to three words",
            Expect::Silent,
            s,
            random.one(&TERMS).to_string(),
            Some(Frame::Paragraph),
        ))
    });
    gather(&source.plain, each / 2, &mut random, &mut cases, |s, random| {
        Some(plain("translated", Expect::Silent, s, random.one(&TRANSLATED).to_string(), None))
    });
    cases.extend(speech::cases(source, each, &mut random));
    cases
}

fn plain(kind: &'static str, expect: Expect, s: &Stretch, quote: String, frame: Option<Frame>) -> Case {
    Case { kind, expect, quote, truth: s.text.clone(), cited: s.article, credit: None, frame }
}

/// Takes stretches in a random order, more than once where they are few, until there are enough cases.
fn gather(
    stretches: &[Stretch],
    most: usize,
    random: &mut Random,
    cases: &mut Vec<Case>,
    mut make: impl FnMut(&Stretch, &mut Random) -> Option<Case>,
) {
    const ROUNDS: usize = 3;
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let mut made: Vec<Case> = Vec::new();
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for &index in &order {
            if made.len() >= most {
                break;
            }
            let case = make(&stretches[index], random);
            made.extend(
                case.filter(|case| !made.iter().any(|other| other.quote == case.quote && other.cited == case.cited)),
            );
        }
    }
    cases.append(&mut made);
}
