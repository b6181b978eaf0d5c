//! Times as readers in Việt Nam see them: one fixed offset, no daylight saving since 1975.

use jiff::{
    Timestamp, Zoned,
    tz::{TimeZone, offset},
};

pub(crate) fn in_vietnam(time: Timestamp) -> Zoned {
    time.to_zoned(TimeZone::fixed(offset(7)))
}
