//! Where what readers sent is kept: an SQLite file, or a PostgreSQL that many instances of this host share. The same
//! migrations and the same queries serve both: parameters are `$1`, columns TEXT and BIGINT, times text in UTC.

use std::{
    fs::OpenOptions,
    io,
    path::{self, Path},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    AnyConnection, AnyPool,
    any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers},
};
use url::Url;

use crate::{config::Config, error::Error};

/// How long a request waits for a connection, and SQLite for its file's lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// Of one instance; PostgreSQL allows 100 in all where nobody said otherwise.
const CONNECTIONS: u32 = 8;

/// Which of the two it is; a query never asks.
#[derive(Clone, Copy)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// A receipt is a promise: it must survive a power cut right after it, whatever the server's settings are.
    /// So is an erasure: SQLite is to overwrite what it frees.
    fn promises(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA secure_delete = ON",
            ],
            Self::Postgres => &["SELECT set_config('synchronous_commit', 'on', false) \
                  WHERE current_setting('synchronous_commit') = 'off'"],
        }
    }
}

/// Opens it, and brings its tables up to date. On PostgreSQL a lock lets only one instance do so at a time.
pub(crate) async fn open(config: &Config) -> Result<AnyPool, Error> {
    let name = || config.database_name();
    let failed = |source| Error::Database { name: name(), source };
    let (kind, url) = match &config.database_url {
        Some(url) => (Kind::Postgres, url.as_url().clone()),
        None => (Kind::Sqlite, file_url(&config.database).map_err(failed)?),
    };
    install_default_drivers();
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| Box::pin(promise(connection, kind)))
        .connect_with(AnyConnectOptions::from_str(url.as_str()).map_err(failed)?)
        .await
        .map_err(failed)?;
    let migrated = sqlx::migrate!().run(&pool).await;
    migrated.map_err(|source| Error::Migration { name: name(), source })?;
    Ok(pool)
}

async fn promise(connection: &mut AnyConnection, kind: Kind) -> Result<(), sqlx::Error> {
    for statement in kind.promises() {
        sqlx::query(*statement).execute(&mut *connection).await?;
    }
    Ok(())
}

fn file_url(file: &Path) -> Result<Url, sqlx::Error> {
    make_private(file)?;
    let url =
        Url::from_file_path(path::absolute(file)?).map_err(|()| io::Error::from(io::ErrorKind::InvalidFilename))?;
    // Its path as it is in a URL, so that no sign in a file's name means anything.
    let url = Url::parse(&format!("sqlite:{}", url.path())).map_err(io::Error::other)?;
    Ok(url)
}

/// Readers' names and letters are for nobody else on this machine. SQLite gives the files beside it the same mode; one that
/// is there already stays as its operator wants it.
fn make_private(file: &Path) -> io::Result<()> {
    let mut new = OpenOptions::new();
    new.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    new.open(file).map(drop)
}
