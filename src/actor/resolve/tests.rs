//! Who is who across documents.

use proptest::prelude::*;

use super::{Actors, Resolver, Source, resolve};
use crate::actor::marked::read;
use crate::actor::{ActorsFile, Reading};
use crate::article::PublicationDate;

fn resolved(documents: &[&str], analyst: &str) -> Actors {
    let readings: Vec<Reading> = documents.iter().map(|text| read(text)).collect();
    let paths: Vec<String> = (0..documents.len()).map(|at| format!("{at}.txt")).collect();
    let published = Some(PublicationDate { year: 2020, month: None, day: None });
    let sources: Vec<Source<'_>> =
        readings.iter().zip(&paths).map(|(reading, path)| Source { told: reading, published, path }).collect();
    resolve(&sources, &ActorsFile::parse(analyst).0)
}

/// The actors, each with its articles: "Amina Kovač 0 2".
fn summary(actors: &Actors) -> Vec<String> {
    let mut lines: Vec<String> = actors
        .iter()
        .map(|(id, actor)| {
            let articles: Vec<String> = actors.in_sources(id).iter().map(|(source, _)| source.to_string()).collect();
            format!("{} {}", actor.name, articles.join(" "))
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn spellings_of_one_name_are_one_actor() {
    for (one, two) in [
        ("{p:Yusuf Suleimani}", "{p:Youssouf Soleymani}"),
        ("{p:Yusuf al-Qasimi}", "{p:Yousef el-Kasimi}"),
        ("{p:Serhiy Lysenko}", "{p:Sergei Lysenko}"),
        ("{p:Ana Rojas Vidal}, {p:Rojas}", "{p:Ana Rojas}"),
        ("{p:Assitan Traoré}", "{p:Assitan Traore}"),
        ("{p:Abdourahmane Tchiroma}", "{p:Abdurahmane Tchiroma}"),
        ("{p:Vladimir Petrovich Orlov}", "{p:Vladimir Orlov}"),
        ("{p:Akbar Hashimi Rasfan}", "{p:Hashimi Rasfan}"),
        ("{p:Y. Brandt}", "{p:Yael Brandt}"),
        ("the {o:Sea Guards Corps}", "the {o:Sea Guard Corps}"),
        ("the {o:Northern Fisheries Board} ({o:NFB})", "the {o:NFB}"),
        ("the {o:World Trade Organization}", "the {o:OMC}"),
        ("the {o:Associated Press} ({o:AP})", "the {o:AP}"),
        ("{s:Norway}'s {o:Foreign Ministry}", "the {o:Norwegian Foreign Ministry}"),
        ("the {o:Qalat Force}", "the {o:Galat Force}"),
        ("{p:Idris al-Naqi}", "{p:Idris Elnaqi}"),
        ("{p:Mori Haruka}, {p:Mori}", "{p:Haruka Mori}"),
        ("{s:Oslo}", "{s:Norway}"),
    ] {
        let actors = resolved(&[one, two], "");
        assert!(actors.iter().any(|(id, _)| actors.in_sources(id).len() == 2), "{one} {two}: {:?}", summary(&actors));
    }
}

#[test]
fn names_that_contradict_each_other_stay_two() {
    for (one, two) in [
        ("{p:Karim Hasan Saleh}, {p:Saleh}", "{p:Karim Hasan}"),
        ("{p:Ali Hassan}", "{p:Hassan Ali}"),
        ("{p:Garang Deng}", "{p:Deng Garang}"),
        ("{p:Adama Keïta}", "{p:Amadou Keïta}"),
        ("{p:Ali Khamenei}", "{p:Ali Khomeini}"),
        ("{p:Nouri Malik}", "{p:Nouri Maliki}"),
        ("{p:Sergei Petrovich Orlov}", "{p:Sergei Ivanovich Orlov}"),
        ("{p:Ousmane Diarra}", "{p:Ousmane Diallo}"),
        ("the {o:Foreign Ministry}", "the {o:Foreign Ministry}"),
        ("the {o:Norwegian Foreign Ministry}", "the {o:Danish Foreign Ministry}"),
        ("the {o:Alliance of Free Ports} ({o:AFP})", "the agency {o:AFP}"),
        ("the {o:Alliance of Eastern Ports} ({o:AEP})", "the {o:Academy of Economic Planning} ({o:AEP})"),
        ("{s:Soviet Union}", "{s:Russia}"),
        ("{p:Garang Deng}, {p:Deng}", "{p:Deng Garang}, {p:Deng}"),
        ("{p:Mori Haruka}", "{p:Haruka Mori}"),
        ("the {o:Harbour Liberation Front}", "the {o:Coastal Harbour Liberation Front}"),
        ("the {o:Polish Harbour League}", "the {o:Danish Harbour League}"),
        ("{o:Baltpetrol}", "{o:Baltpetrol Shipping}"),
        ("the {o:United Nations}", "the {o:UN Security Council}"),
    ] {
        let actors = resolved(&[one, two], "");
        assert!(actors.iter().all(|(id, _)| actors.in_sources(id).len() == 1), "{one} {two}: {:?}", summary(&actors));
    }
}

#[test]
fn whom_one_article_tells_apart_stay_two_in_all() {
    let documents = [
        "{p:Petar Ivan Lund} rules. Lund’s father, {p:Ivan Lund}, ruled.",
        "{p:Ivan Lund} ruled.",
        "{p:Petar Ivan Lund}",
    ];
    assert_eq!(summary(&resolved(&documents, "")), ["Ivan Lund 0 1", "Petar Ivan Lund 0 2"]);
}

#[test]
fn a_name_has_one_kind_over_the_corpus() {
    let told = |documents: &[&str]| {
        let actors = resolved(documents, "");
        let mut told: Vec<String> = actors
            .iter()
            .map(|(id, actor)| format!("{} {:?} {}", actor.name, actor.kind, actors.in_sources(id).len()))
            .collect();
        told.sort();
        told
    };
    let company = ["{p:Tadmor Reis}", "the {o:Tadmor Reis}", "{o:Tadmor Reis}"];
    assert_eq!(told(&company), ["Tadmor Reis Organisation 3"]);
    assert_eq!(told(&["{p:Tadmor Reis}", "{o:Tadmor Reis Ltd}"]), ["Tadmor Reis Organisation 2"]);
    let person = ["{p:Amina Kovač}, a farmer, and {p:Kovač}", "{o:Amina Kovač}"];
    assert_eq!(told(&person), ["Amina Kovač Person 2"]);
    assert_eq!(told(&["{p:Amina Kovač}", "{o:Kovač}"]), ["Amina Kovač Person 1", "Kovač Organisation 1"]);
}

#[test]
fn near_misses_make_no_chain() {
    // Each is like the next, the ends are not.
    let actors = resolved(&["{p:Hasan Baroud}", "{p:Hasen Baroud}", "{p:Hisen Baroud}", "{p:Hisin Baroud}"], "");
    for (_, actor) in actors.iter() {
        let has = |form: &str| actor.forms.iter().any(|known| known.text == form);
        assert!(!(has("Hasan Baroud") && has("Hisin Baroud")), "{:?}", actor.forms);
    }
}

#[test]
fn a_surname_alone_goes_to_the_only_bearer_or_one_far_commoner_or_nobody() {
    assert_eq!(summary(&resolved(&["{p:Amina Kovač}", "{p:Kovač}"], "")), ["Amina Kovač 0 1"]);
    assert_eq!(summary(&resolved(&["{p:Hassan Rouhi}", "{p:Rohi}"], "")), ["Hassan Rouhi 0 1"]);
    let two = ["{p:Amina Kovač}", "{p:Ivan Kovač}", "{p:Kovač}"];
    assert_eq!(summary(&resolved(&two, "")), ["Amina Kovač 0", "Ivan Kovač 1", "Kovač 2"]);
    let common = ["{p:Amina Kovač}", "{p:Amina Kovač}", "{p:Amina Kovač}", "{p:Ivan Kovač}", "{p:Kovač}"];
    assert_eq!(summary(&resolved(&common, "")), ["Amina Kovač 0 1 2 4", "Ivan Kovač 3"]);
    assert_eq!(summary(&resolved(&["{p:Kovač}", "{p:Kovač}"], "")), ["Kovač 0 1"]);
}

#[test]
fn the_preferred_name_is_the_full_one_that_most_articles_use() {
    let name = |documents: &[&str]| {
        resolved(documents, "").iter().next().map(|(_, actor)| actor.name.clone()).unwrap_or_default()
    };
    assert_eq!(name(&["{p:Amina Kovac}", "{p:Amina Kovač}, {p:Kovač}, {p:Kovač}"]), "Amina Kovač");
    assert_eq!(name(&["{p:Amina Kovac}", "{p:Amina Kovac}", "{p:Amina Kovač}"]), "Amina Kovac");
    assert_eq!(name(&["{s:Oslo}", "{s:Oslo}"]), "Norway");
    assert_eq!(name(&["{s:Norway}'s {o:Foreign Ministry} and the {o:Foreign Ministry} of {s:Norway}"]), "Norway");
}

#[test]
fn the_analyst_has_the_last_word() {
    let documents = ["{p:Amina Kovač}", "{p:Amina Kovac}", "the {o:Sea Wolves}", "the {o:Harbour Guards}"];
    let joined = "[[actor]]\nname = \"Harbour Militia\"\nforms = [\"Sea Wolves\", \"Harbour Guards\"]\n";
    assert_eq!(summary(&resolved(&documents, joined)), ["Amina Kovač 0 1", "Harbour Militia 2 3"]);
    let parted =
        "[[actor]]\nname = \"Amina Kovač\"\ndistinct_from = [\"Amina Kovac\"]\n\n[[actor]]\nname = \"Amina Kovac\"\n";
    let actors = resolved(&documents, parted);
    assert_eq!(summary(&actors), ["Amina Kovac 1", "Amina Kovač 0", "Harbour Guards 3", "Sea Wolves 2"]);
    let unmet = "[[actor]]\nname = \"Petra Lund\"\nkind = \"person\"\nforms = [\"P. Lund\"]\n";
    let actors = resolved(&documents, unmet);
    assert_eq!(actors.with_form("P. Lund").len(), 1, "an actor whom no article names is known all the same");
}

#[test]
fn a_form_that_is_not_this_actor_stays_another() {
    let documents = ["{p:Amina Kovač}", "{p:Amina Kovac}"];
    let analyst = "[[actor]]\nname = \"Amina Kovač\"\nnot = [\"Amina Kovac\"]\n";
    assert_eq!(summary(&resolved(&documents, analyst)).len(), 2);
}

#[test]
fn slugs_are_unique() {
    let actors = resolved(&["{p:Amina Kovač}", "{o:Amina Kovac}", "{p:Ivan Kovač}", "{p:Kovač}", "{p:Kovač}"], "");
    let mut slugs: Vec<&str> = actors.iter().map(|(_, actor)| actor.slug.as_str()).collect();
    let all = slugs.len();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), all);
}

const CORPUS: [&str; 10] = [
    "{p:Amina Kovač} of the {o:Northern Fisheries Board} ({o:NFB}); {p:Kovač}",
    "{p:Amina Kovac} and {p:Ivan Kovač} of the {o:NFB}",
    "{p:Kovač} in {s:Oslo}",
    "{p:Yusuf Suleimani} and {p:Youssef Soleimani}",
    "{p:Suleymani} in {s:Norway}",
    "{p:Hasan Baroud}, {p:A. Kovač}",
    "{p:Hasen Baroud}",
    "{p:Hisen Baroud}, {p:Baroud}",
    "the {o:Norwegian Foreign Ministry}; {s:Peru} and its {o:Foreign Ministry}",
    "the {o:North Fisheries Board} ({o:NFB}), the {o:Patrol Fleet}, the {o:NFB Patrol Fleet}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_order_of_the_articles_leaves_no_trace(order in Just((0..CORPUS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let readings: Vec<Reading> = CORPUS.iter().map(|text| read(text)).collect();
        let paths: Vec<String> = (0..CORPUS.len()).map(|at| format!("{at}.txt")).collect();
        let told = |order: &[usize]| {
            let sources: Vec<Source<'_>> = order
                .iter()
                .map(|&at| Source { told: &readings[at], published: None, path: &paths[at] })
                .collect();
            let actors = resolve(&sources, &ActorsFile::default());
            let all: Vec<_> = actors
                .iter()
                .map(|(id, actor)| {
                    let mut locals: Vec<(usize, u32)> =
                        actors.in_sources(id).iter().map(|(source, local)| (order[*source as usize], *local)).collect();
                    locals.sort_unstable();
                    (actor.slug.clone(), actor.name.clone(), actor.forms.clone(), locals)
                })
                .collect();
            all
        };
        let sorted: Vec<usize> = (0..CORPUS.len()).collect();
        prop_assert_eq!(told(&order), told(&sorted));
    }

    #[test]
    fn changes_in_any_order_lead_where_building_anew_leads(
        steps in prop::collection::vec((0..CORPUS.len() * 2, any::<bool>()), 1..40),
        spoken in prop::collection::vec(0..ANALYST.len(), 1..4),
    ) {
        let readings: Vec<Reading> = CORPUS.iter().map(|text| read(text)).collect();
        let mut resolver = Resolver::default();
        // At each of ten paths one of twenty articles, or none.
        let mut there: [Option<usize>; CORPUS.len()] = [None; CORPUS.len()];
        for (at, (article, stays)) in steps.iter().enumerate() {
            there[(article + at) % CORPUS.len()] = stays.then_some(article % CORPUS.len());
            let analyst = ActorsFile::parse(ANALYST[spoken[at % spoken.len()]]).0;
            let paths: Vec<(String, usize)> =
                there.iter().enumerate().filter_map(|(path, text)| Some((format!("{path}.txt"), (*text)?))).collect();
            let sources: Vec<(Source<'_>, u64)> = paths
                .iter()
                .map(|(path, text)| (Source { told: &readings[*text], published: dated(*text), path }, *text as u64))
                .collect();
            let (kept, numbers) = resolver.update(&sources, &analyst);
            let (anew, places) = Resolver::default().update(&sources, &analyst);
            prop_assert_eq!(shown(&kept, &sources, &numbers), shown(&anew, &sources, &places));
        }
    }
}

/// What analysts said at one time or another.
const ANALYST: [&str; 4] = [
    "",
    "[[actor]]\nname = \"Amina Kovač\"\nforms = [\"Kovač\", \"A. K.\"]\n",
    "[[actor]]\nname = \"Fisheries\"\nforms = [\"NFB\", \"Patrol Fleet\"]\nnot = [\"NFB Patrol Fleet\"]\n",
    "[[actor]]\nname = \"Hasan Baroud\"\ndistinct_from = [\"Hasen Baroud\"]\n[[actor]]\nname = \"Oslo\"\nkind = \"organisation\"\n",
];

fn dated(text: usize) -> Option<PublicationDate> {
    (!text.is_multiple_of(3)).then(|| PublicationDate {
        year: 2000 + i16::try_from(text).unwrap_or(0),
        month: None,
        day: None,
    })
}

/// All that can be asked of the actors, with paths for the numbers of sources.
fn shown(actors: &Actors, sources: &[(Source<'_>, u64)], numbers: &[u32]) -> Vec<String> {
    let path = |number: u32| {
        let at = numbers.iter().position(|other| *other == number);
        at.and_then(|at| sources.get(at)).map_or("?", |(source, _)| source.path)
    };
    let mut out: Vec<String> = actors
        .iter()
        .map(|(id, actor)| {
            let mut locals: Vec<(&str, u32)> =
                actors.in_sources(id).iter().map(|(source, local)| (path(*source), *local)).collect();
            locals.sort_unstable();
            let forms: Vec<String> = actor.forms.iter().map(|form| format!("{} {}", form.text, form.count)).collect();
            format!("{} {} {} {:?} {forms:?} {locals:?} {}", id.0, actor.slug, actor.name, actor.kind, actor.mentions)
        })
        .collect();
    for ((source, _), number) in sources.iter().zip(numbers) {
        let told = source.told.told();
        let who = (0u32..).zip(&told.actors).map(|(local, _)| actors.of_local(*number, local));
        out.push(format!("{} {:?}", source.path, who.collect::<Vec<_>>()));
    }
    for query in ["kov", "nfb", "fleet", "barod", "norw"] {
        let found = actors.search(query, 20).into_iter().map(|found| (found.actor, found.form, found.score));
        out.push(format!("{query} {:?}", found.collect::<Vec<_>>()));
    }
    for form in ["Kovač", "NFB", "Hasan Baroud", "Oslo"] {
        out.push(format!("{form} {:?}", actors.with_form(form)));
    }
    out
}
