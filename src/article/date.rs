//! Moments in time: read from RFC 3339, told in the reader's words.

use std::rc::Rc;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// A moment in time as a feed gave it, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    written: Rc<str>,
    at: OffsetDateTime,
}

impl Moment {
    /// Reads an [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) date-time. Anything else is no date: a wrong date
    /// under a news story is worse than none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        OffsetDateTime::parse(text, &Rfc3339).ok().map(|at| Self {
            written: text.into(),
            at,
        })
    }

    /// As the feed wrote it: the value of `<time datetime>`.
    pub fn written(&self) -> &Rc<str> {
        &self.written
    }

    /// Milliseconds since 1 January 1970 UTC.
    pub fn millis(&self) -> i64 {
        self.at.unix_timestamp() * 1000 + i64::from(self.at.millisecond())
    }

    /// Day, month, year, hour and minute in the offset that the feed gave: what is shown where there is no `Intl`.
    pub fn plain(&self) -> String {
        format!(
            "{:02}/{:02}/{} {:02}:{:02}",
            self.at.day(),
            u8::from(self.at.month()),
            self.at.year(),
            self.at.hour(),
            self.at.minute()
        )
    }

    /// How to say this moment at the moment `now` (milliseconds since 1970).
    pub fn phrase(&self, now: i64) -> Phrase {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let ago = now - self.millis();
        let of = |unit, length| Phrase::Ago(i32::try_from(ago / length).unwrap_or(i32::MAX), unit);
        match ago {
            // A clock a little behind the newspaper's is no reason to speak of the future.
            a if a < -5 * MINUTE => Phrase::Date,
            a if a < HOUR => Phrase::Ago(i32::try_from((a / MINUTE).max(1)).unwrap_or(1), Unit::Minute),
            a if a < DAY => of(Unit::Hour, HOUR),
            a if a < 7 * DAY => of(Unit::Day, DAY),
            _ => Phrase::Date,
        }
    }
}

/// How a moment is told in a list: a fresh one by its distance, an older one by its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// So many units ago.
    Ago(i32, Unit),
    /// By its date.
    Date,
}

/// Units of [`Phrase::Ago`], with the names of `Intl.RelativeTimeFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minute,
    Hour,
    Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_rfc_3339_date_is_read_and_nothing_else() {
        let moment = Moment::parse("2023-05-19T07:30:00+07:00").unwrap();
        assert_eq!(moment.millis(), 1_684_456_200_000);
        assert_eq!(moment.plain(), "19/05/2023 07:30");
        assert_eq!(&**moment.written(), "2023-05-19T07:30:00+07:00");
        assert_eq!(
            Moment::parse("2023-05-19T00:30:00.250Z").unwrap().millis(),
            1_684_456_200_250
        );
        for bad in ["", "hôm qua", "2023-13-40T00:00:00Z", "19/05/2023", "0"] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_fresh_moment_is_told_by_its_distance_and_an_old_one_by_its_date() {
        let moment = Moment::parse("2026-01-10T08:00:00Z").unwrap();
        let after = |seconds: i64| moment.phrase(moment.millis() + seconds * 1000);
        assert_eq!(after(5), Phrase::Ago(1, Unit::Minute));
        assert_eq!(after(59 * 60), Phrase::Ago(59, Unit::Minute));
        assert_eq!(after(2 * 3600 + 5), Phrase::Ago(2, Unit::Hour));
        assert_eq!(after(6 * 86_400), Phrase::Ago(6, Unit::Day));
        assert_eq!(after(7 * 86_400), Phrase::Date);
        assert_eq!(after(-60), Phrase::Ago(1, Unit::Minute));
        assert_eq!(after(-3600), Phrase::Date);
    }
}
