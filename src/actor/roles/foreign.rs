//! "le ministre des Affaires étrangères, X," and "X, ministro del Interior,": roles in other languages than English.

use super::Place;
use super::words::{Word, lower, phrase, words};
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::text::{Span, WordList};

/// Nouns for offices in French, Spanish, Portuguese and Italian that English does not have in this spelling.
static NOUNS: WordList = WordList::new(
    "ministre ministro ministra président présidente presidente presidenta directeur directrice directora \
    diretor diretora direttore direttrice porte-parole portavoz porta-voz portavoce secrétaire secretario secretaria \
    secretário secretária segretario segretaria chef cheffe jefe jefa chefe capo ambassadeur ambassadrice embajador \
    embajadora embaixador embaixadora ambasciatore gouverneur gouverneure gobernador gobernadora governador governadora \
    governatore maire alcalde alcaldesa prefeito prefeita sindaco député députée diputado diputada deputado deputada \
    deputato deputata sénateur sénatrice senador senadora senatore canciller chanceler professeur professeure chercheur \
    chercheuse investigador investigadora pesquisador pesquisadora avocat avocate abogado abogada advogado advogada fiscal \
    procureur procureure juge juez jueza fondateur fondatrice fundador fundadora commandant comandante coordinateur \
    coordinatrice coordinador coordinadora économiste economista politologue politólogo politóloga vice-ministre \
    viceministro viceministra vicepresidente vicepresidenta vice-président vice-présidente exministro exministra \
    expresidente expresidenta ex-ministre ex-président historien historienne historiador historiadora journaliste periodista titular \
    cofundador cofundadora cofondateur vocero vocera director intendente intendenta edil rector rectora recteur",
);
/// What may go between such a noun and the name, or opens its phrase.
static ARTICLES: WordList = WordList::new(
    "le la les un une el los las una o a os as um uma il lo du au del al do da della dello l’ l' \
    su sus seu sua son sa ses leur cuyo cuya ex the ",
);
/// Nouns that English has in the same spelling: only after an article of the other language are they foreign. Of the others
/// English texts speak too ("the alcaldesa of Uyuni").
static SHARED: WordList = WordList::new("chef fiscal commandant capo rector titular director");
/// A role has at most so many words.
const MOST_WORDS: usize = 14;

/// "le ministre éthiopien des Affaires étrangères, X": what stands before the comma before the name.
pub(super) fn before(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    if place.name().kind != Kind::Person {
        return None;
    }
    let lead = place.before().trim_end().strip_suffix(',')?;
    let from = lead
        .rfind([',', ';', ':', '.', '(', ')', '«', '»', '“', '”', '"', '—', '\n'])
        .map_or(0, |at| at + lead.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let clause = lead.get(from..)?;
    let parts = words(clause);
    let at = (0..parts.len()).find(|&at| is_office(&parts, at))?;
    // The article stands before the noun: without one the phrase is about something else.
    let article = at.checked_sub(1).and_then(|at| parts.get(at)).is_some_and(is_article);
    let elided = parts.get(at).is_some_and(|word| bare_of_article(word).0 > 0);
    if !article && !elided || parts.len() - at > MOST_WORDS || has_verb(parts.get(at + 1..)?) {
        return None;
    }
    let (first, last) = (parts.get(at)?, parts.last()?);
    let offset = place.block.start() + from;
    let start = offset + first.span.start() + bare_of_article(first).0;
    Some((Span::new(start, offset + last.span.end()), RoleEvidence::Apposition))
}

/// "X, directrice du port,": what follows the comma after the name.
pub(super) fn after(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    if place.name().kind != Kind::Person {
        return None;
    }
    let text = place.after();
    let rest = text.strip_prefix(',')?.trim_start();
    let said = phrase(rest);
    let parts = words(said);
    let opens = usize::from(parts.first().is_some_and(is_article));
    if !is_office(&parts, opens) || parts.len() > MOST_WORDS || has_verb(parts.get(opens + 1..)?) {
        return None;
    }
    let first = parts.get(opens)?;
    let start = place.name().span.end() + (text.len() - rest.len());
    let from = start + first.span.start() + bare_of_article(first).0;
    Some((Span::new(from, start + said.len()), RoleEvidence::Apposition))
}

fn is_article(word: &Word<'_>) -> bool {
    ARTICLES.has(&lower(word.text))
}

/// The bytes of an elided article ("l’ambassadeur"), and the word without it.
fn bare_of_article<'t>(word: &Word<'t>) -> (usize, &'t str) {
    for article in ["l’", "l'", "L’", "L'", "d’", "d'"] {
        if let Some(rest) = word.text.strip_prefix(article) {
            return (article.len(), rest);
        }
    }
    (0, word.text)
}

fn is_office(parts: &[Word<'_>], at: usize) -> bool {
    let Some(word) = parts.get(at) else { return false };
    let (elided, bare) = bare_of_article(word);
    let noun = lower(bare);
    let before = || at.checked_sub(1).and_then(|before| parts.get(before));
    let article = || elided > 0 || before().is_some_and(|word| is_article(word) && lower(word.text) != "the");
    NOUNS.has(&noun) && (article() || !SHARED.has(&noun))
}

/// Verbs of being, having and saying: with one of them the phrase is a clause.
fn has_verb(parts: &[Word<'_>]) -> bool {
    static VERBS: WordList = WordList::new(
        "est était sont a ont avait dit déclaré affirmé qui que es era son está ha han fue dijo afirmó \
        é foi disse è stato sera sarà sera será",
    );
    parts.iter().any(|word| VERBS.has(word.text))
}
