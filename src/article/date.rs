//! Moments in time: read from what newspapers write, told in the reader's words.

use super::date_forms::read;
use std::rc::Rc;

/// A moment in time as a feed gave it, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    written: Rc<str>,
    millis: i64,
}

impl Moment {
    /// Reads a date as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) has it, or without seconds, zone or time, or with
    /// `+0700`; or as RFC 822 has it. Anything else is no date: a wrong one under a news story is worse than none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let parts = read(text)?;
        Some(Self {
            millis: parts.millis()?,
            written: if parts.is_exact {
                text.into()
            } else {
                parts.written().into()
            },
        })
    }

    /// The value of `<time datetime>`: as the feed wrote it where that is RFC 3339, else as it would be there. A day
    /// without a time is a day there too.
    pub fn written(&self) -> &Rc<str> {
        &self.written
    }

    /// Milliseconds since 1 January 1970 UTC.
    pub fn millis(&self) -> i64 {
        self.millis
    }

    /// Whether only the day is known.
    pub fn is_day(&self) -> bool {
        self.written.len() == 10
    }

    /// Day, month, year, hour and minute in the offset that the feed gave: what is shown where no reader's time zone is known.
    pub fn plain(&self) -> String {
        // The shape was checked: these are digits.
        let digits = |range| self.written.get(range).unwrap_or_default();
        let time = [" ", digits(11..16)].concat();
        [digits(8..10), "/", digits(5..7), "/", digits(0..4), time.trim_end()].concat()
    }

    /// How to say this moment at the moment `now` (milliseconds since 1970).
    pub fn phrase(&self, now: i64) -> Phrase {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let ago = now - self.millis();
        let of = |unit, length| Phrase::Ago(i32::try_from(ago / length).unwrap_or(i32::MAX), unit);
        match ago {
            // How many hours ago a day was, nobody knows.
            _ if self.is_day() => Phrase::Date,
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

/// Units of [`Phrase::Ago`].
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
    fn an_rfc_3339_date_is_kept_as_it_is_written() {
        let moment = Moment::parse("2023-05-19T07:30:00+07:00").unwrap();
        assert_eq!(moment.millis(), 1_684_456_200_000);
        assert_eq!(moment.plain(), "19/05/2023 07:30");
        assert_eq!(&**moment.written(), "2023-05-19T07:30:00+07:00");
        assert_eq!(
            Moment::parse("2023-05-19T00:30:00.250Z").unwrap().millis(),
            1_684_456_200_250
        );
    }

    #[test]
    fn a_date_in_another_form_is_read_as_its_author_meant_it() {
        for (text, written, millis) in [
            ("2023-05-19T07:30+07:00", "2023-05-19T07:30:00+07:00", 1_684_456_200_000),
            ("2023-05-19T00:30Z", "2023-05-19T00:30:00+00:00", 1_684_456_200_000),
            ("2023-05-19T07:30:00", "2023-05-19T07:30:00+07:00", 1_684_456_200_000),
            ("2023-05-19T07:30", "2023-05-19T07:30:00+07:00", 1_684_456_200_000),
            ("2023-05-19 07:30:00", "2023-05-19T07:30:00+07:00", 1_684_456_200_000),
            (
                "2023-05-19T07:30:00.250",
                "2023-05-19T07:30:00+07:00",
                1_684_456_200_250,
            ),
            (
                "2023-05-19T07:30:00+0700",
                "2023-05-19T07:30:00+07:00",
                1_684_456_200_000,
            ),
            ("2023-05-19T07:30:00+07", "2023-05-19T07:30:00+07:00", 1_684_456_200_000),
            (
                "2023-05-18 21:00:00 -0330",
                "2023-05-18T21:00:00-03:30",
                1_684_456_200_000,
            ),
            (
                "2023-05-19 00:30:00 UTC",
                "2023-05-19T00:30:00+00:00",
                1_684_456_200_000,
            ),
            (
                "Fri, 19 May 2023 00:30:00 GMT",
                "2023-05-19T00:30:00+00:00",
                1_684_456_200_000,
            ),
            (
                "Fri, 19 May 2023 07:30:00 +0700",
                "2023-05-19T07:30:00+07:00",
                1_684_456_200_000,
            ),
            ("19 may 23 07:30 +0700", "2023-05-19T07:30:00+07:00", 1_684_456_200_000),
            ("1 Jan 70 07:00:00 +0700", "1970-01-01T07:00:00+07:00", 0),
        ] {
            let moment = Moment::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&**moment.written(), moment.millis()), (written, millis), "{text}");
            assert!(!moment.is_day());
        }
    }

    #[test]
    fn a_day_without_a_time_stays_a_day() {
        let day = Moment::parse(" 2023-05-19 ").unwrap();
        assert_eq!((&**day.written(), day.plain().as_str()), ("2023-05-19", "19/05/2023"));
        assert_eq!(day.millis(), 1_684_472_400_000, "noon in Vietnam");
        assert_eq!(day.phrase(day.millis() + 1000), Phrase::Date);
    }

    #[test]
    fn nonsense_is_no_date() {
        for bad in [
            "",
            "hôm qua",
            "Tomorrow",
            "0",
            "1652340600",
            "19/05/2023",
            "05/19/2023 07:30",
            "2023-13-40T00:00:00Z",
            "2023-02-29",
            "0000-00-00 00:00:00",
            "2023-05-19T",
            "2023-05-19T07",
            "2023-05-19T7:30",
            "2023-05-19T07:30:00 Asia/Ho_Chi_Minh",
            "Fri, 19 May 2023",
            "Fri, 19 Mai 2023 07:30:00 GMT",
            "Fri, 32 May 2023 07:30:00 GMT",
            "Fri, 19 May 2023 07:30:00 EST",
            "Fri, 19 May 2023 07:30:00 GMT ngày",
            "Fri, 19 anf 2023 07:30:00 GMT",
            "\u{1f600}\u{1f600}\u{1f600}",
        ] {
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

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn every_rfc_3339_date_is_read_as_a_library_reads_it() {
        use time::{OffsetDateTime, format_description::well_known::Rfc3339};
        let theirs = |text: &str| {
            let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
            Some(at.unix_timestamp() * 1000 + i64::from(at.millisecond()))
        };
        let mut texts = vec![];
        for year in [
            0, 1, 4, 100, 400, 1582, 1600, 1900, 1969, 1970, 1999, 2000, 2023, 2024, 2100, 9999,
        ] {
            for month in 0..=13 {
                for day in [0, 1, 27, 28, 29, 30, 31, 32] {
                    texts.push(format!("{year:04}-{month:02}-{day:02}T23:59:58+07:00"));
                    texts.push(format!("{year:04}-{month:02}-{day:02}T23:59:60Z"));
                    texts.push(format!("{year:04}-{month:02}-{day:02}T06:59:60+07:00"));
                    texts.push(format!("{year:04}-{month:02}-{day:02}T18:59:60-05:00"));
                }
            }
        }
        let ends = [
            "",
            "Z",
            "z",
            "+00:00",
            "-00:00",
            "+23:59",
            "-23:59",
            "+24:00",
            "+07:60",
            "+7:00",
            "+0700",
            "+07",
            ".Z",
            ".5",
            ".5Z",
            ".25z",
            ".1234567890123456789-03:30",
            ".x",
            " +07:00",
            "ZZ",
            "−07:00",
        ];
        for end in ends {
            texts.push(format!("2023-05-19T07:30:00{end}"));
        }
        for whole in [
            "2023-05-19 07:30:00Z",
            "2023-05-19t07:30:00Z",
            "2023-05-19é07:30:00Z",
            "2023-05-19T24:00:00Z",
            "2023-05-19T23:60:00Z",
            "2023-05-19T23:59:61Z",
            "2023-05-19T07:30Z",
            "2023-05-19",
            "20230519T073000Z",
            "+2023-05-19T07:30:00Z",
            "-023-05-19T07:30:00Z",
            "2023-5-19T07:30:00Z",
            "２023-05-19T07:30:00Z",
        ] {
            texts.push(whole.to_owned());
        }
        let mut forgiven = vec![];
        for text in texts {
            let ours = Moment::parse(&text).map(|ours| ours.millis());
            match theirs(&text) {
                None if ours.is_some() => forgiven.push(text),
                theirs => assert_eq!(ours, theirs, "{text}"),
            }
        }
        assert_eq!(
            forgiven,
            [
                "2023-05-19T07:30:00",
                "2023-05-19T07:30:00+0700",
                "2023-05-19T07:30:00+07",
                "2023-05-19T07:30:00.5",
                "2023-05-19T07:30:00 +07:00",
                "2023-05-19T07:30Z",
                "2023-05-19",
            ]
        );
    }
}
