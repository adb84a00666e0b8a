#include "indexer/json_ld.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

#include "common/utf8.hpp"
#include "indexer/text_shape.hpp"

namespace dateline {
namespace {

using Json = nlohmann::json;

/// Deeper blocks are not read: real ones stay below ten.
constexpr int kMaxNesting = 64;
constexpr std::size_t kMaxBlockBytes = 4U << 20;
constexpr std::size_t kMaxObjects = 2000;
constexpr std::size_t kMaxAuthors = 50;
constexpr std::size_t kMaxKeywords = 100;

std::string_view without_wrapper(std::string_view text) {
  text = trim_ascii(text);
  for (const std::string_view opening : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["})
    if (text.starts_with(opening)) text = trim_ascii(text.substr(opening.size()));
  for (const std::string_view closing : {"-->", "//]]>", "/*]]>*/", "]]>", ";"})
    if (text.ends_with(closing)) text = trim_ascii(text.substr(0, text.size() - closing.size()));
  return text;
}

constexpr std::uint8_t kInString = 1;
constexpr std::uint8_t kOutside = 2;

/// Where a byte of a block needs a look; elsewhere it is copied as it stands.
constexpr std::array<std::uint8_t, 256> kWatched = [] {
  std::array<std::uint8_t, 256> watched{};
  for (std::size_t c = 0; c < 0x20; ++c) watched[c] = kInString;
  watched['\\'] = kInString;
  watched['"'] = kInString | kOutside;
  for (const char c : {'{', '}', '[', ']'}) watched[static_cast<unsigned char>(c)] = kOutside;
  return watched;
}();

/// The block as strict JSON as far as common slips go: raw control characters in strings and commas
/// before a closing bracket are gone. nullopt when it nests too deep.
std::optional<std::string> tidy_json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t copied = i;
    const std::uint8_t watched = in_string ? kInString : kOutside;
    while (i < text.size() && (kWatched[static_cast<unsigned char>(text[i])] & watched) == 0) ++i;
    out += text.substr(copied, i - copied);
    if (i == text.size()) break;
    const char c = text[i];
    if (in_string) {
      if (c == '\\' && i + 1 < text.size()) {
        const bool is_escape =
            std::string_view("\"\\/bfnrtu").find(text[i + 1]) != std::string_view::npos;
        if (is_escape) out += c;
        out += text[++i];
        continue;
      }
      if (c == '"') in_string = false;
      if (static_cast<unsigned char>(c) < 0x20) {
        out += c == '\n' ? "\\n" : " ";
        continue;
      }
      out += c;
      continue;
    }
    if (c == '"') in_string = true;
    if ((c == '{' || c == '[') && ++depth > kMaxNesting) return std::nullopt;
    if (c == '}' || c == ']') {
      --depth;
      std::size_t end = out.size();
      while (end > 0 && is_ascii_space(out[end - 1])) --end;
      if (end > 0 && out[end - 1] == ',') out.resize(end - 1);
    }
    out += c;
  }
  return out;
}

const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

/// The string a value stands for: itself, the first of an array, or the name, url or @id of an
/// object.
std::string text_of(const Json* value) {
  if (value == nullptr) return {};
  if (value->is_array()) value = value->empty() ? nullptr : &value->front();
  if (value == nullptr) return {};
  if (value->is_object()) {
    for (const char* name : {"@value", "name", "headline", "url", "@id"})
      if (const Json* inner = member(*value, name); inner != nullptr && inner->is_string())
        return inner->get<std::string>();
    return {};
  }
  if (value->is_string()) return value->get<std::string>();
  if (value->is_number_integer()) return std::to_string(value->get<std::int64_t>());
  return {};
}

std::string text_of(const Json& object, const char* name) { return text_of(member(object, name)); }

/// Calls `visit` for every @type of the object, without a schema.org prefix.
template <class Visit>
void for_each_type(const Json& object, Visit visit) {
  const Json* type = member(object, "@type");
  if (type == nullptr) type = member(object, "type");
  if (type == nullptr) return;
  const auto visit_one = [&](const Json& value) {
    if (!value.is_string()) return;
    std::string_view name = value.get_ref<const std::string&>();
    if (const std::size_t slash = name.find_last_of("/#:"); slash != std::string_view::npos)
      name.remove_prefix(slash + 1);
    visit(name);
  };
  if (type->is_array()) {
    for (const Json& value : *type) visit_one(value);
  } else {
    visit_one(*type);
  }
}

bool has_type(const Json& object, std::string_view wanted) {
  bool found = false;
  for_each_type(object, [&](std::string_view name) { found |= name == wanted; });
  return found;
}

/// How well an object describes the page's article; 0 not at all.
int rank_type(std::string_view name) {
  if (name == "NewsArticle" || name == "ReportageNewsArticle" || name == "LiveBlogPosting")
    return 5;
  if (name.ends_with("NewsArticle")) return 5;
  if (name.ends_with("Article")) return 4;
  if (name == "BlogPosting" || name == "Report" || name == "Review") return 4;
  if (name.ends_with("Posting") && name != "JobPosting") return 3;
  if (name == "VideoObject" || name == "PodcastEpisode" || name == "Recipe") return 2;
  if (name == "WebPage" || name == "ItemPage") return 1;
  return 0;
}

class FactReader {
 public:
  explicit FactReader(JsonLdFacts& facts) : facts_(facts) {}

  void read(const std::vector<Json>& roots) {
    collect(roots);
    for (const Json* object : objects_) note_page_type(*object);
    const Json* best = nullptr;
    int best_rank = 0;
    for (const Json* object : objects_) {
      int rank = 0;
      for_each_type(*object,
                    [&](std::string_view name) { rank = std::max(rank, rank_type(name)); });
      if (rank == 0) continue;
      // Among equals the first that carries a headline or body is the page's own.
      rank = rank * 2 +
             (member(*object, "headline") != nullptr || member(*object, "articleBody") != nullptr);
      if (rank > best_rank) {
        best_rank = rank;
        best = object;
      }
    }
    if (best != nullptr) read_article(*best, best_rank >= 4);
    for (const Json* object : objects_) fill_gaps(*object);
    // Recipes of every kind, instructions, questions: what the page is about bears its date.
    for (const Json* object : objects_)
      if (facts_.date_published.empty()) facts_.date_published = text_of(*object, "datePublished");
  }

 private:
  /// Objects that may describe the page: the roots, what their @graph holds, and their main entity.
  void collect(const std::vector<Json>& roots) {
    std::vector<const Json*> pending;
    for (const Json& root : roots) pending.push_back(&root);
    for (std::size_t i = 0; i < pending.size() && objects_.size() < kMaxObjects; ++i) {
      const Json& value = *pending[i];
      if (value.is_array()) {
        for (const Json& item : value) pending.push_back(&item);
        continue;
      }
      if (!value.is_object()) continue;
      objects_.push_back(&value);
      if (const Json* id = member(value, "@id");
          id != nullptr && id->is_string() && value.size() > 1)
        by_id_.emplace(id->get_ref<const std::string&>(), &value);
      for (const char* name : {"@graph", "mainEntity", "mainEntityOfPage"})
        if (const Json* inner = member(value, name); inner != nullptr && inner->is_structured())
          pending.push_back(inner);
    }
  }

  const Json& resolve(const Json& value) const {
    const Json* id = member(value, "@id");
    if (id == nullptr || !id->is_string() || member(value, "name") != nullptr) return value;
    const auto found = by_id_.find(id->get_ref<const std::string&>());
    return found == by_id_.end() ? value : *found->second;
  }

  void note_page_type(const Json& object) {
    for_each_type(object, [&](std::string_view name) {
      facts_.is_live_blog |= name == "LiveBlogPosting";
      facts_.is_listing |=
          name == "CollectionPage" || name == "SearchResultsPage" || name == "ProfilePage";
      facts_.is_product |= name.starts_with("Product") || name == "Service" || name == "Course" ||
                           name == "Offer" || name == "AggregateOffer" ||
                           name == "SoftwareApplication";
      facts_.is_discussion |= name == "DiscussionForumPosting" || name == "QAPage";
    });
  }

  void read_article(const Json& object, bool is_article) {
    if (is_article)
      for_each_type(object, [&](std::string_view name) {
        if (facts_.type.empty() || rank_type(name) > rank_type(facts_.type))
          facts_.type = std::string(name);
      });
    facts_.headline = text_of(object, "headline");
    if (facts_.headline.empty()) facts_.headline = text_of(object, "name");
    facts_.description = text_of(object, "description");
    facts_.body = text_of(object, "articleBody");
    if (facts_.body.empty() && is_article) facts_.body = text_of(object, "text");
    facts_.section = text_of(object, "articleSection");
    facts_.language = text_of(object, "inLanguage");
    facts_.date_published = text_of(object, "datePublished");
    if (facts_.date_published.empty()) facts_.date_published = text_of(object, "uploadDate");
    if (facts_.date_published.empty()) facts_.date_published = text_of(object, "dateCreated");
    facts_.date_modified = text_of(object, "dateModified");
    if (const Json* main = member(object, "mainEntityOfPage")) {
      facts_.url = main->is_object() ? text_of(*main, "@id") : text_of(main);
    }
    if (facts_.url.empty()) facts_.url = text_of(object, "url");
    if (const Json* publisher = member(object, "publisher"))
      facts_.publisher = text_of(resolve(*publisher), "name");
    if (const Json* free = member(object, "isAccessibleForFree")) {
      if (free->is_boolean()) facts_.is_free = free->get<bool>();
      if (free->is_string()) facts_.is_free = ascii_lower(free->get<std::string>()) != "false";
    }
    if (const Json* author = member(object, "author")) read_authors(*author);
    if (facts_.people.empty())
      if (const Json* creator = member(object, "creator")) read_authors(*creator);
    if (const Json* keywords = member(object, "keywords")) read_keywords(*keywords);
  }

  void read_authors(const Json& value) {
    if (!value.is_array()) {
      read_author(value);
      return;
    }
    for (const Json& item : value) {
      if (facts_.people.size() + facts_.organizations.size() >= kMaxAuthors) return;
      read_author(item);
    }
  }

  void read_author(const Json& value) {
    const Json& author = resolve(value);
    if (author.is_object()) {
      const Json* names = member(author, "name");
      auto& list = has_type(author, "Organization") || has_type(author, "NewsMediaOrganization")
                       ? facts_.organizations
                       : facts_.people;
      if (names != nullptr && names->is_array()) {
        for (const Json& name : *names)
          if (name.is_string() && list.size() < kMaxAuthors)
            list.push_back(name.get<std::string>());
      } else if (std::string name = text_of(names); !name.empty()) {
        list.push_back(std::move(name));
      }
    } else if (author.is_string()) {
      facts_.people.push_back(author.get<std::string>());
    }
  }

  void read_keywords(const Json& value) {
    if (value.is_string()) {
      const std::string& all = value.get_ref<const std::string&>();
      std::size_t start = 0;
      while (start <= all.size() && facts_.keywords.size() < kMaxKeywords) {
        const std::size_t end = std::min(all.find(',', start), all.size());
        if (const auto word = trim_ascii(std::string_view(all).substr(start, end - start));
            !word.empty())
          facts_.keywords.emplace_back(word);
        start = end + 1;
      }
    } else if (value.is_array()) {
      for (const Json& item : value)
        if (item.is_string() && facts_.keywords.size() < kMaxKeywords)
          facts_.keywords.push_back(item.get<std::string>());
    }
  }

  /// Takes from the objects of the page and its site what the article's leaves out.
  void fill_gaps(const Json& object) {
    if (has_type(object, "WebPage") || has_type(object, "ItemPage")) {
      if (facts_.date_published.empty()) facts_.date_published = text_of(object, "datePublished");
      if (facts_.date_modified.empty()) facts_.date_modified = text_of(object, "dateModified");
      if (facts_.language.empty()) facts_.language = text_of(object, "inLanguage");
    }
    if (has_type(object, "Organization") || has_type(object, "NewsMediaOrganization") ||
        has_type(object, "WebSite")) {
      if (facts_.publisher.empty()) facts_.publisher = text_of(object, "name");
    }
  }

  JsonLdFacts& facts_;
  std::vector<const Json*> objects_;
  std::unordered_map<std::string_view, const Json*> by_id_;
};

/// The string value of the first `"name": "..."` in text that is no JSON, escapes undone as far as
/// they are simple.
std::string scan_member(std::string_view text, std::string_view name) {
  const std::string key = '"' + std::string(name) + '"';
  std::size_t at = text.find(key);
  if (at == std::string_view::npos) return {};
  at += key.size();
  while (at < text.size() && (is_ascii_space(text[at]) || text[at] == ':')) ++at;
  if (at >= text.size() || text[at] != '"') return {};
  std::string value;
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      ++at;
      value += text[at] == 'n' ? '\n' : text[at];
    } else {
      value += text[at];
    }
  }
  return value;
}

void scan_broken(std::string_view text, JsonLdFacts& facts) {
  if (text.find("Article\"") == std::string_view::npos &&
      text.find("BlogPosting\"") == std::string_view::npos)
    return;
  if (facts.type.empty()) facts.type = "Article";
  if (facts.headline.empty()) facts.headline = scan_member(text, "headline");
  if (facts.date_published.empty()) facts.date_published = scan_member(text, "datePublished");
  if (facts.date_modified.empty()) facts.date_modified = scan_member(text, "dateModified");
  const std::size_t author = text.find("\"author\"");
  if (facts.people.empty() && author != std::string_view::npos) {
    const std::string_view near = text.substr(author, 400);
    if (std::string name = scan_member(near, "name"); !name.empty())
      facts.people.push_back(std::move(name));
  }
}

}  // namespace

JsonLdFacts read_json_ld(std::span<const std::string> blocks) {
  JsonLdFacts facts;
  std::vector<Json> roots;
  std::vector<std::string_view> broken;
  for (const std::string& block : blocks) {
    if (block.size() > kMaxBlockBytes) continue;
    const std::string_view text = without_wrapper(block);
    const std::optional<std::string> tidy = tidy_json(text);
    if (!tidy) continue;
    Json root = Json::parse(*tidy, nullptr, /*allow_exceptions=*/false, /*ignore_comments=*/true);
    if (root.is_discarded()) {
      broken.push_back(text);
    } else {
      roots.push_back(std::move(root));
    }
  }
  FactReader(facts).read(roots);
  for (const std::string_view text : broken) scan_broken(text, facts);
  return facts;
}

}  // namespace dateline
