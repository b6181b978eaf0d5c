//! A calm word where there is no article, with what a reader can do about it.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct NoticeProps {
    pub title: AttrValue,
    pub text: AttrValue,
    /// The button's label and what it does.
    #[prop_or_default]
    pub action: Option<(AttrValue, Callback<()>)>,
}

#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let button = props.action.as_ref().map(|(label, act)| {
        let onclick = act.reform(|_: MouseEvent| ());
        html! { <button type="button" class="button" {onclick}>{ label }</button> }
    });
    html! {
        <div class="notice" part="notice" role="status">
            <h2 class="title">{ &props.title }</h2>
            <p>{ &props.text }</p>
            { button }
        </div>
    }
}
