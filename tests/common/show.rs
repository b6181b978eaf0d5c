//! A component for what a test shows.

use tinbai::view::Scene;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct ShowProps {
    pub scene: Option<Scene>,
    pub children: Html,
}

/// Shows its children in a scene, as the widget does.
#[component]
pub fn Show(props: &ShowProps) -> Html {
    match props.scene.clone() {
        Some(scene) => {
            html! { <ContextProvider<Scene> context={scene}>{ props.children.clone() }</ContextProvider<Scene>> }
        }
        None => props.children.clone(),
    }
}
