//! Times as readers in Việt Nam see them, and as the database has them.

use jiff::{
    SignedDuration, Timestamp, Zoned,
    civil::Date,
    tz::{TimeZone, offset},
};

/// One fixed offset, no daylight saving since 1975.
fn vietnam() -> TimeZone {
    TimeZone::fixed(offset(7))
}

pub(crate) fn in_vietnam(time: Timestamp) -> Zoned {
    time.to_zoned(vietnam())
}

/// Text that sorts as the times do: UTC, to the millisecond.
pub(crate) fn stored(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// A stored time for a person; what is none stays as it is.
pub(crate) fn written(stored: &str) -> String {
    stored.parse().map_or_else(
        |_| stored.to_owned(),
        |time| in_vietnam(time).strftime("%H:%M, %d/%m/%Y").to_string(),
    )
}

/// When a day begins in Việt Nam.
pub(crate) fn begin(day: Date) -> Option<Timestamp> {
    day.to_zoned(vietnam()).ok().map(|zoned| zoned.timestamp())
}

pub(crate) fn days(count: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_vietnam_begins_seven_hours_before_the_day_in_utc() {
        let begin = begin(Date::constant(2026, 11, 25)).unwrap();
        assert_eq!(stored(begin), "2026-11-24T17:00:00.000Z");
        assert_eq!(written(&stored(begin)), "00:00, 25/11/2026");
        assert_eq!(written("khi nào"), "khi nào");
    }
}
