//! What holds the place while the feed is on its way.

use super::use_scene;
use yew::prelude::*;

/// The same element that the loader shows before Wasm is here, so that nothing moves.
#[component]
pub fn Skeleton() -> Html {
    let labels = use_scene().labels();
    html! {
        <div class="skeleton"><p class="hidden" role="status">{ labels.loading }</p></div>
    }
}
