//! What was met before: ids and addresses of a feed's items.

use std::rc::Rc;

/// Texts that were met, sorted: as quick as a hash table at the length of a feed, and much less code.
#[derive(Debug, Default)]
pub struct Seen(Vec<Rc<str>>);

impl Seen {
    /// Whether it is met for the first time.
    pub fn is_new(&mut self, text: &Rc<str>) -> bool {
        match self.0.binary_search_by(|seen| compare(seen, text)) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, text.clone());
                true
            }
        }
    }
}

fn compare(seen: &str, text: &str) -> std::cmp::Ordering {
    #[cfg(test)]
    tests::COMPARED.with(|count| count.set(count.get() + 1));
    seen.cmp(text)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::cell::Cell;

    thread_local! {
        /// How often two texts were compared in this thread.
        pub static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn what_was_met_is_found_with_as_many_comparisons_as_its_number_has_bits() {
        for count in [1250, 2500, 5000_usize] {
            let mut seen = Seen::default();
            COMPARED.set(0);
            for n in 0..count {
                assert!(seen.is_new(&Rc::from(format!("tin-{}", n * 7919 % count))));
            }
            assert!(!seen.is_new(&Rc::from("tin-0")));
            let each = COMPARED.get() as f64 / count as f64;
            assert!(
                each <= f64::from(usize::BITS - count.leading_zeros()),
                "{count}: {each}"
            );
        }
    }
}
