//! What a reader sees, one file each: functions that make it of checked values, and components where there is a state.
//! None of them fetches a feed or knows the host page.

mod article;
mod body;
mod carousel;
mod el;
mod feedback;
mod finder;
mod fragment;
mod hearing;
mod item_link;
mod latest;
mod links;
mod notice;
mod photo;
mod reading;
mod scene;
mod skeleton;
mod track;
mod when;

pub use article::{Newspaper, article};
pub use body::body;
pub use carousel::{Carousel, CarouselProps};
pub use el::{El, list};
pub use feedback::{FeedbackForm, FeedbackProps, Notice, mail_notice};
pub use finder::{Finder, FinderProps};
pub use fragment::{read_fragment, write_fragment};
pub use hearing::Hearing;
pub use item_link::{clicked_item, clicked_note, closest};
pub use latest::{More, Rows, latest};
pub use links::links;
pub use notice::notice;
pub use reading::{Frame, Painted, Reading, Shown, lists, reading, stage};
pub use scene::{Addresses, Colours, Design, Navigate, Scene, Section, Sections, Theme};
pub use skeleton::skeleton;
pub use track::{Card, Track};
