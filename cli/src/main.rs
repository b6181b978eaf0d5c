//! `tinbai check URL-or-file`: reads a feed with the widget's own code, and says what is right, what was forgiven and what
//! is lost. `tinbai feedback-check URL`: tries a receiver of feedback against each rule of its protocol.

mod check;
mod decode;
mod feedback;
mod report;
mod source;
mod words;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;
use words::Lang;

/// Reads feeds as the reading widget Tin Bài does. Đọc nguồn tin như tiện ích Tin Bài đọc.
#[derive(Parser)]
#[command(name = "tinbai", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says of a feed what is right, forgiven, and lost. Exit status 1 where something is lost, 2 where there is no feed.
    ///
    /// Cho biết nguồn tin đúng chỗ nào, được bỏ qua lỗi nào, mất gì. Mã thoát 1 nếu có gì bị mất, 2 nếu không có nguồn tin.
    Check {
        /// A web address or a file. Địa chỉ web hoặc tệp.
        feed: String,
        /// For programs: one JSON object. Cho chương trình: một đối tượng JSON.
        #[arg(long)]
        json: bool,
        /// Language of the report; without it English where LANG is, else Vietnamese. Ngôn ngữ của báo cáo.
        #[arg(long, value_enum)]
        lang: Option<Lang>,
        /// The address at which a file will be served. Địa chỉ mà tệp sẽ được đăng.
        #[arg(long, value_name = "URL")]
        base: Option<String>,
    },
    /// Tries a receiver of feedback against each rule of docs/feedback.md. It stores about ten test messages there. Exit status 1
    /// where a rule is broken, 2 where nothing is received.
    ///
    /// Thử nơi nhận phản hồi theo từng điều của docs/feedback.md; khoảng mười phản hồi thử được lưu lại. Mã thoát 1 nếu có điều
    /// không đạt, 2 nếu không nhận được gì.
    FeedbackCheck {
        /// Where feedback goes. Địa chỉ nhận phản hồi.
        url: String,
        /// A portal's origin that may send; without it CORS is not tried. Nguồn của một cổng thông tin được phép gửi.
        #[arg(long)]
        origin: Option<String>,
        /// The receiver takes ordinary forms too. Nơi nhận cũng nhận biểu mẫu thường.
        #[arg(long)]
        form: bool,
        /// For programs: one JSON object. Cho chương trình: một đối tượng JSON.
        #[arg(long)]
        json: bool,
        /// Language of the report; without it English where LANG is, else Vietnamese. Ngôn ngữ của báo cáo.
        #[arg(long, value_enum)]
        lang: Option<Lang>,
    },
}

fn main() -> ExitCode {
    let (text, status) = match Arguments::parse().command {
        Command::Check { feed, json, lang, base } => {
            let lang = lang.unwrap_or_else(Lang::of_environment);
            let report = check::check(&feed, base.as_deref());
            let write = if json { report::json } else { report::text };
            (write(&report, lang), report.status())
        }
        Command::FeedbackCheck {
            url,
            origin,
            form,
            json,
            lang,
        } => {
            let lang = lang.unwrap_or_else(Lang::of_environment);
            let _ = writeln!(io::stderr(), "{}", feedback::warning(&url, lang));
            let report = feedback::check(&feedback::Options {
                url: &url,
                origin: origin.as_deref(),
                with_form: form,
            });
            let text = if json { report.json(lang) } else { report.text(lang) };
            (text, report.status())
        }
    };
    // Nobody reads on where the pipe is closed.
    let _ = writeln!(io::stdout(), "{text}");
    ExitCode::from(status)
}
