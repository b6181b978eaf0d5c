//! Where a carousel stands and where it goes: plain numbers, no browser. Pixels throughout.

/// One card's place on the track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    pub start: i32,
    pub width: i32,
}

/// A track of cards behind a viewport.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    pub cards: Vec<Card>,
    pub viewport: i32,
    /// Width of all that can be scrolled.
    pub content: i32,
    /// How far it is scrolled.
    pub offset: i32,
}

/// Browsers scroll to fractions of a pixel and report whole ones.
const SLACK: i32 = 2;

impl Track {
    fn furthest(&self) -> i32 {
        (self.content - self.viewport).max(0)
    }

    /// The places where the track comes to rest.
    fn stops(&self) -> impl DoubleEndedIterator<Item = i32> + '_ {
        self.cards.iter().map(|card| card.start.clamp(0, self.furthest()))
    }

    pub fn is_at_start(&self) -> bool {
        self.offset <= SLACK
    }

    pub fn is_at_end(&self) -> bool {
        self.offset >= self.furthest() - SLACK
    }

    /// Where "next" goes: the first card that is not wholly seen comes to the front.
    pub fn next(&self) -> i32 {
        let seen = self.offset + self.viewport;
        self.cards
            .iter()
            .find(|card| card.start + card.width > seen + SLACK)
            .map(|card| card.start)
            .into_iter()
            // A card wider than the viewport is never wholly seen: move on all the same.
            .chain(self.stops())
            .map(|stop| stop.clamp(0, self.furthest()))
            .find(|stop| *stop > self.offset + SLACK)
            .unwrap_or_else(|| self.furthest())
    }

    /// Where "previous" goes: as far back as keeps the first card seen now in view or next to it.
    pub fn previous(&self) -> i32 {
        let earliest = self.offset - self.viewport;
        self.stops()
            .find(|stop| *stop >= earliest - SLACK)
            .filter(|stop| *stop < self.offset - SLACK)
            .or_else(|| self.stops().rev().find(|stop| *stop < self.offset - SLACK))
            .unwrap_or(0)
    }

    /// Where the track goes so that this card is wholly seen: nowhere, if it is.
    pub fn reveal(&self, index: usize) -> i32 {
        let Some(card) = self.cards.get(index) else {
            return self.offset;
        };
        let end = card.start + card.width;
        if card.start < self.offset - SLACK {
            card.start.clamp(0, self.furthest())
        } else if end > self.offset + self.viewport + SLACK {
            self.stops()
                .find(|stop| stop + self.viewport + SLACK >= end)
                .unwrap_or_else(|| self.furthest())
        } else {
            self.offset
        }
    }

    /// The first card seen by more than half, counted from 0.
    pub fn first_seen(&self) -> usize {
        if self.is_at_end() && !self.is_at_start() && self.viewport < self.cards.last().map_or(0, |card| card.width * 2)
        {
            return self.cards.len().saturating_sub(1);
        }
        self.cards
            .iter()
            .position(|card| card.start + card.width / 2 >= self.offset)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten cards of 200 with gaps of 16, seen through a viewport.
    fn track(viewport: i32, offset: i32) -> Track {
        Track {
            cards: (0..10)
                .map(|i| Card {
                    start: i * 216,
                    width: 200,
                })
                .collect(),
            viewport,
            content: 10 * 216 - 16,
            offset,
        }
    }

    #[test]
    fn next_brings_the_first_card_that_is_cut_off_to_the_front() {
        assert_eq!(track(500, 0).next(), 2 * 216);
        assert_eq!(track(648, 0).next(), 3 * 216);
        assert_eq!(track(360, 216).next(), 2 * 216);
    }

    #[test]
    fn next_and_previous_stop_at_the_ends() {
        assert_eq!(track(500, 1600).next(), 2144 - 500);
        assert_eq!(track(500, 1644).next(), 1644);
        assert!(track(500, 1643).is_at_end());
        assert_eq!(track(500, 100).previous(), 0);
        assert!(track(500, 1).is_at_start());
        assert!(!track(500, 216).is_at_start());
    }

    #[test]
    fn previous_goes_back_no_further_than_what_was_just_left() {
        assert_eq!(track(500, 5 * 216).previous(), 3 * 216);
        assert_eq!(track(150, 5 * 216).previous(), 4 * 216);
    }

    #[test]
    fn pressing_next_passes_every_card_and_previous_comes_back() {
        for viewport in [120, 200, 360, 500, 900, 3000] {
            let mut track = track(viewport, 0);
            let mut presses = 0;
            while !track.is_at_end() {
                let next = track.next();
                assert!(next > track.offset, "stuck at {} of {viewport}", track.offset);
                assert!(next - track.offset <= viewport.max(216), "skipped a card at {viewport}");
                track.offset = next;
                presses += 1;
                assert!(presses <= 10);
            }
            while !track.is_at_start() {
                let previous = track.previous();
                assert!(previous < track.offset, "stuck at {} of {viewport}", track.offset);
                track.offset = previous;
            }
        }
    }

    #[test]
    fn a_card_that_gets_the_focus_comes_into_view_and_one_in_view_moves_nothing() {
        assert_eq!(track(500, 0).reveal(1), 0);
        assert_eq!(track(500, 0).reveal(2), 216);
        assert_eq!(track(500, 5 * 216).reveal(3), 3 * 216);
        assert_eq!(track(500, 0).reveal(9), 1644);
        assert_eq!(track(500, 0).reveal(99), 0);
    }

    #[test]
    fn few_cards_need_no_scrolling() {
        let track = Track {
            cards: vec![Card { start: 0, width: 200 }],
            viewport: 500,
            content: 200,
            offset: 0,
        };
        assert!(track.is_at_start() && track.is_at_end());
        assert_eq!((track.next(), track.previous(), track.first_seen()), (0, 0, 0));
        assert_eq!(Track::default().next(), 0);
    }

    #[test]
    fn the_first_card_seen_is_counted_by_its_middle() {
        assert_eq!(track(500, 0).first_seen(), 0);
        assert_eq!(track(500, 120).first_seen(), 1);
        assert_eq!(track(300, 2144 - 300).first_seen(), 9);
    }
}
