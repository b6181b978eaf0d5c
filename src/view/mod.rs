//! What a reader sees: components, one file each. They get checked values and callbacks; none of them fetches a feed
//! or knows the host page.

mod article;
mod body;
mod carousel;
mod feedback;
mod field;
mod fragment;
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

pub use article::ArticleView;
pub use body::BodyView;
pub use carousel::Carousel;
pub use feedback::{FeedbackForm, Outcome};
pub use fragment::{read_fragment, write_fragment};
pub use item_link::clicked_item;
pub use latest::Latest;
pub use links::Links;
pub use notice::Notice;
pub use reading::{MOST_LATEST, Painted, Reading, Shown};
pub use scene::{Addresses, Navigate, Scene, Section, Sections, Theme, use_scene};
pub use skeleton::Skeleton;
pub use track::{Card, Track};
