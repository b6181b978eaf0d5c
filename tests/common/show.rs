//! A component for what a test shows.

use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct ShowProps {
    pub children: Html,
}

#[component]
pub fn Show(props: &ShowProps) -> Html {
    props.children.clone()
}
