#include "searcher/searcher.hpp"

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/database_set.hpp"
#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "searcher/matcher.hpp"
#include "searcher/search.hpp"

namespace dateline {

struct Searcher::Impl {
  std::vector<std::string> names;
  std::optional<DatabaseSet> databases;
  std::optional<Reader> reader;

  std::string name() const { return fmt::format("{}", fmt::join(names, ", ")); }

  /// May throw Xapian::Error.
  Result<void> open() {
    auto opened = DatabaseSet::open(names);
    if (!opened) return fail(opened.error());
    databases = *std::move(opened);
    reader.emplace(*databases);
    return {};
  }

  void close() {
    reader.reset();
    databases.reset();
  }

  /// Names the database that a connection was lost to.
  Error lose(const Xapian::NetworkError& error) {
    Error lost = describe(error, databases->find_lost(error));
    if (is_hanging(error)) databases->abandon();
    close();
    return lost;
  }

  /// Runs the whole of an operation, and runs it anew on a newly opened database when the database
  /// moved on meanwhile. Blocks that were written over read as damage too, so damage counts only
  /// when it is found again in the same state.
  template <class Operation>
  auto with_reader(Operation&& operation) -> std::invoke_result_t<Operation, Reader&> {
    constexpr int kMaxAttempts = 10;
    std::string damaged;
    return catching(name(), [&]() -> std::invoke_result_t<Operation, Reader&> {
      for (int attempt = 1;; ++attempt) {
        const bool was_open = reader.has_value();
        try {
          if (!was_open) {
            if (auto opened = open(); !opened) return fail(opened.error());
          }
          return operation(*reader);
        } catch (const Xapian::DatabaseModifiedError&) {
          if (attempt == kMaxAttempts) throw;
        } catch (const Xapian::DatabaseCorruptError&) {
          std::string state = databases->state();
          if (attempt == kMaxAttempts || damaged == state) throw;
          damaged = std::move(state);
        } catch (const Xapian::NetworkError& error) {
          // Servers close connections that nothing was asked over for a while.
          if (!was_open || is_hanging(error)) return fail(lose(error));
        }
        close();
      }
    });
  }
};

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(std::vector<std::string> names) {
  auto impl = std::make_unique<Impl>();
  impl->names = std::move(names);
  const auto opened = impl->with_reader([](Reader&) -> Result<void> { return {}; });
  if (!opened) return fail(opened.error());
  return Searcher(std::move(impl));
}

Result<ResultPage> Searcher::search(const SearchRequest& request) {
  return impl_->with_reader([&](Reader& reader) { return run_search(reader, request); });
}

Result<std::uint64_t> Searcher::count(const Query& query, Undated undated) {
  return impl_->with_reader([&](Reader& reader) -> Result<std::uint64_t> {
    const auto plan = reader.planner.plan(query, undated);
    if (!plan) return fail(plan.error());
    return Matcher(reader.database(), SortOrder::Relevance, Collapse::None)
        .count(plan->ranking.matches);
  });
}

Result<ShownArticle> Searcher::show(std::string_view id, const std::optional<Query>& query) {
  return impl_->with_reader([&](Reader& reader) -> Result<ShownArticle> {
    const std::string term = make_term(field_of(FieldId::Id).prefix, id);
    const Xapian::Database& database = reader.database();
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term))
      return fail(ErrorCode::Input, fmt::format("there is no article with the id \"{}\"", id),
                  "--json shows the ids of hits");
    auto article = decode_article(database.get_document(*posting).get_data());
    if (!article) return fail(article.error());
    ShownArticle shown{.article = *std::move(article)};
    if (!query) return shown;
    auto plan = reader.planner.plan(*query);
    if (!plan) return fail(plan.error());
    Highlighter highlighter(std::move(plan->sought), reader.stemmers);
    const auto mark = [&](std::string_view text, FieldId field) {
      return highlighter.mark(text, field, shown.article.language);
    };
    shown.title_marks = mark(shown.article.title, FieldId::Title);
    shown.lead_marks = mark(shown.article.lead, FieldId::Lead);
    shown.body_marks = mark(shown.article.body, FieldId::Text);
    return shown;
  });
}

Result<std::vector<DatabaseFacts>> Searcher::facts() {
  return impl_->with_reader([&](Reader& reader) -> Result<std::vector<DatabaseFacts>> {
    std::vector<DatabaseFacts> all;
    for (const NamedDatabase& named : reader.databases.named())
      all.push_back({.path = named.name,
                     .uuid = named.uuid,
                     .revision = named.revision,
                     .articles = named.articles});
    return all;
  });
}

const std::vector<std::string>& Searcher::warnings() const {
  static const std::vector<std::string> kNone;
  return impl_->databases ? impl_->databases->warnings() : kNone;
}

std::uint64_t Searcher::articles() const {
  return impl_->reader ? impl_->reader->database().get_doccount() : 0;
}

}  // namespace dateline
