//! Mail over TLS: it arrives, or it waits, and never goes to who can't show whose server it is.

use std::{fs, path::Path, process::Command};

use reqwest::Client;
use tempfile::TempDir;

use super::{send, server::Smtp, some_turns};
use crate::{
    databases::Database,
    program::Program,
    setup::{Host, message},
};

/// A certificate that signs itself, and its key, as `cert.pem` and `key.pem`.
fn certify(folder: &Path, name: &str) {
    let made = Command::new("openssl")
        .current_dir(folder)
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-noenc",
            "-days",
            "2",
        ])
        .args(["-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=thu.example"])
        .args([
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-addext",
            &format!("subjectAltName={name}"),
        ])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

fn certified(name: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    certify(folder.path(), name);
    folder
}

/// The ways to TLS: how the server is started, and its address.
const WAYS: [(&str, &str, &str); 2] = [("starttls", "smtp", "?tls=required"), ("tls", "smtps", "")];

/// A host that trusts one certificate and no other, and mails by this server: it is a process of its own, for which certificates
/// a program trusts is said by its environment.
fn host(database: &Database, smtp: &Smtp, (_, scheme, query): (&str, &str, &str), trusted: &Path) -> Program {
    Program::start_with(database, |command| {
        command
            .env("SSL_CERT_FILE", trusted)
            .env_remove("SSL_CERT_DIR")
            .env("TINBAI_SMTP_URL", format!("{scheme}://127.0.0.1:{}{query}", smtp.port))
            .args([
                "--mail-from",
                "phan-hoi@bao.example",
                "--mail-to",
                "ban-tap@bao.example",
                "--mail-every",
                "1",
            ]);
    })
}

async fn write(program: &Program) {
    let sent = Client::new()
        .post(format!("{}phan-hoi", program.newspaper))
        .header("idempotency-key", "khoa-0123456789-1")
        .json(&message("Một"))
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status(), 201);
}

/// Mail that was tried and not taken.
async fn waiting(database: &Database) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM mail WHERE attempts > 0")
        .fetch_one(&mut database.connect().await)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_arrives_over_tls_by_either_way() {
    for way in WAYS {
        let folder = certified("IP:127.0.0.1");
        let trusted = folder.path().join("cert.pem");
        let smtp = Smtp::start_in(folder, 0, &[way.0]);
        let database = Database::sqlite();
        let program = host(&database, &smtp, way, &trusted);
        write(&program).await;
        let mails = smtp.until(1).await;
        assert!(
            mails[0].body.contains("Có 1 phản hồi mới"),
            "{}: {}",
            way.0,
            mails[0].body
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_nobodys_or_anothers_is_refused_and_the_mail_waits() {
    for way in WAYS {
        for name in ["IP:127.0.0.1", "DNS:khac.example"] {
            let folder = certified(name);
            let own = folder.path().join("cert.pem");
            let other = certified(name);
            // A stranger's for this server's name, or this operator's for another's.
            let is_strangers = name.starts_with("IP");
            let trusted = if is_strangers {
                other.path().join("cert.pem")
            } else {
                own.clone()
            };
            let smtp = Smtp::start_in(folder, 0, &[way.0]);
            let database = Database::sqlite();
            let program = host(&database, &smtp, way, &trusted);
            write(&program).await;
            some_turns().await;
            assert_eq!(smtp.mails().len(), 0, "{} {name}", way.0);
            assert_eq!(waiting(&database).await, 1, "{} {name}", way.0);
            let log = program.log();
            assert!(log.contains("no mail server takes notices; they are kept"), "{log}");
            // With the right certificate in its place the same mail goes out.
            if is_strangers {
                fs::copy(&own, &trusted).unwrap();
                let mut connection = database.connect().await;
                for due in ["UPDATE mail SET next_at = ''", "UPDATE duty SET next_at = ''"] {
                    sqlx::query(due).execute(&mut connection).await.unwrap();
                }
                let program = host(&database, &smtp, way, &trusted);
                smtp.until(1).await;
                drop(program);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_tls_is_required_nothing_goes_out_without_it() {
    let smtp = Smtp::start(&[]);
    let database = Database::sqlite();
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
        config.mail.smtp_url = Some(format!("smtp://127.0.0.1:{}?tls=required", smtp.port).parse().unwrap());
    })
    .await;
    send(&host, "1", &message("Một")).await;
    some_turns().await;
    assert_eq!(smtp.mails().len(), 0);
    assert_eq!(waiting(&database).await, 1);
}
