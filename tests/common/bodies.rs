//! Bodies and what the allowlist makes of them, in the notation of `outline`: checked natively with html5ever, and in a
//! browser with the browser's own parser.

/// Hands all cases to a macro: `name: html => outline;`. Each name is a sentence about what happens.
macro_rules! for_each_body {
    ($with:ident) => {
        $with! {
            // What comes through.
            paragraphs_come_through:
                "<p>Một.</p>\n<p>Hai.</p>" => "<p>Một.</p><p>Hai.</p>";
            emphasis_of_every_kind_comes_through:
                "<p><em>a</em> <strong>b</strong> <i>c</i> <b>d</b> <u>e</u> <s>f</s> <small>g</small> <mark>h</mark></p>"
                => "<p><em>a</em> <strong>b</strong> <i>c</i> <b>d</b> <u>e</u> <s>f</s> <small>g</small> <mark>h</mark></p>";
            old_names_of_elements_become_todays:
                "<p><strike>a</strike> <tt>b</tt> <acronym>c</acronym></p>" => "<p><s>a</s> <code>b</code> <abbr>c</abbr></p>";
            subscripts_and_superscripts_come_through:
                "<p>CO<sub>2</sub>, 5 m<sup>2</sup></p>" => "<p>CO<sub>2</sub>, 5 m<sup>2</sup></p>";
            code_comes_through_with_its_line_breaks:
                "<pre>một\n  hai</pre><p><code>x &lt; 1</code> <kbd>Ctrl</kbd> <samp>s</samp> <var>v</var></p>"
                => "<pre>một\n  hai</pre><p><code>x &lt; 1</code> <kbd>Ctrl</kbd> <samp>s</samp> <var>v</var></p>";
            quotes_come_through:
                "<blockquote><p>Lời ông.</p></blockquote><p><q>Lời bà</q>, <cite>Sách</cite></p>"
                => "<blockquote><p>Lời ông.</p></blockquote><p><q>Lời bà</q>, <cite>Sách</cite></p>";
            lists_come_through_with_where_they_count_from:
                "<ul><li>a</li><li>b</li></ul><ol start=\"3\" reversed><li>c</li></ol>"
                => "<ul><li>a</li><li>b</li></ul><ol start=3 reversed><li>c</li></ol>";
            a_list_in_an_item_stays_there:
                "<ul><li>a<ol><li>b</li></ol></li></ul>" => "<ul><li>a<ol><li>b</li></ol></li></ul>";
            a_list_of_definitions_comes_through:
                "<dl><dt>Lũ</dt><dd>Nước dâng</dd></dl>" => "<dl><dt>Lũ</dt><dd>Nước dâng</dd></dl>";
            a_table_comes_through_with_its_spans_and_scopes:
                "<table><caption>Giá</caption><thead><tr><th scope=col colspan=2>a</th></tr></thead>\
                 <tbody><tr><td rowspan=3>b</td><td></td></tr></tbody></table>"
                => "<table><caption>Giá</caption><thead><tr><th colspan=2 scope=col>a</th></tr></thead>\
                    <tbody><tr><td rowspan=3>b</td><td></td></tr></tbody></table>";
            an_absurd_span_is_cut:
                "<table><tr><td colspan=0 rowspan=65000>a</td><td colspan=999>b</td><td colspan=-1 rowspan=x>c</td></tr></table>"
                => "<table><tbody><tr><td rowspan=1000>a</td><td colspan=100>b</td><td>c</td></tr></tbody></table>";
            a_figure_comes_through_with_its_caption:
                "<figure>\n<img src=/a.jpg alt=\"Cầu tre\" width=640 height=\"480px\">\n<figcaption>Cầu. <em>Ảnh: Lan</em></figcaption>\n</figure>"
                => "<figure><img /a.jpg \"Cầu tre\" 640x480><figcaption>Cầu. <em>Ảnh: Lan</em></figcaption></figure>";
            an_image_comes_through_with_its_other_sizes:
                "<p><img src=\"a.jpg\" srcset=\"a-480.jpg 480w, javascript:x 600w, /a-800.jpg 800w\" sizes=\"1px\" alt=\" hai\n dòng \"></p>"
                => "<p><img /rss/a.jpg \"hai dòng\" srcset=/rss/a-480.jpg 480w,/a-800.jpg 800w></p>";
            a_picture_keeps_its_image:
                "<picture><source srcset=b.webp type=image/webp><img src=/b.jpg alt=b></picture>" => "<p><img /b.jpg \"b\" or image/webp srcset=/rss/b.webp ></p>";
            recordings_come_through_with_all_their_sources:
                "<audio src=/a.mp3 autoplay onplay=x></audio><video poster=/p.jpg width=640 height=360 autoplay>\
                 <source src=/v.webm><source src=javascript:x><source src=/v.mp4><p>Trình duyệt cũ</p></video>"
                => "<audio /a.mp3><video /v.webm,/v.mp4 poster=/p.jpg 640x360>";
            a_rule_and_a_place_to_break_come_through:
                "<p>a</p><hr><p>rất<wbr>dài</p>" => "<p>a</p><hr><p>rất<wbr>dài</p>";
            ruby_comes_through:
                "<p><ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby></p>" => "<p><ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby></p>";
            the_language_and_direction_of_a_part_are_kept:
                "<p lang=en>Hello <span lang=fr>ami</span> <bdo dir=rtl>abc</bdo></p>"
                => "<p lang=en>Hello <span lang=fr>ami</span> <bdo dir=rtl>abc</bdo></p>";
            nonsense_in_lang_and_dir_is_left_out:
                "<p lang='\"><script>' dir=up>a</p>" => "<p>a</p>";

            // Headings.
            headings_are_fitted_under_the_headline:
                "<h1>a</h1><p>b</p><h2>c</h2><h3>d</h3><h6>e</h6>" => "<h3>a</h3><p>b</p><h4>c</h4><h5>d</h5><h6>e</h6>";
            the_highest_heading_in_use_becomes_the_first_level:
                "<h4>a</h4><h5>b</h5><blockquote><h4>c</h4></blockquote>" => "<h3>a</h3><h4>b</h4><blockquote><h3>c</h3></blockquote>";
            a_block_in_a_heading_leaves_its_words:
                "<h2><div>Một</div><p>hai</p></h2>" => "<h3>Một<br>hai</h3>";
            a_heading_around_the_text_is_none:
                "<h2>Một<ul><li>hai</li></ul></h2><h3><img src=/a.jpg></h3><h3>Ba</h3>"
                => "<p>Một</p><ul><li>hai</li></ul><p><img /a.jpg \"\"></p><h3>Ba</h3>";

            // Links.
            a_link_within_the_newspaper_does_not_leave:
                "<p><a href=\"/tin/2.html\" target=_blank onclick=x>a</a> <a href=\"https://anh.bao.example/\">b</a></p>"
                => "<p><a /tin/2.html>a</a> <a https://anh.bao.example/>b</a></p>";
            a_link_to_another_site_says_where_it_goes:
                "<p><a href=\"https://www.tinh.example/a\">a</a> <a href=//xbao.example>b</a> <a href=\"https://bao.example@tinh.example\">c</a></p>"
                => "<p><a https://www.tinh.example/a leaves=tinh.example>a</a> <a https://xbao.example/ leaves=xbao.example>b</a> \
                    <a https://bao.example@tinh.example/ leaves=tinh.example>c</a></p>";
            mail_addresses_and_telephone_numbers_stay_links:
                "<p><a href=\"mailto:toasoan@bao.example\">a</a> <a href=\"TEL:+842412345\">b</a> <a href=\"mailto:\">c</a></p>"
                => "<p><a mailto:toasoan@bao.example>a</a> <a TEL:+842412345>b</a> c</p>";
            a_link_that_leads_nowhere_leaves_its_text:
                "<p><a name=x>a</a> <a href=\"#muc-2\">b</a> <a href=\" \">c</a> <a href=\"ftp://a.example\">d</a></p>"
                => "<p>a b c d</p>";
            a_link_around_blocks_stays_around_them:
                "<a href=/1><div>Một</div><p>Hai</p></a>" => "<a /1><p>Một</p><p>Hai</p></a>";
            a_link_around_a_player_gives_way_to_it:
                "<a href=/1>Xem <video src=/v.mp4></video></a>" => "<p>Xem </p><video /v.mp4>";
            a_link_in_a_link_is_the_one_that_stays:
                "<a href=/1>a<table><tr><td><a href=/2>b</a></td></tr></table></a>"
                => "<p>a</p><table><tbody><tr><td><a /2>b</a></td></tr></tbody></table>";

            // Frames.
            a_player_in_a_frame_becomes_a_card:
                "<p>a</p><iframe src=\"https://www.youtube.com/embed/abc?rel=0\" title=\"Hội làng\" allowfullscreen></iframe>"
                => "<p>a</p><card https://www.youtube.com/watch?v=abc YouTube \"Hội làng\">";
            a_frame_in_a_paragraph_or_in_bold_type_stands_by_itself:
                "<p>a <b><iframe src=\"//player.vimeo.com/video/7\"></iframe></b> c</p>"
                => "<p>a </p><card https://vimeo.com/7 Vimeo><p> c</p>";
            a_frame_without_an_address_or_without_a_size_is_gone:
                "<p>a</p><iframe></iframe><iframe src=\"\"></iframe><iframe srcdoc=\"<p>x\"></iframe><iframe src=\"about:blank\"></iframe>\
                 <iframe src=\"https://dem.example/\" width=0 height=0></iframe>"
                => "<p>a</p>";

            // Loose text, blocks in blocks, nothing.
            loose_text_becomes_paragraphs:
                "Một <b>hai</b>\n<p>ba</p>bốn" => "<p>Một <b>hai</b>\n</p><p>ba</p><p>bốn</p>";
            two_line_breaks_part_two_paragraphs_and_one_does_not:
                "a<br>b<br><br>c<br />\n&nbsp;<br>d<br>" => "<p>a<br>b</p><p>c</p><p>d</p>";
            two_line_breaks_in_a_paragraph_part_it:
                "<p lang=en>a<br><br><br>b</p>" => "<p lang=en>a</p><p lang=en>b</p>";
            a_block_without_a_meaning_is_unwrapped:
                "<div><section>a<div><div>b</div></div>c</section></div>" => "<p>a</p><p>b</p><p>c</p>";
            the_language_of_an_unwrapped_block_stays_with_its_content:
                "<div lang=en dir=ltr><p>a</p><p lang=fr>b</p></div>" => "<p lang=en dir=ltr>a</p><p lang=fr dir=ltr>b</p>";
            a_block_in_an_item_is_unwrapped:
                "<ul><li><div>a</div></li><li><p>b</p><p>c</p></li></ul>" => "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>";
            a_block_in_a_cell_is_unwrapped:
                "<table><tr><td><div><div>a</div></div></td><th><p>b</p></th></tr></table>"
                => "<table><tbody><tr><td>a</td><th>b</th></tr></tbody></table>";
            a_block_in_a_figure_is_unwrapped:
                "<figure><div><a href=/1><img src=/a.jpg></a></div><div><figcaption><p>Chú thích</p></figcaption></div></figure>"
                => "<figure><a /1><img /a.jpg \"\"></a><figcaption>Chú thích</figcaption></figure>";
            two_texts_in_a_figure_stay_two:
                "<figure><p>a</p><p>b</p></figure>" => "<figure><p>a</p><p>b</p></figure>";
            a_block_around_items_is_unwrapped:
                "<ul><div><li>a</li></div><li>b</li></ul><dl><div><dt>c</dt><dd>d</dd></div></dl>"
                => "<ul><li>a</li><li>b</li></ul><dl><dt>c</dt><dd>d</dd></dl>";
            what_stands_between_items_belongs_to_the_one_before:
                "<ul>a<li>b</li><ul><li>c</li></ul><p>d</p></ul>"
                => "<ul><li>a</li><li><p>b</p><ul><li>c</li></ul><p>d</p></li></ul>";
            items_without_a_list_get_one:
                "<p>a</p><li>b</li><li>c</li><p>d</p><dd>e</dd>" => "<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p><dl><dd>e</dd></dl>";
            a_caption_without_a_figure_is_a_paragraph:
                "<figcaption>a</figcaption>" => "<p>a</p>";
            emphasis_around_blocks_goes_into_them:
                "<b><p>a</p><ul><li>b</li></ul></b><i>c<div>d</div></i>"
                => "<p><b>a</b></p><ul><li><b>b</b></li></ul><p><i>c</i></p><p><i>d</i></p>";
            a_presentational_element_leaves_its_text:
                "<p><font color=red>a</font> <span style=\"color:red\">b</span> <center>c</center></p><marquee>d</marquee>"
                => "<p>a b </p><p>c</p><p>d</p>";
            an_unknown_element_leaves_its_text:
                "<x-tin><p>a</p></x-tin> <blink>b</blink>" => "<p>a</p><p> b</p>";
            what_is_empty_is_left_out:
                "<p></p><p>&nbsp;</p><p><b> </b><br></p><div><div></div></div><ul><li></li></ul><blockquote>\u{200b}</blockquote>\
                 <table><tr><td></td></tr></table><figure><figcaption></figcaption></figure><a href=/1></a><h2> </h2><p>a</p>"
                => "<p>a</p>";
            nothing_makes_nothing: "" => "";
            white_space_makes_nothing: " \n<!-- chú thích -->\n" => "";

            // What nobody was to see.
            what_is_hidden_is_left_out:
                "<p hidden>a</p><div style=\"color:red; DISPLAY : None\"><p>b</p></div><p>c</p>" => "<p>c</p>";
            a_pixel_that_counts_readers_is_left_out:
                "<p>a<img src=https://dem.example/p.gif width=1 height=1><img src=/x.gif height=0><img src=/y.gif width=\"2px\"></p>"
                => "<p>a</p>";
            an_image_without_an_address_is_left_out:
                "<p>a<img><img src><img src=\" \"><img src=\"data:image/gif;base64,R0lGOD\"></p>" => "<p>a</p>";
            what_stands_in_for_a_script_is_read:
                "<p>a</p><noscript><img src=/a.jpg alt=a></noscript>" => "<p>a</p><p><img /a.jpg \"a\"></p>";
            a_form_leaves_its_text_without_its_controls:
                "<form action=/x><p>Họ tên</p><input name=a><textarea>b</textarea><select><option>c</select><button>Gửi</button></form>"
                => "<p>Họ tên</p>";

            // Odd nesting.
            unclosed_elements_end_where_a_parser_ends_them:
                "<p>a<p>b <b>c<p>d</b> e<ul><li>f<li>g" => "<p>a</p><p>b <b>c</b></p><p><b>d</b> e</p><ul><li>f</li><li>g</li></ul>";
            crossed_elements_are_uncrossed:
                "<p><b>a<i>b</b>c</i></p>" => "<p><b>a<i>b</i></b><i>c</i></p>";
            text_in_a_table_comes_before_it:
                "<table>lạc<tr><td>a</td></tr></table>" => "<p>lạc</p><table><tbody><tr><td>a</td></tr></tbody></table>";
            a_table_in_a_paragraph_stands_after_it:
                "<p>a<table><tr><td>b</td></tr></table>c</p>" => "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table><p>c</p>";
            a_table_in_a_cell_stays_there:
                "<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>"
                => "<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table></td></tr></tbody></table>";
            rows_out_of_a_formula_are_no_table:
                "<p>a</p><math><tr><td>b</td></tr></math>" => "<p>a</p><p>b</p>";
        }
    };
}
