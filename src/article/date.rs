//! Moments in time: read from RFC 3339, told in the reader's words.

use std::rc::Rc;

/// A moment in time as a feed gave it, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    written: Rc<str>,
    millis: i64,
}

impl Moment {
    /// Reads an [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) date-time. Anything else is no date: a wrong date
    /// under a news story is worse than none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Some(Self {
            millis: millis(text.as_bytes())?,
            written: text.into(),
        })
    }

    /// As the feed wrote it: the value of `<time datetime>`.
    pub fn written(&self) -> &Rc<str> {
        &self.written
    }

    /// Milliseconds since 1 January 1970 UTC.
    pub fn millis(&self) -> i64 {
        self.millis
    }

    /// Day, month, year, hour and minute in the offset that the feed gave: what is shown where no reader's time zone is known.
    pub fn plain(&self) -> String {
        // The shape was checked: these are digits.
        let digits = |range| self.written.get(range).unwrap_or_default();
        [digits(8..10), "/", digits(5..7), "/", digits(0..4), " ", digits(11..16)].concat()
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

/// Units of [`Phrase::Ago`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minute,
    Hour,
    Day,
}

/// `2023-05-19T07:30:00.250+07:00`, to the millisecond. By hand: a library that knows more formats than this one was
/// a twentieth of what a reader downloads.
fn millis(text: &[u8]) -> Option<i64> {
    let (head, rest) = text.split_at_checked(19)?;
    // Any separator between date and time, as the RFC has it.
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        _,
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
    ] = head
    else {
        return None;
    };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let (month, day) = (two(*m1, *m2)?, two(*d1, *d2)?);
    let (hour, minute, second) = (two(*h1, *h2)?, two(*n1, *n2)?, two(*s1, *s2)?);
    let (thousandths, zone) = fraction(rest)?;
    let offset = minutes(zone)?;
    let is_leap = second == 60;
    let exists = (1..=12).contains(&month)
        && day >= 1
        && days(year, month, day) < days(year, month + 1, 1)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !exists {
        return None;
    }
    let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second;
    if !is_leap {
        return Some(seconds * 1000 + thousandths);
    }
    // A leap second stands for the last moment before the next month: nowhere else is there one.
    let ends_a_month = [days(year, month, 1), days(year, month + 1, 1)]
        .iter()
        .any(|first| first * 86_400 == seconds);
    ends_a_month.then_some(seconds * 1000 - 1)
}

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// The fraction of a second, if there is one, in thousandths; and what follows it.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let Some(mut rest) = text.strip_prefix(b".") else {
        return Some((0, text));
    };
    let (mut thousandths, mut unit) = (0, 100);
    digit(*rest.first()?)?;
    while let Some((value, after)) = rest
        .split_first()
        .and_then(|(byte, after)| Some((digit(*byte)?, after)))
    {
        thousandths += value * unit;
        unit /= 10;
        rest = after;
    }
    Some((thousandths, rest))
}

/// How far a zone is ahead of UTC.
fn minutes(zone: &[u8]) -> Option<i64> {
    match zone {
        b"Z" | b"z" => Some(0),
        [sign, h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
            let ahead = hours * 60 + minutes;
            match sign {
                _ if hours > 23 || minutes > 59 => None,
                b'+' => Some(ahead),
                b'-' => Some(-ahead),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Days from 1 January 1970 to a day of the Gregorian calendar; the month may be the 13th. The year is counted from
/// March, so that the leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let months = month + 9;
    let year = year + months / 12 - 1;
    let march_to_month = (153 * (months % 12) + 2) / 5;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + march_to_month + day - 719_469
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

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn every_date_is_read_as_a_library_reads_it() {
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
        for text in texts {
            assert_eq!(Moment::parse(&text).map(|ours| ours.millis()), theirs(&text), "{text}");
        }
    }
}
