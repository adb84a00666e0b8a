#pragma once

// What short lines around and inside an article say they are: labels of controls, teasers, credits,
// sign-offs. All functions take the line folded by fold_words() and are tables of phrases in the
// larger languages of the web.

#include <string_view>

namespace dateline {

/// A control or label by itself: "Share", "Advertisement", "Continue reading below", "3 min read".
bool is_interface_label(std::string_view folded);

/// Begins as links to other articles do: "Read more: ...", "Lesen Sie auch: ...".
bool starts_read_more(std::string_view folded);

/// The whole label of such a link, without the title after it: "Related", "Lesen Sie auch".
bool is_read_more_label(std::string_view folded);

/// A heading after which no article text is expected: "Related articles", "About the author",
/// "Comments".
bool is_stop_heading(std::string_view folded);

/// A heading of a firm's or author's standing words about itself, if it stands near the end: "About
/// Example Ltd".
bool is_closing_heading(std::string_view folded);

/// "Photo: ...", "... / Getty Images", "The bridge on Monday. Picture: Ben Rook".
bool is_photo_credit(std::string_view folded);

/// A line about the writer: "Jane Doe is a reporter at ..."
bool is_author_note(std::string_view folded);

/// "Follow us on ...", "Write to the author at ..."
bool is_contact_line(std::string_view folded);

/// "Reporting by ...; editing by ...", "The Associated Press contributed to this report".
bool is_sign_off(std::string_view folded);

/// A prompt to subscribe, install, donate, comment or share.
bool is_prompt(std::string_view folded);

/// A firm's call to its customers: "Book a demo", "Ready to start your project?", "Contact us
/// today".
bool calls_to_act(std::string_view folded);

/// "We may earn a commission from links on this page."
bool is_affiliate_notice(std::string_view folded);

/// "We use cookies ..."
bool is_consent_notice(std::string_view folded);

/// A prompt that ends the free part of an article.
bool is_paywall_prompt(std::string_view folded);

/// "By Jane Doe", "Von Max Muster", at most a dozen words.
bool is_byline(std::string_view folded);

/// "Published", "Last updated:", "Posted on": what stands before a date.
bool starts_date_label(std::string_view folded);

/// "Tags: ...", "Filed under ..."
bool is_tag_line(std::string_view folded);

/// "Copyright 2020 ...", "All rights reserved", "This article was originally published ..."
bool is_rights_line(std::string_view folded);

/// Frame of pages made with site builders: "top of page", "3 views0 comments", "Post not marked as
/// liked".
bool is_builder_chrome(std::string_view folded);

/// "Read more at", "Originally published at", "Source": what stands before the address a text was
/// taken from.
bool starts_source_label(std::string_view folded);

}  // namespace dateline
