//! Who did what and when, without what readers wrote. Lines are added, and nothing here changes or removes one.

use jiff::Timestamp;
use sqlx::{AnyConnection, AnyPool};
use uuid::Uuid;

use crate::clock;

/// Who acts where nobody is logged in; no account can have these names.
pub(crate) const HOST: &str = "(máy chủ)";
pub(crate) const COMMAND: &str = "(dòng lệnh)";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    LoggedIn,
    LoggedOut,
    LoggedOutEverywhere,
    Locked,
    Handled,
    Reopened,
    Erased,
    Expired,
    Exported,
    AccountAdded,
    AccountRemoved,
    PasswordChanged,
}

impl Action {
    const ALL: [Self; 12] = [
        Self::LoggedIn,
        Self::LoggedOut,
        Self::LoggedOutEverywhere,
        Self::Locked,
        Self::Handled,
        Self::Reopened,
        Self::Erased,
        Self::Expired,
        Self::Exported,
        Self::AccountAdded,
        Self::AccountRemoved,
        Self::PasswordChanged,
    ];

    /// As it is stored.
    fn name(self) -> &'static str {
        match self {
            Self::LoggedIn => "logged-in",
            Self::LoggedOut => "logged-out",
            Self::LoggedOutEverywhere => "logged-out-everywhere",
            Self::Locked => "locked",
            Self::Handled => "handled",
            Self::Reopened => "reopened",
            Self::Erased => "erased",
            Self::Expired => "expired",
            Self::Exported => "exported",
            Self::AccountAdded => "account-added",
            Self::AccountRemoved => "account-removed",
            Self::PasswordChanged => "password-changed",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::LoggedIn => "Đăng nhập",
            Self::LoggedOut => "Đăng xuất",
            Self::LoggedOutEverywhere => "Đăng xuất mọi nơi",
            Self::Locked => "Tạm khóa đăng nhập",
            Self::Handled => "Đánh dấu đã xử lý",
            Self::Reopened => "Đánh dấu chưa xử lý",
            Self::Erased => "Xóa phản hồi",
            Self::Expired => "Xóa phản hồi hết thời hạn lưu",
            Self::Exported => "Xuất dữ liệu",
            Self::AccountAdded => "Thêm tài khoản",
            Self::AccountRemoved => "Xóa tài khoản",
            Self::PasswordChanged => "Đổi mật khẩu",
        }
    }
}

/// One line that is to be written.
pub(crate) struct Entry<'a> {
    actor: &'a str,
    action: Action,
    receipt: Option<&'a str>,
    detail: Option<&'a str>,
}

impl<'a> Entry<'a> {
    pub(crate) fn new(actor: &'a str, action: Action) -> Self {
        Self {
            actor,
            action,
            receipt: None,
            detail: None,
        }
    }

    pub(crate) fn receipt(self, receipt: &'a str) -> Self {
        Self {
            receipt: Some(receipt),
            ..self
        }
    }

    pub(crate) fn detail(self, detail: &'a str) -> Self {
        Self {
            detail: Some(detail),
            ..self
        }
    }

    /// In the transaction of what it tells of: there is not one without the other.
    pub(crate) async fn write(self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO audit (id, at, actor, action, receipt, detail) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(Uuid::now_v7().to_string())
            .bind(clock::stored(Timestamp::now()))
            .bind(self.actor)
            .bind(self.action.name())
            .bind(self.receipt)
            .bind(self.detail)
            .execute(connection)
            .await
            .map(drop)
    }
}

/// One line that was written.
#[derive(sqlx::FromRow)]
pub(super) struct Line {
    pub id: String,
    pub at: String,
    pub actor: String,
    action: String,
    pub receipt: Option<String>,
    pub detail: Option<String>,
}

impl Line {
    pub(super) fn words(&self) -> &str {
        let known = Action::ALL.into_iter().find(|action| action.name() == self.action);
        known.map_or(self.action.as_str(), |action| action.words())
    }
}

/// Newest first, older than a line where one is named.
pub(super) async fn lines(pool: &AnyPool, before: &str, count: i64) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, at, actor, action, receipt, detail FROM audit WHERE $1 = '' OR id < $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(before)
    .bind(count)
    .fetch_all(pool)
    .await
}

/// What was done to one message, oldest first.
pub(super) async fn of_message(pool: &AnyPool, receipt: &str) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as("SELECT id, at, actor, action, receipt, detail FROM audit WHERE receipt = $1 ORDER BY id")
        .bind(receipt)
        .fetch_all(pool)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_name_of_its_own_and_words() {
        let mut names = Action::ALL.map(Action::name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Action::ALL.len());
    }
}
