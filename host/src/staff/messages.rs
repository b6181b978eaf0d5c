//! What readers wrote, as the newsroom asks for it and decides about it. The same queries serve both databases.

use jiff::Timestamp;
use sqlx::AnyPool;

use super::{
    audit::{Action, Entry},
    filter::{Filter, State},
};
use crate::clock;

#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Message {
    pub id: String,
    pub receipt: String,
    pub item: String,
    pub url: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub message: String,
    pub created_at: String,
    pub suspected: Option<String>,
    pub handled_at: Option<String>,
    pub handled_by: Option<String>,
    pub erased_at: Option<String>,
}

macro_rules! select {
    () => {
        "SELECT id, receipt, item, url, name, email, message, created_at, suspected, handled_at, handled_by, erased_at \
         FROM feedback "
    };
}

/// Parameters 1 to 5 are the filter's, blank where it does not narrow.
macro_rules! matching {
    () => {
        "WHERE erased_at IS NULL AND ($1 = '' OR item = $1 OR url = $1) \
         AND ($2 = '' OR created_at >= $2) AND ($3 = '' OR created_at < $3) \
         AND ($4 = '' OR LOWER(message) LIKE LOWER($4) ESCAPE '!' OR LOWER(name) LIKE LOWER($4) ESCAPE '!' \
              OR LOWER(email) LIKE LOWER($4) ESCAPE '!' OR LOWER(receipt) LIKE LOWER($4) ESCAPE '!') "
    };
}

macro_rules! in_state {
    () => {
        "AND ($5 = 'all' OR ($5 = 'handled' AND handled_at IS NOT NULL) \
              OR ($5 = 'new' AND handled_at IS NULL AND suspected IS NULL) \
              OR ($5 = 'suspected' AND handled_at IS NULL AND suspected IS NOT NULL)) "
    };
}

impl Message {
    pub(super) fn state(&self) -> State {
        match (&self.handled_at, &self.suspected) {
            (Some(_), _) => State::Handled,
            (None, Some(_)) => State::Suspected,
            (None, None) => State::New,
        }
    }
}

/// From which message on: a page of a list or of an export.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From<'a> {
    Newest,
    /// Those that came before this one, newest first.
    Before(&'a str),
    /// Those that came after this one, oldest first.
    After(&'a str),
}

pub(crate) async fn page(
    pool: &AnyPool,
    filter: &Filter,
    from: From<'_>,
    count: i64,
) -> Result<Vec<Message>, sqlx::Error> {
    let (query, id) = match from {
        From::Newest | From::Before(_) => (
            concat!(
                select!(),
                matching!(),
                in_state!(),
                "AND ($6 = '' OR id < $6) ORDER BY id DESC LIMIT $7"
            ),
            if let From::Before(id) = from { id } else { "" },
        ),
        From::After(id) => (
            concat!(select!(), matching!(), in_state!(), "AND id > $6 ORDER BY id LIMIT $7"),
            id,
        ),
    };
    let (begin, end) = filter.times();
    sqlx::query_as(query)
        .bind(&filter.article)
        .bind(begin)
        .bind(end)
        .bind(filter.pattern())
        .bind(filter.state.name())
        .bind(id)
        .bind(count)
        .fetch_all(pool)
        .await
}

/// How many there are in each state, whatever state the filter asks for.
pub(super) struct Counts {
    new: i64,
    suspected: i64,
    handled: i64,
}

impl Counts {
    pub(super) fn of(&self, state: State) -> i64 {
        match state {
            State::New => self.new,
            State::Suspected => self.suspected,
            State::Handled => self.handled,
            State::All => self.new + self.suspected + self.handled,
        }
    }
}

pub(super) async fn counts(pool: &AnyPool, filter: &Filter) -> Result<Counts, sqlx::Error> {
    let (begin, end) = filter.times();
    let query = concat!(
        "SELECT COUNT(CASE WHEN handled_at IS NULL AND suspected IS NULL THEN 1 END), \
         COUNT(CASE WHEN handled_at IS NULL AND suspected IS NOT NULL THEN 1 END), COUNT(handled_at) FROM feedback ",
        matching!()
    );
    let (new, suspected, handled) = sqlx::query_as(query)
        .bind(&filter.article)
        .bind(begin)
        .bind(end)
        .bind(filter.pattern())
        .fetch_one(pool)
        .await?;
    Ok(Counts {
        new,
        suspected,
        handled,
    })
}

/// Erased ones too, of which little is left.
pub(super) async fn find(pool: &AnyPool, receipt: &str) -> Result<Option<Message>, sqlx::Error> {
    sqlx::query_as(concat!(select!(), "WHERE receipt = $1"))
        .bind(receipt)
        .fetch_optional(pool)
        .await
}

/// Handled, or not any more. `false`: it is so already, or there is nothing to handle.
pub(super) async fn set_handled(
    pool: &AnyPool,
    receipt: &str,
    handled: bool,
    staff: &str,
) -> Result<bool, sqlx::Error> {
    let query = if handled {
        "UPDATE feedback SET handled_at = $2, handled_by = $3 \
         WHERE receipt = $1 AND handled_at IS NULL AND erased_at IS NULL"
    } else {
        "UPDATE feedback SET handled_at = $2, handled_by = $3 \
         WHERE receipt = $1 AND handled_at IS NOT NULL AND erased_at IS NULL"
    };
    let mut transaction = pool.begin().await?;
    let done = sqlx::query(query)
        .bind(receipt)
        .bind(handled.then(|| clock::stored(Timestamp::now())))
        .bind(handled.then_some(staff))
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let action = if handled { Action::Handled } else { Action::Reopened };
    let entry = Entry::new(staff, action).receipt(receipt);
    entry.write(&mut transaction).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Takes away all that the reader wrote, and what could tell it from a guess. The key and the receipt stay for now: a late retry
/// must not store the message again.
pub(super) async fn erase(pool: &AnyPool, receipt: &str, staff: &str, reason: &str) -> Result<bool, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let done = sqlx::query(
        "UPDATE feedback SET item = '', url = NULL, name = '', email = NULL, message = '', content_digest = '', \
         erased_at = $2 WHERE receipt = $1 AND erased_at IS NULL",
    )
    .bind(receipt)
    .bind(clock::stored(Timestamp::now()))
    .execute(&mut *transaction)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let entry = Entry::new(staff, Action::Erased).receipt(receipt).detail(reason);
    entry.write(&mut transaction).await?;
    transaction.commit().await?;
    Ok(true)
}
