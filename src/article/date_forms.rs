//! The forms in which dates are written: RFC 3339 and what is left of it where its end is missing, and RFC 822.

/// Minutes that a time without a zone is ahead of UTC: Vietnam's, where the newspapers are.
const VIETNAM: i64 = 7 * 60;

/// The hour for which a day without a time stands. Its noon: where a reader's clock is hours away, it is still that day.
const NOON: i64 = 12;

/// A date's numbers. By hand: a library that knows more formats than this one was a twentieth of what a reader downloads.
pub struct Parts {
    year: i64,
    month: i64,
    day: i64,
    time: Option<Time>,
    /// Minutes ahead of UTC, where they are given.
    zone: Option<i64>,
    /// RFC 3339 to the letter.
    pub is_exact: bool,
}

#[derive(Clone, Copy)]
pub struct Time {
    hour: i64,
    minute: i64,
    second: i64,
    thousandths: i64,
}

impl Parts {
    /// `None` for what is not in the calendar.
    pub fn millis(&self) -> Option<i64> {
        let &Self { year, month, day, .. } = self;
        let Time {
            hour,
            minute,
            second,
            thousandths,
        } = self.time.unwrap_or(Time {
            hour: NOON,
            minute: 0,
            second: 0,
            thousandths: 0,
        });
        let exists = (1..=12).contains(&month)
            && day >= 1
            && days(year, month, day) < days(year, month + 1, 1)
            && hour < 24
            && minute < 60
            && second <= 60;
        if !exists {
            return None;
        }
        let offset = self.zone.unwrap_or(VIETNAM);
        let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second;
        if second < 60 {
            return Some(seconds * 1000 + thousandths);
        }
        // A leap second stands for the last moment before the next month: nowhere else is there one.
        let ends_a_month = [days(year, month, 1), days(year, month + 1, 1)]
            .iter()
            .any(|first| first * 86_400 == seconds);
        ends_a_month.then_some(seconds * 1000 - 1)
    }

    /// As RFC 3339 has it, to the second; the day alone where no more is known.
    pub fn written(&self) -> String {
        let mut out = String::with_capacity(25);
        let mut number = |before: &str, number: i64| {
            out.push_str(before);
            for digit in [number / 10 % 10, number % 10] {
                out.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
            }
        };
        number("", self.year / 100);
        number("", self.year);
        number("-", self.month);
        number("-", self.day);
        if let Some(time) = self.time {
            let zone = self.zone.unwrap_or(VIETNAM);
            number("T", time.hour);
            number(":", time.minute);
            number(":", time.second);
            number(if zone < 0 { "-" } else { "+" }, zone.abs() / 60);
            number(":", zone.abs() % 60);
        }
        out
    }
}

/// Reads a date in any of its forms.
pub fn read(text: &str) -> Option<Parts> {
    iso(text.as_bytes()).or_else(|| mail(text))
}

/// `2023-05-19T07:30:00.250+07:00`, to the millisecond, and what is left of it where its end is missing.
fn iso(text: &[u8]) -> Option<Parts> {
    let (head, rest) = text.split_at_checked(10)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = head else {
        return None;
    };
    let mut parts = Parts {
        year: two(*y1, *y2)? * 100 + two(*y3, *y4)?,
        month: two(*m1, *m2)?,
        day: two(*d1, *d2)?,
        time: None,
        zone: None,
        is_exact: false,
    };
    if rest.is_empty() {
        return Some(parts);
    }
    // Any separator between date and time, as the RFC has it.
    let (time, rest) = clock(rest.get(1..)?)?;
    let (time, zone) = match rest.split_first() {
        Some((b':', after)) => {
            let [s1, s2, after @ ..] = after else {
                return None;
            };
            let (thousandths, after) = fraction(after)?;
            parts.is_exact = matches!(after, b"Z" | b"z" | [b'+' | b'-', _, _, b':', _, _]);
            let second = two(*s1, *s2)?;
            (
                Time {
                    second,
                    thousandths,
                    ..time
                },
                after,
            )
        }
        _ => (time, rest),
    };
    parts.time = Some(time);
    parts.zone = minutes(zone)?;
    Some(parts)
}

/// `Tue, 10 Jun 2003 04:00:00 +0700`.
fn mail(text: &str) -> Option<Parts> {
    const MONTHS: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let mut rest = text.as_bytes();
    let mut word = word(&mut rest);
    if word.first()?.is_ascii_alphabetic() {
        word = self::word(&mut rest);
    }
    let day = match word {
        [ones] => digit(*ones)?,
        [tens, ones] => two(*tens, *ones)?,
        _ => return None,
    };
    let name = self::word(&mut rest).get(..3)?.to_ascii_lowercase();
    let month = MONTHS.chunks(3).position(|month| month == name)?;
    let year = match self::word(&mut rest) {
        [y1, y2, y3, y4] => two(*y1, *y2)? * 100 + two(*y3, *y4)?,
        [y3, y4] => match two(*y3, *y4)? {
            year if year < 50 => 2000 + year,
            year => 1900 + year,
        },
        _ => return None,
    };
    let (time, seconds) = clock(self::word(&mut rest))?;
    let second = match seconds {
        [] => 0,
        [b':', s1, s2] => two(*s1, *s2)?,
        _ => return None,
    };
    Some(Parts {
        year,
        month: i64::try_from(month).ok()? + 1,
        day,
        time: Some(Time { second, ..time }),
        zone: minutes(rest)?,
        is_exact: false,
    })
}

/// Takes the next word, which spaces and commas end.
fn word<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let is_between = |byte: &u8| matches!(byte, b' ' | b',');
    let begin = rest.iter().position(|byte| !is_between(byte)).unwrap_or(rest.len());
    let (_, text) = rest.split_at_checked(begin).unwrap_or_default();
    let end = text.iter().position(is_between).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end).unwrap_or_default();
    *rest = after;
    word
}

/// Hour and minute; and what follows them.
fn clock(text: &[u8]) -> Option<(Time, &[u8])> {
    let [h1, h2, b':', n1, n2, rest @ ..] = text else {
        return None;
    };
    let time = Time {
        hour: two(*h1, *h2)?,
        minute: two(*n1, *n2)?,
        second: 0,
        thousandths: 0,
    };
    Some((time, rest))
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

/// How far a zone is ahead of UTC, where one is given; `None` for what is no zone.
fn minutes(zone: &[u8]) -> Option<Option<i64>> {
    let (sign, hours, minutes) = match zone.trim_ascii_start() {
        b"" => return Some(None),
        b"Z" | b"z" | b"GMT" | b"UTC" | b"UT" => return Some(Some(0)),
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => (sign, two(*h1, *h2)?, two(*m1, *m2)?),
        [sign, h1, h2] => (sign, two(*h1, *h2)?, 0),
        _ => return None,
    };
    let ahead = hours * 60 + minutes;
    match sign {
        _ if hours > 23 || minutes > 59 => None,
        b'+' => Some(Some(ahead)),
        b'-' => Some(Some(-ahead)),
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
