//! The draft, rule by rule.

use super::{Disk, Shelf, outbox, tab, type_in};
use std::rc::Rc;
use tinbai::feedback::{Line, Store};

#[test]
fn a_draft_is_there_again_and_can_be_started_anew_and_that_undone() {
    let disk = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    assert_eq!(writing.line(), Line::Fresh);

    let (shelf, mut writing) = tab(&disk, "b");
    assert_eq!(
        (&*writing.text().message, writing.line()),
        ("Bài hay.", Line::Restored(60))
    );
    writing.swap(&shelf, 70);
    assert_eq!((&*writing.text().message, writing.line()), ("", Line::Beside));
    let (_, again) = tab(&disk, "c");
    assert_eq!(again.line(), Line::Beside, "also after a reload");
    writing.swap(&shelf, 80);
    assert_eq!((&*writing.text().message, writing.line()), ("Bài hay.", Line::Fresh));
}

#[test]
fn of_two_tabs_the_newer_wins_and_the_older_is_told_and_kept() {
    let disk = Rc::default();
    let ((one, mut older), (two, mut newer)) = (tab(&disk, "a"), tab(&disk, "b"));
    type_in(&one, &mut older, "Bản cũ");
    type_in(&two, &mut newer, "Bản mới");
    assert_eq!(newer.beside()[0].message, "Bản cũ");
    assert!(older.check(&one) && older.is_stale());
    assert_eq!(
        (&*older.text().message, older.line()),
        ("Bản cũ", Line::Elsewhere),
        "nothing changes under the reader's hands"
    );
    older.adopt(&one, &outbox(), 90);
    assert_eq!(
        (&*older.text().message, &*older.beside()[0].message),
        ("Bản mới", "Bản cũ")
    );
}

#[test]
fn a_store_that_takes_nothing_is_told_of() {
    let disk: Rc<Disk> = Rc::default();
    disk.is_full.set(true);
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    assert!(!writing.is_kept);
    disk.is_full.set(false);
    type_in(&shelf, &mut writing, "Bài hay!");
    assert!(writing.is_kept);
}

#[test]
fn a_draft_that_another_version_or_the_plain_form_wrote_is_read_as_far_as_it_can_be() {
    let disk: Rc<Disk> = Rc::default();
    let shelf = Shelf::new(&disk);
    let place = "tinbai:draft:https://bao.example/phan-hoi:cau";
    shelf.set(
        place,
        r#"{"message": "Hay.", "phone": "1", "at": "hôm qua", "before": [1]}"#,
    );
    let (_, writing) = tab(&disk, "a");
    assert_eq!((&*writing.text().message, writing.beside().len()), ("Hay.", 0));
    shelf.set(place, "{");
    assert!(tab(&disk, "b").1.is_free());
}
