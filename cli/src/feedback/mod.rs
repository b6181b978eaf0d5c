//! `tinbai feedback-check URL`: tries a receiver of feedback against each rule of docs/feedback.md.
//!
//! - `session`: asks as the widget does, and remembers the answers
//! - `rule`: the rules, in words; `messages`, `refusals`, `cors`: how each is tried

mod cors;
mod messages;
mod refusals;
mod rule;
mod session;

use crate::words::Lang;
use rule::{Outcome, RULES, Rule};
use serde_json::json;
use session::Session;

pub struct Options<'a> {
    pub url: &'a str,
    pub origin: Option<&'a str>,
    pub with_form: bool,
}

/// What became of each rule.
pub struct Report {
    url: String,
    outcomes: Vec<(&'static Rule, Outcome)>,
}

/// Said before anything is sent.
pub fn warning(url: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("Sẽ gửi và lưu khoảng mười phản hồi thử vào {url}; tên người gửi là “Tin Bài feedback-check”.")
        }
        Lang::En => {
            format!("About ten test messages will be sent to {url} and stored there, from “Tin Bài feedback-check”.")
        }
    }
}

pub fn check(options: &Options) -> Report {
    let mut session = Session::new(options.url, options.origin, options.with_form);
    Report {
        url: options.url.to_owned(),
        outcomes: RULES.iter().map(|rule| (rule, (rule.test)(&mut session))).collect(),
    }
}

impl Report {
    /// The exit status: 0, 1 where a rule is broken, 2 where no message was received at all.
    pub fn status(&self) -> u8 {
        let is_broken = |(_, outcome): &(&Rule, Outcome)| matches!(outcome, Outcome::Failed(_));
        let is_closed = self
            .outcomes
            .iter()
            .any(|(_, outcome)| *outcome == Outcome::Skipped(rule::Why::NotReceived));
        if is_closed {
            2
        } else {
            u8::from(self.outcomes.iter().any(is_broken))
        }
    }

    pub fn text(&self, lang: Lang) -> String {
        let line = |(rule, outcome): &(&Rule, Outcome)| {
            let (sign, more) = match outcome {
                Outcome::Passed => (lang.pick("đạt    ", "pass   "), String::new()),
                Outcome::Failed(said) => (lang.pick("HỎNG   ", "FAIL   "), format!(" [{said}]")),
                Outcome::Skipped(why) => (lang.pick("bỏ qua ", "skipped"), format!(" [{}]", why.text(lang))),
            };
            format!("{sign} {}{more}", rule.text(lang))
        };
        self.outcomes.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// As one JSON object. `rule` and `outcome` are for programs and keep their names, `text` is for people.
    pub fn json(&self, lang: Lang) -> String {
        let rules: Vec<_> = self
            .outcomes
            .iter()
            .map(|(rule, outcome)| {
                let (name, said) = match outcome {
                    Outcome::Passed => ("passed", None),
                    Outcome::Failed(said) => ("failed", Some(said.as_str())),
                    Outcome::Skipped(why) => ("skipped", Some(why.text(lang))),
                };
                json!({ "rule": rule.name, "text": rule.text(lang), "outcome": name, "said": said })
            })
            .collect();
        json!({ "url": self.url, "status": self.status(), "rules": rules }).to_string()
    }
}
