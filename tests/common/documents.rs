//! Documents of newspapers and what is read of them: `tests/fixtures/<name>.json`, and beside it in `<name>.txt` the model,
//! exactly, as `model::tell` writes it. Read natively, and in a browser.

/// Hands all cases to a macro: `name: document;`. Each name is a sentence about what happens.
macro_rules! for_each_document {
    ($with:ident) => {
        $with! {
            // JSON Feed as it is written.
            ids_may_be_numbers_or_missing_and_of_two_the_first_counts: "sloppy/ids";
            a_version_without_an_address_does_no_harm: "sloppy/version-1-0";
            a_version_by_http_does_no_harm: "sloppy/version-http";
            no_version_does_no_harm: "sloppy/version-absent";
            authors_are_read_in_each_shape: "sloppy/authors";
            tags_may_be_one_string: "sloppy/tags";
            null_is_nothing_wherever_it_stands: "sloppy/nulls";
            markup_in_title_and_summary_is_the_text_it_means: "sloppy/markup-in-text";
            plain_text_in_the_place_of_markup_keeps_its_lines: "sloppy/text-as-html";
            escaped_markup_is_markup_and_still_cleaned: "sloppy/escaped-html";
            blank_lines_in_text_part_paragraphs: "sloppy/text-body";
            of_a_whole_page_as_body_the_article_is_shown: "sloppy/document-body";
            addresses_are_read_as_they_were_meant: "sloppy/addresses";
            dates_are_read_in_each_form_and_nonsense_is_none: "sloppy/dates";
            empty_strings_are_nothing: "sloppy/empty-strings";
            a_byte_order_mark_does_no_harm: "sloppy/byte-order-mark";
            images_that_wait_for_a_script_are_shown_once: "sloppy/lazy-images";
            the_photo_as_the_bodys_first_image_is_shown_once: "sloppy/repeated-photo";
            figures_of_newsrooms_systems_are_figures: "sloppy/cms-figures";
            a_credit_at_a_captions_end_is_parted: "sloppy/credit-in-caption";
            a_lone_surrogate_costs_nothing: "sloppy/lone-surrogates";
            letters_and_their_marks_are_put_together: "sloppy/decomposed";
            a_number_without_end_costs_only_itself: "sloppy/endless-number";
            one_attachment_may_stand_for_a_list_and_a_picture_for_the_photo: "sloppy/attachments";
            one_item_is_a_feed: "sloppy/one-item";
            a_servers_warning_around_the_feed_does_no_harm: "sloppy/around-json";

            // What is no feed, called by its name.
            null_is_no_feed: "sloppy/not-null";
            nothing_is_no_feed: "sloppy/not-empty";
            a_page_is_no_feed: "sloppy/not-html";
            rss_is_no_feed_of_ours: "sloppy/not-rss";
            a_template_is_no_feed: "sloppy/not-rendered";
            a_program_is_no_feed: "sloppy/not-php";
            half_a_document_is_no_feed: "sloppy/not-whole";
            json_without_items_is_no_feed: "sloppy/not-items";
            a_servers_error_is_no_feed: "sloppy/not-found";
            a_feed_in_which_nothing_can_be_shown_is_empty: "sloppy/not-shown";

            // The other formats.
            wordpress_posts_are_read_with_what_is_embedded: "formats/wordpress-list";
            one_wordpress_post_is_a_feed: "formats/wordpress-one";
            wordpress_posts_without_embedding_have_no_photo_by_themselves: "formats/wordpress-bare";
            wordpress_media_are_no_feed: "formats/wordpress-media";
            a_schema_org_article_is_a_feed: "formats/schema-one";
            schema_org_images_are_read_in_each_shape: "formats/schema-list";
            what_a_graph_names_by_id_is_found_in_it: "formats/schema-graph";
            a_list_of_schema_org_items_is_a_feed: "formats/schema-item-list";
            schema_org_without_an_article_is_no_feed: "formats/schema-without-article";
            drupal_nodes_are_read_with_what_is_included: "formats/drupal-list";
            one_drupal_node_is_a_feed: "formats/drupal-one";
        }
    };
}
