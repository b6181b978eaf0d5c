//! The outbox, rule by rule: receipts, refusals, waiting, erasing, one tab at a time, and the wire.

use super::{Disk, Shelf, bare, desk, item, message, outbox, tab, type_in, url};
use std::rc::Rc;
use tinbai::feedback::{
    Answer, Message, Outbox, SendError, State, Text, Writing, end_lease, erase, take_lease, understand, unerase,
};

#[test]
fn a_receipt_leaves_nothing_of_the_text_and_no_draft_behind() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), writing.text().key.as_deref().unwrap(), 60);
    assert!(outbox().post(&shelf, &mut writing, &posted));
    assert!(writing.is_free());
    let answer = understand(201, None, r#"{"receipt": "PH-7"}"#);
    let receipt = outbox().settle(&shelf, &mut posted.clone(), answer, 61, 0).unwrap();
    assert_eq!(receipt.number.as_deref(), Some("PH-7"));
    let left = disk.entries.borrow().values().cloned().collect::<String>();
    assert!(left.contains("PH-7") && !left.contains("Bài hay"), "{left}");
    outbox().drop(&shelf, &posted);
    assert!(disk.entries.borrow().is_empty());
}

#[test]
fn a_refusal_gives_the_text_back_under_its_key_unless_the_desk_knows_the_key_with_another_text() {
    for (status, same) in [(422, true), (409, false)] {
        let (shelf, mut writing) = tab(&Rc::default(), "a");
        type_in(&shelf, &mut writing, "Bài hay.");
        let key = writing.text().key.clone();
        let posted = message(writing.text(), key.as_deref().unwrap(), 60);
        outbox().post(&shelf, &mut writing, &posted);
        let error = outbox()
            .settle(&shelf, &mut posted.clone(), understand(status, None, ""), 61, 0)
            .unwrap_err();
        assert_eq!((error.code(), error.state()), ("feedback-refused", "returned"));
        let refused = outbox().list(&shelf).remove(0);
        outbox().take_back(&shelf, &mut writing, &refused, 62);
        assert_eq!(writing.text().message, "Bài hay.");
        assert_eq!(writing.text().key == key, same, "{status}");
        assert!(writing.text().key.is_some() && outbox().list(&shelf).is_empty());
    }
}

#[test]
fn a_desk_that_asks_to_wait_is_left_in_peace_when_the_network_returns_and_a_silent_one_is_tried() {
    for (status, after, is_due) in [(429, Some(600), false), (503, None, false), (0, None, true)] {
        let (shelf, mut writing) = tab(&Rc::default(), "a");
        type_in(&shelf, &mut writing, "Bài hay.");
        let posted = message(writing.text(), "k", 60);
        outbox().post(&shelf, &mut writing, &posted);
        let answer = Answer::Later {
            status,
            after,
            cause: String::new(),
        };
        let error = outbox().settle(&shelf, &mut posted.clone(), answer, 61, 0).unwrap_err();
        assert_eq!((error.code(), error.state()), ("feedback-unreachable", "queued"));
        assert_eq!(outbox().due(&shelf, 62, true).is_empty(), !is_due, "{status}");
        assert_eq!(outbox().due(&shelf, 62, false), Vec::<String>::new());
        let next = outbox().next(&shelf, 62).unwrap();
        assert!(next >= 61 + after.unwrap_or(2));
        assert_eq!(outbox().due(&shelf, next, false), ["k"]);
    }
}

#[test]
fn a_message_is_given_up_after_two_weeks_and_its_text_kept() {
    let (shelf, mut writing) = tab(&Rc::default(), "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    outbox().post(&shelf, &mut writing, &posted);
    assert!(!Outbox::is_given_up(&posted, 60 + 13 * 86_400));
    assert!(Outbox::is_given_up(&posted, 61 + 14 * 86_400));
    let SendError::Refused(refusal) = outbox().give_up(&shelf, &mut posted.clone()) else {
        panic!("it is given back");
    };
    assert_eq!(refusal.status, 0);
    assert_eq!(outbox().list(&shelf)[0].text().message, "Bài hay.");
}

#[test]
fn what_was_erased_comes_back_where_nothing_was_written_since() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    outbox().post(&shelf, &mut writing, &posted);
    type_in(&shelf, &mut writing, "Thư thứ hai");
    let before = disk.entries.borrow().clone();
    let erased = erase(&shelf);
    assert_eq!((erased.len(), disk.entries.borrow().len()), (2, 0));
    // A try that was under way does not bring it back.
    let _ = outbox().settle(&shelf, &mut posted.clone(), understand(500, None, ""), 61, 0);
    assert!(disk.entries.borrow().is_empty());
    unerase(&shelf, erased);
    assert_eq!(*disk.entries.borrow(), before);
}

#[test]
fn that_the_newsroom_has_what_was_erased_meanwhile_is_told_without_its_text() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    outbox().post(&shelf, &mut writing, &posted);
    let erased = erase(&shelf);
    let answer = understand(201, None, r#"{"receipt": "PH-7"}"#);
    assert!(outbox().settle(&shelf, &mut posted.clone(), answer, 61, 0).is_ok());
    let told = outbox().list(&shelf);
    assert!(matches!(&told[0].state, State::Received(receipt) if receipt.number.as_deref() == Some("PH-7")));
    unerase(&shelf, erased);
    assert_eq!(
        outbox().list(&shelf),
        told,
        "what is with the newsroom does not wait again"
    );
    assert!(disk.entries.borrow().values().all(|entry| !entry.contains("Bài hay")));
}

#[test]
fn whether_a_message_outlives_the_page_is_asked_of_the_store() {
    let disk: Rc<Disk> = Rc::default();
    for is_full in [true, false] {
        disk.is_full.set(is_full);
        let (shelf, mut writing) = tab(&disk, "a");
        type_in(&shelf, &mut writing, "Bài hay.");
        let posted = message(writing.text(), "k", 60);
        outbox().post(&shelf, &mut writing, &posted);
        assert_eq!(outbox().is_kept(&shelf, "k"), !is_full);
    }
}

/// A tab whose message was refused, on a device that has no more room.
fn refused_on_a_full(disk: &Rc<Disk>) -> (Shelf, Writing, Message) {
    let (shelf, mut writing) = tab(disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), writing.text().key.as_deref().unwrap(), 60);
    outbox().post(&shelf, &mut writing, &posted);
    let _ = outbox().settle(&shelf, &mut posted.clone(), understand(403, None, ""), 61, 0);
    disk.fill_up();
    let refused = outbox().list(&shelf).remove(0);
    (shelf, writing, refused)
}

#[test]
fn a_refused_message_taken_back_on_a_full_store_goes_into_the_room_it_leaves() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing, refused) = refused_on_a_full(&disk);
    outbox().take_back(&shelf, &mut writing, &refused, 62);
    assert!(writing.is_kept && outbox().list(&shelf).is_empty());
    assert_eq!(tab(&disk, "b").1.text().message, "Bài hay.");
}

#[test]
fn a_refused_message_whose_draft_has_no_room_at_all_stays_on_the_device() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing, refused) = refused_on_a_full(&disk);
    // What the page alone holds is more than what leaves.
    type_in(&shelf, &mut writing, &"Thư khác. ".repeat(50));
    outbox().take_back(&shelf, &mut writing, &refused, 62);
    assert_eq!(
        (&*writing.text().message, writing.is_kept),
        ("Bài hay.", false),
        "and the reader is told"
    );
    let again = Writing::open(&shelf, &desk(), &item(), "b".into());
    assert_eq!(again.text().message, "Bài hay.", "looking at it takes nothing away");
    // The page ends.
    assert_eq!(outbox().list(&Shelf::new(&disk)).remove(0).text().message, "Bài hay.");
}

#[test]
fn another_desks_messages_are_not_taken_for_ones_own() {
    let shelf = Shelf::new(&Rc::default());
    let (short, long) = (
        url("https://bao.example/phan-hoi"),
        url("https://bao.example/phan-hoi:gui"),
    );
    let mut writing = Writing::open(&shelf, &long, &item(), "a".into());
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    Outbox::of(&long).post(&shelf, &mut writing, &posted);
    assert_eq!(Outbox::of(&short).list(&shelf), []);
    assert_eq!(Outbox::of(&short).due(&shelf, 60, true), Vec::<String>::new());
    assert_eq!(Outbox::of(&long).due(&shelf, 60, true), ["k"]);
}

#[test]
fn a_message_is_tried_again_though_the_clock_was_set_back() {
    let (shelf, mut writing) = tab(&Rc::default(), "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    outbox().post(&shelf, &mut writing, &posted);
    let now = 400 * 86_400;
    let _ = outbox().settle(&shelf, &mut posted.clone(), understand(503, Some(86_400), ""), now, 255);
    assert_eq!(
        outbox().due(&shelf, now, false),
        Vec::<String>::new(),
        "the desk asked for a day"
    );
    assert_eq!(outbox().due(&shelf, now - 86_400, false), ["k"]);
}

#[test]
fn a_lease_keeps_others_away_until_it_ends_or_its_owner_is_long_gone() {
    let shelf = Shelf::new(&Rc::default());
    assert!(take_lease(&shelf, "k", "a", 100) && take_lease(&shelf, "k", "a", 101));
    assert!(!take_lease(&shelf, "k", "b", 102) && take_lease(&shelf, "khác", "b", 102));
    assert!(take_lease(&shelf, "k", "b", 170), "killed a minute ago");
    end_lease(&shelf, "k");
    assert!(take_lease(&shelf, "k", "a", 171));
    assert!(take_lease(&shelf, "k", "b", 5), "the clock was set back");
}

#[test]
fn the_wire_says_what_there_is_and_composes_letters() {
    let text = Text {
        name: " Lan ".into(),
        message: "Nu\u{301}i\n".into(),
        ..Text::default()
    };
    let of = |website, since| Message::of(&bare("cau"), &text, "k", website, since, 75).body;
    assert_eq!(
        of("", 60),
        r#"{"version":1,"item":"cau","url":null,"name":"Lan","message":"Núi","consent":true,"elapsed":15}"#
    );
    assert!(of("http://thu-rac.example", 0).ends_with(r#","elapsed":0,"website":"http://thu-rac.example"}"#));
}
