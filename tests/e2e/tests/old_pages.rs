//! Pages as they are found: clobbered names, floats and cells, routes in the fragment, scripts that answer back.

use serde_json::json;
use tinbai_e2e::{Answer, Page, Size, World, feeds};

#[tokio::test]
async fn an_image_named_like_a_member_of_the_document_does_not_choose_where_our_code_comes_from() {
    let world = World::new().await;
    let body = "<img name='currentScript' src='/anh/khac.svg' alt=''><tin-bai feed='PAPER/feed.json'></tin-bai>
        <script src='PAPER/tinbai.js'></script>";
    let page = Page::open(&world.page("/", "", body)).await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(world.portal.count(".wasm"), 0);
    assert_eq!(world.paper.count(".wasm"), 1);
}

#[tokio::test]
async fn an_address_that_names_an_item_leads_to_it_however_far_down_the_widget_stands() {
    let world = World::new().await;
    let body = "<div style='height: 9000px'></div><tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>";
    let url = world.page("/", "<script async src='PAPER/tinbai.js'></script>", body);
    let page = Page::open(&format!("{url}#tinbai-bao=vuon")).await;
    page.until_reading(feeds::GARDEN).await;
    page.until("scrollY > 8000 && $('#headline').getBoundingClientRect().top < innerHeight")
        .await;
}

#[tokio::test]
async fn a_host_that_mends_an_attribute_when_it_hears_of_it_is_heard() {
    let world = World::new().await;
    let mend = "<script>document.addEventListener('tinbai:error', (event) => event.target.setAttribute('theme', 'dark'))</script>";
    let url = world.page(
        "/",
        &format!("{mend}<script async src='PAPER/tinbai.js'></script>"),
        "<tin-bai feed='PAPER/feed.json' theme='xanh'></tin-bai>",
    );
    let page = Page::open(&url).await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is("$('.tinbai').dataset.theme", "dark").await;
    page.run("W.setAttribute('theme', 'tím')").await;
    page.until_is(
        "heard.filter((event) => event.detail.code === 'attribute-invalid').length",
        2,
    )
    .await;
    page.until_is("$('.tinbai').dataset.theme", "dark").await;
    assert_eq!(page.js("thrown").await, json!([]));
}

#[tokio::test]
async fn an_element_that_is_moved_while_it_loads_becomes_one_widget() {
    let world = World::new().await;
    let body = "<div id='a'><tin-bai feed='PAPER/feed.json'></tin-bai></div><div id='b'></div>
        <script src='PAPER/tinbai.js'></script>
        <script>
            const element = document.querySelector('tin-bai');
            // `var`, for drivers whose scripts don't see the page's `let`.
            var times = 0;
            const move = () => { (times % 2 ? a : b).append(element); if (++times < 30) setTimeout(move, 5); };
            setTimeout(move);
        </script>";
    let page = Page::open(&world.page("/", "", body)).await;
    page.until_is("times", 30).await;
    page.until_reading(feeds::NEWEST).await;
    page.stays("heard.filter((event) => event.name === 'tinbai:load').length", 1)
        .await;
    assert_eq!(world.paper.count("feed.json"), 1);
}

#[tokio::test]
async fn in_floats_cells_and_flex_rows_the_widget_has_a_width() {
    let world = World::new().await;
    for host in [
        "<table><tr><td>X</td></tr></table>",
        "<div style='float: left'>X</div>",
        "<div style='display: flex'>X</div>",
    ] {
        let page = world
            .open(&host.replace('X', "<tin-bai loading='eager' feed='PAPER/feed.json'></tin-bai>"))
            .await;
        page.until_reading(feeds::NEWEST).await;
        let width = page.js("W.getBoundingClientRect().width").await.as_f64().unwrap();
        assert!(width > 600.0, "{width} in {host}");
    }
}

#[tokio::test]
async fn two_widgets_side_by_side_share_the_width_that_there_is() {
    let world = World::new().await;
    let two = "<tin-bai loading='eager' feed='PAPER/feed.json'></tin-bai>".repeat(2);
    for columns in [
        "display: flex",
        "display: grid; grid-template-columns: 2fr 1fr",
        "display: flex; flex-wrap: wrap",
    ] {
        let style = format!("<style>div {{ {columns} }} tin-bai {{ flex: 1 }}</style>");
        let head = format!("{style}<script async src='PAPER/tinbai.js'></script>");
        let page = Page::open(&world.page("/", &head, &format!("<div>{two}</div>"))).await;
        page.until_is(
            "[...document.querySelectorAll('tin-bai')].filter((one) => one.shadowRoot?.querySelector('#headline')).length",
            2,
        )
        .await;
        let widths = page.js("[document.documentElement.scrollWidth, innerWidth]").await;
        assert!(widths[0].as_u64() <= widths[1].as_u64(), "{widths} in {columns}");
    }
}

#[tokio::test]
async fn on_paper_there_is_the_article_and_where_it_comes_from() {
    let world = World::new().await;
    let page = world.read("theme='dark'").await;
    page.until_reading(feeds::NEWEST).await;
    // What the print rules say, read from the sheet itself: they are the only ones for that medium.
    page.run(
        "const sheet = new CSSStyleSheet();
         const rules = [...W.shadowRoot.adoptedStyleSheets[0].cssRules]
            .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === 'print')
            .flatMap((rule) => [...rule.cssRules].map((inner) => inner.cssText));
         sheet.replaceSync(rules.join(' '));
         W.shadowRoot.adoptedStyleSheets = [...W.shadowRoot.adoptedStyleSheets, sheet];
         window.rules = rules.length",
    )
    .await;
    assert!(page.js("rules").await.as_u64() > Some(3));
    for gone in ["related", "feedback", "latest", "links"] {
        assert_eq!(page.js(&format!("shown($('[part~={gone}]'))")).await, false, "{gone}");
    }
    for there in ["headline", "byline", "lead", "photo", "body", "source"] {
        assert_eq!(page.js(&format!("shown($('[part~={there}]'))")).await, true, "{there}");
    }
    assert_eq!(page.js("getComputedStyle($('.tinbai')).color").await, "rgb(0, 0, 0)");
    let address = page
        .js("getComputedStyle($('[part~=source] a'), '::after').content")
        .await;
    let address = address.as_str().unwrap();
    // Firefox tells the rule, not what comes of it.
    assert!(
        address.contains("tin/cau.html") || address.contains("attr(href)"),
        "{address}"
    );
}

#[tokio::test]
async fn long_words_and_wide_tables_scroll_in_their_own_box_at_320_pixels() {
    let long = "ThửMộtTừRấtDàiKhôngCóKhoảngTrắngNàoỞGiữa".repeat(4);
    let mut feed = feeds::small();
    feed["items"][1]["tags"] = json!([long, long]);
    feed["items"][1]["_tinbai"]["photo"]["creditText"] = json!(format!("Ban ảnh {}", "của báo ".repeat(20)));
    feed["items"][1]["content_html"] = json!(format!(
        "<p>{long} <a href='https://khac.example/'>{long}</a></p>
         <table><tr>{}<td><a href='https://khac.example/'>{long}</a></td></tr></table>
         <pre>{long}{long} <a href='https://khac.example/'>xa</a></pre>
         <iframe src='https://khac.example/{long}' title='{long}'></iframe>",
        format!("<td>{long}</td>").repeat(6)
    ));
    let world = World::with(&feed).await;
    let url = world.page(
        "/",
        "<meta name='viewport' content='width=device-width'><script async src='PAPER/tinbai.js'></script>",
        "<tin-bai feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open_sized(
        &url,
        Size {
            width: 320,
            height: 700,
        },
    )
    .await;
    page.until_reading(feeds::NEWEST).await;
    let widths = page.js("[document.documentElement.scrollWidth, innerWidth]").await;
    assert!(widths[0].as_u64() <= widths[1].as_u64(), "{widths}");
    assert_eq!(
        page.js("$('[part~=body] .scroll').scrollWidth > $('[part~=body] .scroll').clientWidth")
            .await,
        true
    );
}

#[tokio::test]
async fn a_reload_keeps_an_article_that_has_gone_from_the_feed() {
    let world = World::new().await;
    let page = world.read("item='ca'").await;
    page.until("headline()?.startsWith('Thả ba vạn')").await;
    let mut feed = feeds::small();
    feed["items"].as_array_mut().unwrap().pop();
    feed["title"] = json!("Báo Bản Thượng, bản mới");
    world.paper.set("/feed.json", Answer::json(&feed));
    page.run("W.reload()").await;
    page.until("text('[part~=source]').includes('bản mới')").await;
    assert!(page.text("#headline").await.starts_with("Thả ba vạn"));
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn where_the_host_routes_by_the_fragment_back_passes_each_item_and_the_route_stays() {
    let world = World::new().await;
    let url = world.page(
        "/",
        "<script async src='PAPER/tinbai.js'></script>",
        "<tin-bai feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open(&format!("{url}#/trang/1")).await;
    page.until_reading(feeds::NEWEST).await;
    for (item, headline) in [("vuon", feeds::GARDEN), ("cho", feeds::MARKET)] {
        page.click(&format!("[part~=latest] a[data-item={item}]")).await;
        page.until_reading(headline).await;
    }
    for headline in [feeds::GARDEN, feeds::NEWEST] {
        page.back().await.unwrap();
        page.until_reading(headline).await;
        assert_eq!(page.js("location.hash").await, "#/trang/1");
    }
}

#[tokio::test]
async fn the_hosts_own_state_of_an_entry_is_kept() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("history.replaceState({ trang: 7 }, '')").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.js("history.state.trang").await, 7);
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.js("history.state.trang").await, 7);
}

#[tokio::test]
async fn after_a_redirect_all_addresses_are_read_against_the_new_one() {
    let mut feed = feeds::small();
    feed["items"][1]["content_html"] = json!("<p>Ảnh</p><img src='anh/cho.svg' alt=''>");
    let world = World::with(&feed).await;
    world.paper.set("/moi/feed.json", Answer::json(&feed));
    world.paper.set(
        "/cu.json",
        Answer::status(302).with_header("location", "/moi/feed.json"),
    );
    let page = world.open("<tin-bai feed='PAPER/cu.json'></tin-bai>").await;
    page.until_reading(feeds::NEWEST).await;
    let sources = page.js("[$('[part~=photo] img').src, $('[part~=body] img').src]").await;
    for source in sources.as_array().unwrap() {
        assert!(source.as_str().unwrap().contains("/moi/anh/"), "{source}");
    }
}

#[tokio::test]
async fn a_page_that_forbids_our_policy_still_gets_the_words() {
    let world = World::new().await;
    let policy = "<meta http-equiv='Content-Security-Policy' content=\"require-trusted-types-for 'script'; trusted-types khac\">";
    let url = world.page(
        "/",
        &format!("{policy}<script async src='PAPER/tinbai.js'></script>"),
        "<tin-bai feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open(&url).await;
    page.until_painted(feeds::NEWEST).await;
    assert!(page.text("[part~=body]").await.contains("rộng thêm hai gang tay"));
    page.until_is("heard.filter((event) => event.name === 'tinbai:error').length", 2)
        .await;
    assert_eq!(page.error_codes().await, ["markup-refused", "wasm-unavailable"]);
}
