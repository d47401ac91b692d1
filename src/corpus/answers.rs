//! Answers that were given before.
//!
//! An answer is a function of the question and the snapshot, so that keeping it changes nothing but the time: of a
//! note that was checked a moment ago only what a keystroke touched is looked for again.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// How many answers are kept at least where nothing else is said.
const KEPT: usize = 512;

/// Answers by their questions, the latest of them: `MOST` at least, and at most twice as many.
#[derive(Debug)]
pub struct Answers<Q, A, const MOST: usize = KEPT> {
    /// Those asked for lately, and those before.
    generations: Mutex<[FxHashMap<Q, A>; 2]>,
}

impl<Q, A, const MOST: usize> Default for Answers<Q, A, MOST> {
    fn default() -> Self {
        Answers { generations: Mutex::default() }
    }
}

impl<Q: Eq + Hash, A: Clone, const MOST: usize> Answers<Q, A, MOST> {
    /// The answer to `question`, found out where it is not known. Two threads may both find it out.
    pub fn get(&self, question: Q, find_out: impl FnOnce(&Q) -> A) -> A {
        if let Some(known) = self.known(&question) {
            return known;
        }
        let answer = find_out(&question);
        self.keep(question, answer.clone());
        answer
    }

    fn known(&self, question: &Q) -> Option<A> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        if let Some(answer) = young.get(question) {
            return Some(answer.clone());
        }
        // What is asked again grows young again.
        let (question, answer) = old.remove_entry(question)?;
        young.insert(question, answer.clone());
        Some(answer)
    }

    fn keep(&self, question: Q, answer: A) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *generations;
        if young.len() >= MOST {
            *old = std::mem::take(young);
        }
        young.insert(question, answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_out_once_and_forgotten_when_nobody_asks() {
        let answers: Answers<usize, usize> = Answers::default();
        let asked = std::cell::Cell::new(0);
        let ask = |question| {
            answers.get(question, |question| {
                asked.set(asked.get() + 1);
                question * 2
            })
        };
        assert_eq!((ask(3), ask(3), asked.get()), (6, 6, 1));
        for other in 10..10 + 3 * KEPT {
            ask(other);
            assert_eq!(ask(3), 6);
        }
        assert_eq!(asked.get(), 1 + 3 * KEPT);
        for other in 10_000..10_000 + 3 * KEPT {
            ask(other);
        }
        let before = asked.get();
        ask(3);
        assert_eq!(asked.get(), before + 1);
    }

    #[test]
    fn however_many_questions_are_asked_only_so_many_answers_are_kept() {
        let answers: Answers<usize, usize, 4> = Answers::default();
        for question in 0..1000 {
            answers.get(question, |question| *question);
            let kept: usize = answers.generations.lock().unwrap().iter().map(FxHashMap::len).sum();
            assert!(kept <= 8, "{kept}");
        }
    }
}
