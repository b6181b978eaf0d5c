//! The draft, rule by rule.

use super::{Disk, Shelf, desk, item, message, outbox, tab, type_in};
use std::rc::Rc;
use tinbai::feedback::{Field, Line, Store, Writing, erase, unerase};

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
    writing.type_in(&shelf, Field::Message, "Bài hay", 3600);
    assert_eq!(writing.line(), Line::Restored(60), "that is when it was written");
    writing.type_in(&shelf, Field::Message, "Bài hay.", 3601);
    writing.swap(&shelf, 3670);
    assert_eq!((&*writing.text().message, writing.line()), ("", Line::Beside));
    let (_, again) = tab(&disk, "c");
    assert_eq!(again.line(), Line::Beside, "also after a reload");
    writing.swap(&shelf, 3680);
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
fn what_only_the_page_holds_is_not_said_to_be_kept_however_often_the_form_is_opened() {
    let disk: Rc<Disk> = Rc::default();
    disk.is_full.set(true);
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let again = Writing::open(&shelf, &desk(), &item(), "b".into());
    assert_eq!((&*again.text().message, again.is_kept), ("Bài hay.", false));
    disk.is_full.set(false);
    type_in(&shelf, &mut writing, "Bài hay!");
    assert!(Writing::open(&shelf, &desk(), &item(), "c".into()).is_kept);
}

#[test]
fn what_was_erased_comes_back_beside_what_was_written_since() {
    for is_other in [false, true] {
        let disk: Rc<Disk> = Rc::default();
        let (shelf, mut writing) = tab(&disk, "a");
        type_in(&shelf, &mut writing, "Một");
        writing.swap(&shelf, 60);
        type_in(&shelf, &mut writing, "Hai");
        let erased = erase(&shelf);
        writing.forget();
        if is_other {
            let (there, mut beside) = tab(&disk, "b");
            type_in(&there, &mut beside, "B");
        } else {
            type_in(&shelf, &mut writing, "B");
        }
        unerase(&shelf, erased);
        if !is_other {
            writing.check(&shelf);
            assert_eq!(
                (writing.line(), writing.beside().len()),
                (Line::Beside, 2),
                "it is told at once"
            );
        }
        let (_, again) = tab(&disk, "c");
        let texts = [again.text(), &again.beside()[0], &again.beside()[1]].map(|text| &*text.message);
        assert_eq!(texts, ["B", "Hai", "Một"]);
    }
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

#[test]
fn a_message_that_another_tab_took_back_is_not_written_over_where_its_draft_was_left_behind() {
    let disk: Rc<Disk> = Rc::default();
    let (there, mut beside) = tab(&disk, "c");
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let key = writing.text().key.clone().unwrap();
    let posted = message(writing.text(), &key, 60);
    // It ends between the two changes.
    shelf.fuel.set(Some(1));
    outbox().post(&shelf, &mut writing, &posted);
    let (here, mut writing) = tab(&disk, "b");
    assert!(writing.text().is_empty(), "it is on its way");
    let before = disk.entries.borrow().values().cloned().collect::<Vec<_>>();
    outbox().take_back(&there, &mut beside, &posted, 60);
    assert!(
        disk.entries.borrow().values().all(|entry| before.contains(entry)),
        "letter for letter"
    );
    type_in(&here, &mut writing, "Thư khác");
    let (_, writing) = tab(&disk, "d");
    assert_eq!(writing.text().message, "Thư khác");
    assert_eq!(writing.beside()[0].message, "Bài hay.");
}

#[test]
fn what_a_full_store_did_not_take_is_not_given_up_for_what_another_tab_wrote() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Một");
    let (there, mut beside) = tab(&disk, "b");
    disk.is_full.set(true);
    type_in(&shelf, &mut writing, "Hai");
    writing.swap(&shelf, 60);
    assert!(!writing.is_kept && writing.text().is_empty());
    disk.is_full.set(false);
    let key = beside.text().key.clone().unwrap();
    let posted = message(beside.text(), &key, 60);
    outbox().post(&there, &mut beside, &posted);
    writing.check(&shelf);
    assert_eq!(writing.beside()[0].message, "Hai");
}
