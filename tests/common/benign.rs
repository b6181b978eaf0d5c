//! What bodies of news are made of, and what comes through of it: a case for each row of docs/body.md, in the notation of
//! `bodies`. Read natively, and in a browser by both readings.

/// Hands all cases to a macro: `name: html => outline;`. Each is named in docs/body.md.
macro_rules! for_each_benign_body {
    ($with:ident) => {
        $with! {
            tables_with_spans_and_scopes:
                "<table><caption>Giá lúa</caption><thead><tr><th scope=col rowspan=2>Giống</th><th scope=colgroup colspan=2>Giá</th></tr>\
                 <tr><th scope=col>Đầu vụ</th><th scope=col>Cuối vụ</th></tr></thead>\
                 <tbody><tr><th scope=row>Nếp</th><td>9.000</td><td>9.500</td></tr></tbody>\
                 <tfoot><tr><td colspan=3>Nghìn đồng một cân</td></tr></tfoot></table>"
                => "<table><caption>Giá lúa</caption><thead><tr><th rowspan=2 scope=col>Giống</th><th colspan=2 scope=colgroup>Giá</th></tr>\
                    <tr><th scope=col>Đầu vụ</th><th scope=col>Cuối vụ</th></tr></thead>\
                    <tbody><tr><th scope=row>Nếp</th><td>9.000</td><td>9.500</td></tr></tbody>\
                    <tfoot><tr><td colspan=3>Nghìn đồng một cân</td></tr></tfoot></table>";
            lists_in_lists:
                "<ul><li>Một<ol><li>Hai<ul><li>Ba</li></ul></li></ol></li></ul>"
                => "<ul><li>Một<ol><li>Hai<ul><li>Ba</li></ul></li></ol></li></ul>";
            how_a_list_counts:
                "<ol start=5 type=a reversed><li>a</li><li value=2>b</li><li value=x>c</li></ol><ol type=disc><li>d</li></ol>"
                => "<ol start=5 reversed type=a><li>a</li><li value=2>b</li><li>c</li></ol><ol><li>d</li></ol>";
            definitions:
                "<dl><dt>Lũ</dt><dt>Lụt</dt><dd>Nước dâng</dd><dd><p>Một</p><p>Hai</p></dd></dl>"
                => "<dl><dt>Lũ</dt><dt>Lụt</dt><dd>Nước dâng</dd><dd><p>Một</p><p>Hai</p></dd></dl>";
            figures_of_two_images:
                "<figure><img src=/a.jpg alt=Trước><img src=/b.jpg alt=Sau><figcaption>Trước và sau. Ảnh: Lan</figcaption></figure>"
                => "<figure><img /a.jpg \"Trước\"><img /b.jpg \"Sau\"><figcaption>Trước và sau. <small>Ảnh: Lan</small></figcaption></figure>";
            figures_in_a_figure:
                "<figure><figure><img src=/a.jpg><figcaption>Một</figcaption></figure><figure><img src=/b.jpg></figure><figcaption>Cả hai</figcaption></figure>"
                => "<figure><figure><img /a.jpg \"\"><figcaption>Một</figcaption></figure><figure><img /b.jpg \"\"></figure><figcaption>Cả hai</figcaption></figure>";
            figures_of_anything:
                "<figure><table><tr><td>a</td></tr></table><figcaption>Bảng 1</figcaption></figure><figure><blockquote><p>Lời</p></blockquote><figcaption>Ông Páo</figcaption></figure>"
                => "<figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>Bảng 1</figcaption></figure>\
                    <figure><blockquote><p>Lời</p></blockquote><figcaption>Ông Páo</figcaption></figure>";
            images_with_their_sizes:
                "<p><img src=/a.jpg alt=\"Cầu treo\" width=640 height=480 srcset=\"/a-320.jpg 320w, /a.jpg 640w\" sizes=100vw></p>"
                => "<p><img /a.jpg \"Cầu treo\" 640x480 srcset=/a-320.jpg 320w,/a.jpg 640w></p>";
            pictures_with_sources:
                "<picture><source type=image/avif srcset=\"/a.avif 640w\"><source media=\"(max-width: 40em)\" srcset=\"/hep.jpg 1x, javascript:x 2x\">\
                 <source type=text/html srcset=/x.html><source srcset=javascript:x><img src=/a.jpg alt=Cầu></picture>"
                => "<p><img /a.jpg \"Cầu\" or image/avif srcset=/a.avif 640w or «(max-width: 40em)» srcset=/hep.jpg 1x></p>";
            captions_of_recordings:
                "<video poster=/p.jpg width=640 height=360><source src=/v.mp4 type=video/mp4>\
                 <track src=/v.vtt kind=captions srclang=vi label=\"Tiếng Việt\" default><track src=/d.vtt><track kind=metadata src=/m.vtt><track></video>\
                 <audio src=/a.mp3 autoplay loop></audio>"
                => "<video /v.mp4 poster=/p.jpg 640x360 captions /v.vtt vi «Tiếng Việt» subtitles /d.vtt  «»><audio /a.mp3>";
            a_parts_language_and_direction:
                "<p lang=tay>Noọng <span lang=fr>ami</span> <bdi>إيان</bdi> <bdo dir=rtl>abc</bdo></p><blockquote lang=ar dir=rtl><p>سلام</p></blockquote><p dir=auto>a</p>"
                => "<p lang=tay>Noọng <span lang=fr>ami</span> <bdi>إيان</bdi> <bdo dir=rtl>abc</bdo></p><blockquote lang=ar dir=rtl><p>سلام</p></blockquote><p dir=auto>a</p>";
            ruby:
                "<p><ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby></p>"
                => "<p><ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby></p>";
            notes_and_the_ways_back:
                "<p>Cầu<sup id=fnref1><a href=#fn1>1</a></sup></p><ol><li id=fn1><p>Xây năm 1975. <a href=#fnref1>↩</a></p></li></ol>"
                => "<p>Cầu<sup id=note-1><a #note-2>1</a></sup></p><ol><li id=note-2>Xây năm 1975. <a #note-1>↩</a></li></ol>";
            notes_of_old_editors:
                "<p>Cầu<a href=#_ftn1 name=_ftnref1>[1]</a></p><div id=ftn1><p><a href=#_ftnref1 name=_ftn1>[1]</a> Xây năm 1975.</p></div>"
                => "<p>Cầu<a #note-2 id=note-1>[1]</a></p><p><a #note-1 id=note-2>[1]</a> Xây năm 1975.</p>";
            contents_that_lead_to_chapters:
                "<ul><li><a href=#mot>Một</a></li><li><a href=#hai>Hai</a></li><li><a href=#bang>Bảng</a></li><li><a href=#khong>Không</a></li></ul>\
                 <h2 id=mot>Một</h2><h2><a name=hai></a>Hai</h2><table id=bang><tr><td>a</td></tr></table>"
                => "<ul><li><a #note-1>Một</a></li><li><a #note-2>Hai</a></li><li><a #note-3>Bảng</a></li><li>Không</li></ul>\
                    <h3 id=note-1>Một</h3><h3><span id=note-2></span>Hai</h3><table id=note-3><tbody><tr><td>a</td></tr></tbody></table>";
            places_of_one_name:
                "<p><a href=#mot>a</a></p><p id=mot>b</p><p id=mot>c</p><p><a name=mot>d</a></p>"
                => "<p><a #note-1>a</a></p><p id=note-1>b</p><p>c</p><p>d</p>";
            places_that_nothing_leads_to:
                "<p id=headline name=x>a</p><p><a id=body>b</a></p>" => "<p>a</p><p>b</p>";
            details_and_their_summary:
                "<details><summary>Hỏi <b>một</b></summary><p>Đáp</p>thêm</details>"
                => "<details open><summary>Hỏi <b>một</b></summary><p>Đáp</p><p>thêm</p></details>";
            abbreviations_with_what_they_stand_for:
                "<p><abbr title=\"Ủy ban nhân dân\">UBND</abbr> <abbr>xã</abbr></p>"
                => "<p><abbr title=Ủy ban nhân dân>UBND</abbr> <abbr>xã</abbr></p>";
            times:
                "<p><time datetime=2026-11-20T07:30+07:00>sáng thứ Sáu</time></p>"
                => "<p><time datetime=2026-11-20T07:30+07:00>sáng thứ Sáu</time></p>";
            quotes_and_where_they_are_from:
                "<blockquote cite=/bao-cao.html><p>Một</p><footer><cite>Báo cáo</cite></footer></blockquote><p><q cite=javascript:x>Hai</q></p>"
                => "<blockquote cite=/bao-cao.html><p>Một</p><p><cite>Báo cáo</cite></p></blockquote><p><q>Hai</q></p>";
            insertions_and_deletions:
                "<p><del datetime=2026-11-20>chín</del> <ins cite=/sua.html>mười</ins> <s>hai</s></p>"
                => "<p><del>chín</del> <ins>mười</ins> <s>hai</s></p>";
            emphasis:
                "<p><em>a</em> <strong>b</strong> <i>c</i> <b>d</b> <u>e</u> <mark>f</mark> <small>g</small> <dfn>h</dfn></p>"
                => "<p><em>a</em> <strong>b</strong> <i>c</i> <b>d</b> <u>e</u> <mark>f</mark> <small>g</small> h</p>";
            subscripts_and_superscripts:
                "<p>CO<sub>2</sub>, 5 m<sup>2</sup></p>" => "<p>CO<sub>2</sub>, 5 m<sup>2</sup></p>";
            code:
                "<p><kbd>Ctrl</kbd> <code>x &lt; 1</code> <samp>s</samp> <var>v</var></p><pre>một\n  hai</pre>"
                => "<p><kbd>Ctrl</kbd> <code>x &lt; 1</code> <samp>s</samp> <var>v</var></p><pre>một\n  hai</pre>";
            breaks_and_rules:
                "<p>Một<br>hai, rất<wbr>dài</p><hr><p>ba</p>" => "<p>Một<br>hai, rất<wbr>dài</p><hr><p>ba</p>";
            addresses:
                "<address>Tòa soạn<br>Bản Thượng</address><p>a</p>" => "<p>Tòa soạn<br>Bản Thượng</p><p>a</p>";
            headings_by_rank:
                "<h2>a</h2><p>b</p><h4>c</h4><h3>d</h3>" => "<h3>a</h3><p>b</p><h5>c</h5><h4>d</h4>";
            formulas:
                "<p><math><semantics><mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow><annotation encoding=application/x-tex>x=2</annotation></semantics></math></p>"
                => "<p>x=2</p>";
            drawings:
                "<p>a<svg viewBox=\"0 0 1 1\"><text>b</text></svg></p>" => "<p>a</p>";
            looks:
                "<p class=do style=\"color:red\" align=center><font color=red>a</font> <span class=to>b</span> <big>c</big></p>" => "<p>a b c</p>";
        }
    };
}
