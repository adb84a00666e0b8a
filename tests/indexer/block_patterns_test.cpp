#include "indexer/block_patterns.hpp"

#include <gtest/gtest.h>

#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

struct Case {
  const char* pattern;
  bool (*matches)(std::string_view);
  const char* yes;
  const char* no;
};

TEST(BlockPatterns, TellLabelsFromText) {
  for (const Case& at : {
           Case{"interface label", is_interface_label, "3 min read", "Share prices fell in London"},
           Case{"interface label", is_interface_label, "Continue reading below",
                "Print is not dead"},
           Case{"read more", starts_read_more, "Read more: Another story", "Readers wrote in"},
           Case{"read more", starts_read_more, "Lesen Sie auch: Noch etwas", "Lesen lernen alle"},
           Case{"read-more label", is_read_more_label, "Related", "Related to the king"},
           Case{"stop heading", is_stop_heading, "You may also like", "You may think so"},
           Case{"stop heading", is_stop_heading, "Related articles", "Related species"},
           Case{"closing heading", is_closing_heading, "About Example Ltd", "What it was about"},
           Case{"photo credit", is_photo_credit, "Photo: Ben Rook", "Photographers met on Monday"},
           Case{"photo credit", is_photo_credit, "The bridge on Monday. Picture: Ben Rook",
                "The picture that the museum bought last year hangs in its great hall"},
           Case{"author note", is_author_note, "Ada Stone is a reporter in Port Aske.",
                "The bridge is a ruin."},
           Case{"contact", is_contact_line, "Follow us on every network",
                "They followed the river"},
           Case{"sign-off", is_sign_off, "Reporting by Ada Stone; editing by Ben Rook",
                "She reported it"},
           Case{"prompt", is_prompt, "Sign up for our newsletter", "They signed the treaty"},
           Case{"affiliate notice", is_affiliate_notice,
                "We may earn a commission from links on this page.",
                "The commission met on Monday."},
           Case{"consent", is_consent_notice, "We use cookies to serve you.", "She bakes cookies."},
           Case{"paywall", is_paywall_prompt, "Subscribe to read the full story",
                "He reads the story"},
           Case{"byline", is_byline, "By Ada Stone", "Bystanders saw it"},
           Case{"date label", starts_date_label, "Published 3 May", "Publishers met"},
           Case{"tags", is_tag_line, "Tags: bridge, harbour", "Tagging along"},
           Case{"rights", is_rights_line, "© 2023 The Lantern. All rights reserved.",
                "Human rights matter"},
           Case{"builder chrome", is_builder_chrome, "3 views0 comments", "3 views of the harbour"},
           Case{"builder chrome", is_builder_chrome, "bottom of page", "the bottom of the sea"},
           Case{"source label", starts_source_label, "Read more at", "Ready at last"},
       }) {
    EXPECT_TRUE(at.matches(fold_words(at.yes))) << at.pattern << ": " << at.yes;
    EXPECT_FALSE(at.matches(fold_words(at.no))) << at.pattern << ": " << at.no;
    EXPECT_FALSE(at.matches("")) << at.pattern;
  }
}

}  // namespace
}  // namespace dateline
