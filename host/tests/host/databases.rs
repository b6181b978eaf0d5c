//! The databases that the host can use: each sentence about what is kept is tested on every one of them.

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use sqlx::{AnyConnection, Connection, any::install_default_drivers};
use tempfile::TempDir;
use tinbai_host::Config;

use crate::postgres::Server;

/// Makes a test on each database out of each `async fn sentence(database: Database)`.
macro_rules! on_each_database {
    ($($sentence:ident)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $sentence() {
                super::$sentence(crate::databases::Database::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $sentence() {
                super::$sentence(crate::databases::Database::postgres()).await;
            })*
        }
    };
}
pub(crate) use on_each_database;

/// An empty one.
#[derive(Clone)]
pub enum Database {
    Sqlite(Arc<TempDir>),
    Postgres { url: String, _server: Arc<Server> },
}

impl Database {
    pub fn sqlite() -> Self {
        Self::Sqlite(Arc::new(TempDir::new().unwrap()))
    }

    pub fn postgres() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        Self::on(
            Server::shared(),
            &format!("tinbai_{}", COUNT.fetch_add(1, Ordering::Relaxed)),
        )
    }

    pub fn on(server: Arc<Server>, name: &str) -> Self {
        let url = server.create(name);
        Self::Postgres { url, _server: server }
    }

    pub fn configure(&self, config: &mut Config) {
        match self {
            Self::Sqlite(folder) => config.database = folder.path().join("feedback.sqlite"),
            Self::Postgres { url, .. } => config.database_url = Some(url.parse().unwrap()),
        }
    }

    /// The same for the program.
    pub fn name_to(&self, program: &mut Command) {
        match self {
            Self::Sqlite(folder) => program.env("TINBAI_DATABASE", folder.path().join("feedback.sqlite")),
            Self::Postgres { url, .. } => program.env("DATABASE_URL", url),
        };
    }

    /// To look into it past the host.
    pub async fn connect(&self) -> AnyConnection {
        install_default_drivers();
        let url = match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("feedback.sqlite").display()),
            Self::Postgres { url, .. } => url.clone(),
        };
        AnyConnection::connect(&url).await.unwrap()
    }

    /// Takes from it what a message needs, as an operator's mistake would.
    pub async fn break_down(&self) {
        self.run("ALTER TABLE feedback RENAME TO feedback_elsewhere").await;
    }

    pub async fn mend(&self) {
        self.run("ALTER TABLE feedback_elsewhere RENAME TO feedback").await;
    }

    async fn run(&self, statement: &'static str) {
        sqlx::query(statement).execute(&mut self.connect().await).await.unwrap();
    }

    /// For the few words that only one of them understands.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres { .. })
    }
}
