//! How much of a parsed tree is taken over.

/// Elements that an author left open come again in each paragraph, with all their attributes: a few kilobytes of markup can
/// become millions of nodes. Bounds what is taken of them by the markup's own length.
pub struct Allowance(usize);

impl Allowance {
    /// Twice what the markup could say if each of its bytes were said once, and something for what parsers add.
    pub fn of(markup: &str) -> Self {
        Self(markup.len() * 2 + 1024)
    }

    /// Whether so much more may be taken.
    pub fn take(&mut self, cost: usize) -> bool {
        let left = self.0.checked_sub(cost);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}
