use ibid::actor::*;
use ibid::article::Article;
use ibid::text::Span;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let out = &args[0];
    let paths = &args[1..];
    let arts: Vec<(String, Article)> = paths
        .iter()
        .map(|p| {
            let b = std::fs::read(p).unwrap();
            let s = match String::from_utf8(b.clone()) {
                Ok(s) => s,
                Err(_) => b
                    .iter()
                    .map(|&c| match c {
                        0x91 => '‘',
                        0x92 => '’',
                        0x93 => '“',
                        0x94 => '”',
                        0x96 => '–',
                        0x97 => '—',
                        0x85 => '…',
                        0x80 => '€',
                        0x9c => 'œ',
                        c => c as char,
                    })
                    .collect(),
            };
            (p.clone(), Article::read(s.as_bytes(), std::path::Path::new(p)))
        })
        .collect();
    let readings: Vec<Reading> = arts
        .iter()
        .map(|(_, a)| {
            let mut a2 = a.clone();
            if a2.blocks.len() == 1 {
                let t = a.prose.text();
                let mut bl = vec![];
                let mut at = 0;
                for l in t.split_inclusive('\n') {
                    let e = at + l.trim_end().len();
                    if e > at {
                        bl.push(ibid::article::Block {
                            role: ibid::article::Role::Body,
                            span: Span::new(at, e),
                            paragraph: None,
                        });
                    }
                    at += l.len();
                }
                a2.blocks = bl;
            }
            reading::read(&a2)
        })
        .collect();
    let sources: Vec<Source> = arts
        .iter()
        .zip(&readings)
        .map(|((p, a), r)| Source { reading: r, published: a.metadata.published.clone(), path: p })
        .collect();
    let file = std::env::var("ACTORS")
        .ok()
        .map(|p| ActorsFile::parse(&std::fs::read_to_string(p).unwrap()).0)
        .unwrap_or_default();
    let actors = resolve(&sources, &file);
    let mut inspect = vec![];
    for (i, ((p, a), r)) in arts.iter().zip(&readings).enumerate() {
        let src = &a.source;
        let mut starts = vec![0];
        for (k, c) in src.char_indices() {
            if c == '\n' {
                starts.push(k + 1)
            }
        }
        let ms: Vec<_> = r.mentions.iter().map(|m| { let l = starts.partition_point(|&s| s <= m.span.start()) - 1;
            let id = actors.of_local(i, m.actor).unwrap(); let ac = actors.get(id).unwrap();
            serde_json::json!({"line": l + 1, "column": src[starts[l]..m.span.start()].chars().count() + 1, "text": m.span.of(src), "actor": ac.slug, "kind": ac.kind}) }).collect();
        inspect.push(
            serde_json::json!({"path": p, "lines": [{"from":1,"to":starts.len(),"role":"body"}], "mentions": ms}),
        );
    }
    std::fs::write(format!("{out}/inspect.json"), serde_json::to_string(&inspect).unwrap()).unwrap();
    let cards: Vec<_> = actors.iter().map(|(_, ac)| {
        let roles: Vec<_> = ac.locals.iter().flat_map(|&(s, l)| { let (p, a) = &arts[s as usize]; let starts: Vec<usize> = std::iter::once(0).chain(a.source.char_indices().filter(|x| x.1 == '\n').map(|x| x.0 + 1)).collect();
            readings[s as usize].actors[l as usize].roles.iter().map(move |r| serde_json::json!({"text": r.text, "path": p, "line": starts.partition_point(|&x| x <= r.span.start()), "published": null, "ev": format!("{:?}", r.evidence)})).collect::<Vec<_>>() }).collect();
        serde_json::json!({"actor": ac.slug, "name": ac.name, "kind": ac.kind, "forms": ac.forms, "mentions": ac.mentions, "articles": ac.locals.len(), "roles": roles})}).collect();
    std::fs::write(format!("{out}/actors.json"), serde_json::to_string_pretty(&cards).unwrap()).unwrap();
    for q in std::env::var("Q").unwrap_or_default().split(';').filter(|q| !q.is_empty()) {
        println!(
            "{q}: {:?}",
            actors
                .search(q, 5)
                .iter()
                .map(|f| (f.form.clone(), actors.get(f.actor).unwrap().name.clone(), f.score))
                .collect::<Vec<_>>()
        );
    }
    if let Ok(n) = std::env::var("NOTE") {
        for np in n.split(';') {
            let t = std::fs::read_to_string(np).unwrap();
            let m: Vec<_> = t.split("\n\n").map(|b| ibid::text::Mapped::identity(b, 0)).collect();
            let refs: Vec<_> = m.iter().collect();
            for (b, list) in m.iter().zip(actors.recognise(&refs)) {
                for r in list {
                    println!(
                        "{:40} {}",
                        r.span.of(b.text()),
                        match &r.who {
                            Who::Known(i) => format!("= {}", actors.get(*i).unwrap().name),
                            Who::Near(i, f) => format!("NEAR {} ({f})", actors.get(*i).unwrap().name),
                            Who::Ambiguous(v) => format!(
                                "AMBIG {:?}",
                                v.iter().map(|i| actors.get(*i).unwrap().name.clone()).collect::<Vec<_>>()
                            ),
                            Who::Unknown(k) => format!("? {k:?}"),
                        }
                    );
                }
            }
        }
    }
}
