//! Binds both origins, serves them, and stops them without dropping a message in flight.

use std::{io, net::SocketAddr, time::Duration};

use sqlx::AnyPool;
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::timeout};
use url::Url;

use crate::{
    config::{BaseUrl, Config, Origin},
    connections::{self, Limits},
    database,
    error::Error,
    feedback::{Desk, Store},
    metrics::{self, Metrics},
    newspaper,
    notify::Notifier,
    portal, retention, staff,
};

/// How much longer than the longest request stopping may take.
const GRACE: Duration = Duration::from_secs(2);

/// One origin: the address the public sees, and the one that is bound.
#[derive(Clone, Debug)]
pub struct Site {
    pub url: Url,
    pub address: SocketAddr,
}

/// Both origins, served until [`Running::stop`] or until this is dropped.
#[derive(Debug)]
pub struct Running {
    pub newspaper: Site,
    pub portal: Site,
    /// Where `/metrics` is, if anywhere.
    pub metrics: Option<SocketAddr>,
    database: AnyPool,
    store: Store,
    time_limit: Duration,
    stop: watch::Sender<bool>,
    servers: JoinSet<io::Result<()>>,
}

pub async fn serve(config: Config) -> Result<Running, Error> {
    let database = database::open(&config).await?;
    let store = Store::new(database.clone(), config.database_url.is_none());
    let metrics = Metrics::new();
    let (newspaper_listener, newspaper_address) = listen(config.listen).await?;
    let (portal_listener, portal_address) = listen(config.portal_listen).await?;

    // Two names of the same machine: browsers take them for two sites, as in real life.
    let newspaper_url = public(&config.newspaper_url, "127.0.0.1", newspaper_address)?;
    let portal_url = public(&config.portal_url, "localhost", portal_address)?;
    let origins = if config.allow_origin.is_empty() {
        [&portal_url, &newspaper_url]
            .into_iter()
            .filter_map(|url| Origin::try_from(url).ok())
            .collect()
    } else {
        config.allow_origin.clone()
    };

    let (stop, stopped) = watch::channel(false);
    let mut servers = JoinSet::new();
    let staff = staff::router(&config, database.clone(), &newspaper_url).map_err(Error::Passwords)?;
    let desk = Desk::open(&config, store.clone(), &newspaper_url, &origins, metrics.clone());
    let desk = desk.await.map_err(|source| Error::Database {
        name: config.database_name(),
        source,
    })?;
    let routes = newspaper::router(
        &config,
        &newspaper_url,
        &origins,
        desk,
        database.clone(),
        metrics.clone(),
        staff,
    );
    let limits = Limits {
        time: config.time_limit,
        by_address: config.client_header.is_none(),
    };
    servers.spawn(connections::serve(newspaper_listener, routes, limits, stopped.clone()));
    let routes = portal::router(&newspaper_url, config.time_limit);
    servers.spawn(connections::serve(portal_listener, routes, limits, stopped.clone()));
    let notifier =
        Notifier::new(&config, database.clone(), &newspaper_url).map_err(|error| Error::Mail(error.into()))?;
    if let Some(notifier) = notifier {
        let stopped = stopped.clone();
        servers.spawn(async move {
            notifier.keep(stopped).await;
            Ok(())
        });
    }
    let kept = retention::keep(database.clone(), config.keep_days.get(), stopped.clone());
    servers.spawn(async move {
        kept.await;
        Ok(())
    });
    let metrics_address = match config.metrics_listen {
        Some(address) => {
            let (listener, address) = listen(address).await?;
            servers.spawn(connections::serve(listener, metrics::router(metrics), limits, stopped));
            Some(address)
        }
        None => None,
    };

    Ok(Running {
        newspaper: Site {
            url: newspaper_url.as_url().clone(),
            address: newspaper_address,
        },
        portal: Site {
            url: portal_url.as_url().clone(),
            address: portal_address,
        },
        metrics: metrics_address,
        database,
        store,
        time_limit: config.time_limit,
        stop,
        servers,
    })
}

impl Running {
    /// How many messages the database holds.
    pub async fn feedback_count(&self) -> Result<i64, Error> {
        self.store.count().await.map_err(Error::Count)
    }

    /// Makes an account for staff, as `staff add` does.
    pub async fn add_staff(&self, name: &str, password: &str) -> Result<(), Error> {
        Ok(staff::add(&self.database, name, password).await?)
    }

    /// Takes no new connections, lets requests in flight finish, closes the database.
    pub async fn stop(mut self) -> Result<(), Error> {
        self.stop.send_replace(true);
        let mut result = Ok(());
        let ended = timeout(self.time_limit + GRACE, async {
            while let Some(server) = self.servers.join_next().await {
                if let Err(error) = server.map_err(io::Error::other).flatten() {
                    result = Err(Error::Server(error));
                }
            }
        });
        if ended.await.is_err() {
            self.servers.abort_all();
        }
        self.database.close().await;
        result
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

fn public(given: &Option<BaseUrl>, host: &str, address: SocketAddr) -> Result<BaseUrl, Error> {
    if let Some(url) = given {
        return Ok(url.clone());
    }
    format!("http://{host}:{}/", address.port())
        .parse()
        .map_err(|reason: String| Error::Listen {
            address,
            source: io::Error::other(reason),
        })
}
