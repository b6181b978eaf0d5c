//! When a message is tried again.

/// After the first failure, in seconds.
const FIRST: u32 = 5;
/// However often it failed.
const LONGEST: u32 = 1800;
/// However long a desk asks to wait.
const LONGEST_ASKED: u32 = 24 * 3600;
/// After that the reader gets their text back. A desk keeps keys for longer (docs/feedback.md).
pub const GIVEN_UP: u32 = 14 * 24 * 3600;

/// Seconds until the next try after the `tries`th. `chance`, from 0 to 255, spreads those who failed together.
pub fn wait(tries: u32, asked: Option<u32>, chance: u8) -> u32 {
    let back_off = (FIRST << tries.saturating_sub(1).min(10)).min(LONGEST);
    let spread = back_off / 2 + back_off * u32::from(chance) / 255;
    let asked = asked.unwrap_or(0).min(LONGEST_ASKED);
    // Those who were asked to come back in a minute do not all come in the same second.
    spread.max(if asked == 0 {
        0
    } else {
        asked + FIRST * u32::from(chance) / 255
    })
}

/// Whether a message is to be tried that was to wait until `next`. No desk is waited for so long as a clock that was set back says.
pub fn is_due(next: u32, now: u32) -> bool {
    next <= now || next - now > LONGEST_ASKED + FIRST
}

#[cfg(test)]
mod tests {
    use super::{is_due, wait};

    #[test]
    fn it_waits_longer_each_time_and_never_longer_than_three_quarters_of_an_hour() {
        let middle = |tries| wait(tries, None, 127);
        assert!((4..=6).contains(&middle(1)) && (8..=12).contains(&middle(2)) && (17..=23).contains(&middle(3)));
        assert!(wait(1000, None, 255) <= 2700 && wait(u32::MAX, None, 0) == 900);
    }

    #[test]
    fn chance_parts_those_who_failed_together() {
        assert!(wait(4, None, 0) < wait(4, None, 90) && wait(4, None, 90) < wait(4, None, 255));
        assert!(wait(1, Some(60), 0) < wait(1, Some(60), 255));
    }

    #[test]
    fn a_desk_that_asks_to_wait_is_not_asked_sooner_and_can_not_ask_for_ever() {
        assert!(wait(1, Some(120), 0) >= 120);
        assert!(wait(1, Some(u32::MAX), 255) <= 24 * 3600 + 5);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_make_a_message_wait_for_ever() {
        let longest = wait(1, Some(u32::MAX), 255);
        assert!(is_due(100, 100) && !is_due(101, 100) && !is_due(100 + longest, 100));
        assert!(is_due(101 + longest, 100));
    }
}
