//! Sets of numbers that are small and close together, as the numbers of names are.

/// Numbers, each at most once. What it costs to ask or add does not depend on how many there are.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// For each number whether it is one of them.
    marked: Vec<bool>,
    /// All that were added, also those that were taken out again.
    added: Vec<u32>,
}

impl Marks {
    /// Adds a number; whether it is new.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let at = number as usize;
        if at >= self.marked.len() {
            self.marked.resize((at + 1).next_power_of_two(), false);
        }
        let new = self.marked.get_mut(at).is_some_and(|marked| !std::mem::replace(marked, true));
        if new {
            self.added.push(number);
        }
        new
    }

    /// Takes a number out.
    pub(super) fn remove(&mut self, number: u32) {
        if let Some(marked) = self.marked.get_mut(number as usize) {
            *marked = false;
        }
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> Vec<u32> {
        let is_one = |number: &u32| self.marked.get(*number as usize) == Some(&true);
        let mut numbers: Vec<u32> = self.added.iter().copied().filter(is_one).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// All of them, in order; none are left.
    pub(super) fn take(&mut self) -> Vec<u32> {
        let mut numbers = std::mem::take(&mut self.added);
        numbers.sort_unstable();
        numbers.retain(|&number| {
            self.marked.get_mut(number as usize).is_some_and(|marked| std::mem::replace(marked, false))
        });
        numbers
    }
}

impl Extend<u32> for Marks {
    fn extend<T: IntoIterator<Item = u32>>(&mut self, numbers: T) {
        for number in numbers {
            self.insert(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_what_was_added_and_not_taken_out() {
        let mut marks = Marks::default();
        marks.extend([7, 3, 900, 3]);
        assert!(!marks.insert(7) && marks.insert(4));
        marks.remove(3);
        marks.remove(5);
        assert!(marks.insert(3));
        marks.remove(900);
        assert_eq!(marks.take(), [3, 4, 7]);
        assert!(marks.take().is_empty() && marks.insert(7));
    }
}
