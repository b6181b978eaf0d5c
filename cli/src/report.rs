//! The report, for people and for programs.

use crate::check::{Item, Report};
use crate::words::{Lang, Words};
use serde_json::{Value, json};
use tinbai::notes::Note;

/// As text, a paragraph for each item.
pub fn text(report: &Report, lang: Lang) -> String {
    let words = lang.words();
    let mut out = vec![report.feed.clone()];
    match &report.outcome {
        Err(error) => {
            out.push(lang.error(error));
            lines(&report.notes, lang, &mut out);
        }
        Ok(items) => {
            out.push(format!(
                "{}: {}. {}: {}, {}: {}.",
                words.format,
                report.format.unwrap_or("?"),
                words.items,
                items.len(),
                words.shown,
                report.shown()
            ));
            lines(&report.notes, lang, &mut out);
            for item in items {
                out.push(String::new());
                out.push(heading(item, words));
                if let Some(shown) = &item.shown {
                    let right: Vec<_> = shown.right.iter().map(|part| lang.part(*part)).collect();
                    out.push(format!("  {}: {}", words.right, right.join(", ")));
                }
                lines(&item.notes, lang, &mut out);
            }
        }
    }
    out.join("\n")
}

fn heading(item: &Item, words: &Words) -> String {
    let number = item.index + 1;
    match &item.shown {
        Some(shown) => format!("{} {number}: {} ({})", words.item, shown.title, shown.id),
        None => format!("{} {number}: {}", words.item, words.not_shown),
    }
}

fn lines(notes: &[Note], lang: Lang, out: &mut Vec<String>) {
    let words = lang.words();
    for (lost, label) in [(false, words.forgiven), (true, words.lost)] {
        for note in notes.iter().filter(|note| note.matter.is_lost() == lost) {
            let about = if note.about.is_empty() {
                String::new()
            } else {
                format!("{}: ", cut(&note.about))
            };
            out.push(format!("  {label}: {about}{}", lang.matter(note.matter)));
        }
    }
}

/// Addresses may be long.
fn cut(text: &str) -> String {
    tinbai::article::excerpt(text, 80)
}

/// As one JSON object. `matter` is for programs and keeps its name, `text` is for people.
pub fn json(report: &Report, lang: Lang) -> String {
    let note = |note: &Note| json!({"matter": format!("{:?}", note.matter), "about": note.about, "text": lang.matter(note.matter)});
    let list = |notes: &[Note], lost: bool| -> Vec<Value> {
        notes
            .iter()
            .filter(|one| one.matter.is_lost() == lost)
            .map(note)
            .collect()
    };
    let items: Vec<_> = report
        .outcome
        .as_deref()
        .unwrap_or_default()
        .iter()
        .map(|item| {
            json!({
                "index": item.index,
                "shown": item.shown.is_some(),
                "id": item.shown.as_ref().map(|shown| &shown.id),
                "title": item.shown.as_ref().map(|shown| &shown.title),
                "right": item.shown.as_ref().map(|shown| shown.right.iter().map(|part| format!("{part:?}")).collect::<Vec<_>>()),
                "forgiven": list(&item.notes, false),
                "lost": list(&item.notes, true),
            })
        })
        .collect();
    let error = report.outcome.as_ref().err();
    json!({
        "feed": report.feed,
        "format": report.format,
        "requests": report.requests,
        "status": report.status(),
        "error": error.map(|error| json!({"code": error.code(), "text": lang.error(error)})),
        "forgiven": list(&report.notes, false),
        "lost": list(&report.notes, true),
        "shown": report.shown(),
        "items": items,
    })
    .to_string()
}
