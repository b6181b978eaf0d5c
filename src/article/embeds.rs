//! Frames of other sites become links: to the page that a reader would open, under a name that a reader knows.

use super::{WebUrl, body::Embed, collapse, text::is_among};

/// Players' sites, what is before an id in their addresses, and what is before it in the page's.
const PLAYERS: [(&str, &str, &str); 2] = [
    (
        "youtube.com youtube-nocookie.com m.youtube.com",
        "embed/",
        "https://www.youtube.com/watch?v=",
    ),
    ("player.vimeo.com", "video/", "https://vimeo.com/"),
];

/// Sites, and the names that readers know them by.
const KNOWN: [(&str, &str); 6] = [
    ("youtube.com youtu.be", "YouTube"),
    ("facebook.com m.facebook.com", "Facebook"),
    ("vimeo.com", "Vimeo"),
    ("tiktok.com", "TikTok"),
    ("open.spotify.com", "Spotify"),
    ("google.com maps.google.com", "Google"),
];

/// The link that stands for a frame.
pub fn embed(frame: WebUrl, title: Option<&str>) -> Embed {
    let url = page_of(&frame).unwrap_or(frame);
    let title = title.map(collapse).filter(|title| !title.is_empty());
    Embed {
        site: site_name(&url).into(),
        title: title.map(Into::into),
        url,
    }
}

/// The page behind a player's own address, where that is known.
fn page_of(frame: &WebUrl) -> Option<WebUrl> {
    let path = frame.href().splitn(4, '/').nth(3)?;
    let id_after = |prefix: &str| -> Option<&str> {
        let rest = path.strip_prefix(prefix)?;
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(rest.len());
        rest.get(..end).filter(|id| !id.is_empty())
    };
    let (_, prefix, page) = PLAYERS.iter().find(|(sites, ..)| is_among(sites, frame.site()))?;
    WebUrl::parse(&[page, id_after(prefix)?].concat())
}

fn site_name(url: &WebUrl) -> &str {
    let site = url.site();
    let known = KNOWN.iter().find(|(sites, _)| is_among(sites, site));
    known.map_or(site, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(frame: &str) -> (String, String) {
        let embed = embed(WebUrl::parse(frame).unwrap(), None);
        (embed.url.href().to_string(), embed.site.to_string())
    }

    #[test]
    fn a_player_leads_to_the_page_that_a_reader_would_open() {
        let watch = ("https://www.youtube.com/watch?v=a-B_1".to_owned(), "YouTube".to_owned());
        assert_eq!(shown("https://www.youtube.com/embed/a-B_1?rel=0"), watch);
        assert_eq!(shown("https://www.youtube-nocookie.com/embed/a-B_1"), watch);
        assert_eq!(
            shown("https://player.vimeo.com/video/12345?h=1").0,
            "https://vimeo.com/12345"
        );
    }

    #[test]
    fn an_unknown_frame_keeps_its_address_under_its_hosts_name() {
        assert_eq!(
            shown("https://www.bando.example/x"),
            ("https://www.bando.example/x".to_owned(), "bando.example".to_owned())
        );
        assert_eq!(
            shown("https://www.youtube.com/embed/").0,
            "https://www.youtube.com/embed/"
        );
    }
}
