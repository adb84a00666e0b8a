#include "searcher/searcher.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/database.hpp"
#include "common/schema.hpp"
#include "common/xapian_error.hpp"
#include "searcher/feedback.hpp"
#include "searcher/query_planner.hpp"
#include "searcher/spelling_suggestion.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

/// Where the matcher skipped what cannot reach the page, matches are counted in a pass of their
/// own, unless there may be more than this: then the number is the matcher's estimate.
constexpr Xapian::doccount kCountedUpTo = 10000;

/// Telling what each part of a query without matches does takes two counts a part.
constexpr std::size_t kMaxEffects = 8;

/// A question of so many words is asked for what is about it; fewer may be a headline or a name,
/// which short items hold as well as long ones. 7 to 12 did alike on judged queries.
constexpr std::size_t kManyWords = 8;

/// BM25 with k1 1.6, b 0.4: level or best over five judged collections. k3 1000 counts repeated
/// query words linearly, as IneB2 does and pasted sentences need. IneB2 makes more of words that
/// come in bursts; c 0.5 to 1 did alike.
std::unique_ptr<Xapian::Weight> weighting_for(std::size_t words) {
  if (words >= kManyWords) return std::make_unique<Xapian::IneB2Weight>(0.7);
  return std::make_unique<Xapian::BM25Weight>(1.6, 0.0, 1000.0, 0.4, 0.0);
}

/// Undated articles have no value in the slot, and come first in ascending order of values.
class OldestFirst final : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    std::string value = document.get_value(kSlotPublished);
    // Above every number: sortable_serialise() makes nine bytes at most.
    return value.empty() ? std::string(10, '\xFF') : value;
  }
};

/// Reports how long the life of a scope was.
class Stopwatch {
 public:
  explicit Stopwatch(std::chrono::nanoseconds& total) : total_(total) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() { total_ += Clock::now() - start_; }

 private:
  std::chrono::nanoseconds& total_;
  Clock::time_point start_ = Clock::now();
};

/// What is read anew when a database has changed.
struct Reader {
  explicit Reader(const Xapian::Database& opened) : database(opened), planner(opened) {}

  Xapian::Database database;
  QueryPlanner planner;
};

class Search {
 public:
  Search(Reader& reader, const SearchRequest& request)
      : reader_(reader), request_(request), articles_(reader.database.get_doccount()) {}

  Result<ResultPage> run() {
    std::optional<QueryPlan> plan;
    {
      const Stopwatch watch(page_.times.plan);
      auto planned = reader_.planner.plan(request_.query, request_.undated);
      if (!planned) return fail(planned.error());
      plan = *std::move(planned);
    }
    page_.warnings = plan->warnings;
    const bool by_relevance = request_.sort == SortOrder::Relevance && !plan->sought.empty();
    sort_ = by_relevance || request_.sort == SortOrder::Oldest ? request_.sort : SortOrder::Newest;
    Highlighter highlighter(plan->sought);

    std::optional<Relaxation> relaxation;
    if (request_.expand && by_relevance) {
      relaxation = relax();
      expand(plan->ranking, *relaxation);
    }
    const std::size_t limit = page_limit();
    if (auto added = add_hits(find(plan->ranking, request_.offset, limit, Matches::Full),
                              Matches::Full, highlighter);
        !added)
      return fail(added.error());

    const bool wants_more = request_.near_misses && by_relevance && request_.limit > 0 &&
                            page_.hits.size() < request_.limit;
    if (wants_more || page_.matches == 0) {
      if (!relaxation) relaxation = relax();
      if (page_.matches == 0) {
        explain_nothing(*relaxation);
        suggest();
      }
      if (wants_more && relaxation->near_misses) {
        const std::size_t before = full_lines_;
        Highlighter of_some(relaxation->sought);
        if (auto added = add_hits(find(*relaxation->near_misses,
                                       request_.offset > before ? request_.offset - before : 0,
                                       limit - page_.hits.size(), Matches::Partial),
                                  Matches::Partial, of_some);
            !added)
          return fail(added.error());
      }
    }
    return std::move(page_);
  }

 private:
  enum class Matches { Full, Partial };

  Xapian::doccount clamp(std::uint64_t number) const {
    return static_cast<Xapian::doccount>(std::min<std::uint64_t>(number, articles_));
  }

  std::size_t page_limit() const {
    return request_.limit == 0 ? articles_ : std::min<std::size_t>(request_.limit, articles_);
  }

  /// One page of what the plan matches, best first.
  std::vector<RankedDocument> find(const RankingPlan& plan, std::size_t offset, std::size_t limit,
                                   Matches kind) {
    const Stopwatch watch(page_.times.match);
    const std::size_t end = std::min<std::size_t>(offset, articles_) + limit;
    const bool reranks = sort_ == SortOrder::Relevance;
    Xapian::Query query = plan.matches;
    // Ids of several databases interleave, so the second look is not for them.
    const bool is_single = reader_.database.size() == 1;
    if (reranks && !is_single)
      for (const Xapian::Query& bonus : plan.bonus)
        query = {Xapian::Query::OP_AND_MAYBE, query, bonus};

    // What a full match stands for is no near miss.
    const std::size_t taken = kind == Matches::Partial ? full_stories_.size() : 0;
    const Xapian::doccount depth =
        clamp(std::max<std::size_t>(end, reranks ? kReranked : 0) + taken);
    const auto weighting = weighting_for(plan.words);
    const Xapian::MSet matched = match(query, *weighting, depth);
    std::vector<RankedDocument> ranked = read_matches(matched, kind);
    if (kind == Matches::Full) {
      set_matches(matched, plan.matches);
      full_lines_ = std::min(ranked.size(), end);
    }
    if (reranks) {
      const auto border = ranked.begin() + static_cast<std::ptrdiff_t>(
                                               std::min<std::size_t>(ranked.size(), kReranked));
      std::vector<RankedDocument> best(ranked.begin(), border);
      if (is_single) best = add_bonus(reader_.database, best, plan.bonus, *weighting);
      look_again(
          reader_.database,
          {.title_words = plan.title_words, .recency = request_.recency, .now = request_.now},
          best);
      std::copy(best.begin(), best.end(), ranked.begin());
    }

    ranked.resize(std::min(ranked.size(), end));
    ranked.erase(ranked.begin(),
                 ranked.begin() + static_cast<std::ptrdiff_t>(std::min(offset, ranked.size())));
    if (request_.collapse == Collapse::Story) count_folded(matched, plan.matches, ranked);
    return ranked;
  }

  /// Copies a match out, and notes the stories of full ones.
  std::vector<RankedDocument> read_matches(const Xapian::MSet& matched, Matches kind) {
    std::vector<RankedDocument> ranked;
    ranked.reserve(matched.size());
    for (auto item = matched.begin(); item != matched.end(); ++item) {
      // Empty unless stories are collapsed.
      std::string story = item.get_collapse_key();
      if (kind == Matches::Partial && full_stories_.contains(story)) continue;
      if (kind == Matches::Full && !story.empty()) full_stories_.insert(story);
      ranked.push_back({*item, item.get_weight(), item.get_collapse_count(), std::move(story)});
    }
    return ranked;
  }

  /// The matcher counts the copies that it happens to meet. Where all matches are few enough to be
  /// looked at, and some are copies, they are counted.
  void count_folded(const Xapian::MSet& matched, const Xapian::Query& query,
                    std::vector<RankedDocument>& ranked) const {
    if (matched.get_uncollapsed_matches_upper_bound() > kCountedUpTo) return;
    const auto stands_alone = [](const RankedDocument& document) { return document.story.empty(); };
    if (std::all_of(ranked.begin(), ranked.end(), stands_alone)) return;
    Xapian::ValueCountMatchSpy counted(kSlotStory);
    Xapian::Enquire enquire(reader_.database);
    enquire.set_query(query);
    enquire.add_matchspy(&counted);
    // A spy sees nothing of a match that is asked for no documents.
    enquire.get_mset(Xapian::doccount{0}, 1, articles_);
    std::unordered_map<std::string, Xapian::doccount> copies;
    for (auto value = counted.values_begin(); value != counted.values_end(); ++value)
      copies[*value] = value.get_termfreq();
    for (RankedDocument& document : ranked)
      if (const auto found = copies.find(document.story); found != copies.end())
        document.folded = found->second - 1;
  }

  /// Adds to both rankings the words of what is best without them. Which articles match stays as
  /// it is.
  void expand(RankingPlan& full, Relaxation& relaxation) {
    std::vector<RankedDocument> best = find(full, 0, kFeedbackDocuments, Matches::Full);
    if (relaxation.near_misses && request_.near_misses && best.size() < kFeedbackDocuments) {
      const auto more =
          find(*relaxation.near_misses, 0, kFeedbackDocuments - best.size(), Matches::Partial);
      best.insert(best.end(), more.begin(), more.end());
    }
    full_stories_.clear();
    const Stopwatch watch(page_.times.plan);
    const auto learnt = learn_words(reader_.database, best, full.matches.get_length());
    if (!learnt) return;
    full.matches = {Xapian::Query::OP_AND_MAYBE, full.matches, *learnt};
    if (relaxation.near_misses)
      relaxation.near_misses->matches = {Xapian::Query::OP_AND_MAYBE,
                                         relaxation.near_misses->matches, *learnt};
  }

  Relaxation relax() {
    const Stopwatch watch(page_.times.plan);
    return reader_.planner.relax(request_.query, request_.undated);
  }

  Xapian::MSet match(const Xapian::Query& query, const Xapian::Weight& weighting,
                     Xapian::doccount depth) const {
    Xapian::Enquire enquire(reader_.database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(weighting);
    OldestFirst oldest_first;
    if (sort_ == SortOrder::Newest) enquire.set_sort_by_value_then_relevance(kSlotPublished, true);
    if (sort_ == SortOrder::Oldest) enquire.set_sort_by_key_then_relevance(&oldest_first, false);
    if (request_.collapse == Collapse::Story) enquire.set_collapse_key(kSlotStory);
    // One more than shown tells whether these are all.
    return enquire.get_mset(Xapian::doccount{0}, depth, depth + 1);
  }

  std::uint64_t count(const Xapian::Query& query) {
    Xapian::Enquire enquire(reader_.database);
    enquire.set_query(query);
    return enquire.get_mset(Xapian::doccount{0}, 0, articles_).get_matches_estimated();
  }

  void set_matches(const Xapian::MSet& matched, const Xapian::Query& query) {
    page_.matches = matched.get_uncollapsed_matches_estimated();
    page_.is_exact = matched.get_uncollapsed_matches_lower_bound() ==
                     matched.get_uncollapsed_matches_upper_bound();
    const bool is_cheap = matched.get_uncollapsed_matches_upper_bound() <= kCountedUpTo;
    if (page_.is_exact || (!is_cheap && request_.counting == Counting::Cheap)) return;
    page_.matches = count(query);
    page_.is_exact = true;
  }

  Result<void> add_hits(const std::vector<RankedDocument>& ranked, Matches kind,
                        Highlighter& highlighter) {
    page_.hits.reserve(page_.hits.size() + ranked.size());
    for (const RankedDocument& document : ranked) {
      const Xapian::Document stored = reader_.database.get_document(document.document);
      auto article = fetch(stored);
      if (!article) return fail(article.error());
      Hit hit{.rank = request_.offset + page_.hits.size() + 1,
              .score = document.score,
              .is_partial = kind == Matches::Partial,
              .article = *std::move(article),
              .story = stored.get_value(kSlotStory),
              .folded = document.folded};
      if (request_.fragments.count > 0) {
        const Stopwatch watch(page_.times.fragments);
        Highlights highlights = highlighter.highlight(hit.article, request_.fragments);
        hit.title_marks = std::move(highlights.title);
        hit.fragments = std::move(highlights.fragments);
      }
      // A page of many hits would hold them all.
      hit.article.body = {};
      page_.hits.push_back(std::move(hit));
    }
    return {};
  }

  Result<Article> fetch(const Xapian::Document& stored) {
    const Stopwatch watch(page_.times.fetch);
    const std::string record = stored.get_data();
    // What was deleted since the match reads as empty, without an error.
    if (record.empty()) throw Xapian::DatabaseModifiedError("the article was deleted");
    return decode_article(record);
  }

  void explain_nothing(const Relaxation& relaxation) {
    const auto& parts = relaxation.parts;
    if (parts.size() < 2 || parts.size() > kMaxEffects) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      std::vector<Xapian::Query> others;
      for (std::size_t j = 0; j < parts.size(); ++j)
        if (j != i) others.push_back(parts[j].query);
      page_.effects.push_back(
          {.part = parts[i].text,
           .alone = count(parts[i].query),
           .without = count({Xapian::Query::OP_AND, others.begin(), others.end()})});
    }
  }

  /// Only what finds something is worth a suggestion.
  void suggest() {
    auto suggested = suggest_spelling(reader_.database, request_.query, request_.text);
    if (!suggested) return;
    const auto plan = reader_.planner.plan(suggested->query, request_.undated);
    if (!plan) return;
    const std::uint64_t matches = count(plan->ranking.matches);
    if (matches > 0) page_.suggestion = {.text = std::move(suggested->text), .matches = matches};
  }

  Reader& reader_;
  const SearchRequest& request_;
  const Xapian::doccount articles_;
  SortOrder sort_ = SortOrder::Relevance;
  std::size_t full_lines_ = 0;  ///< full matches down to the end of the page, copies folded
  std::unordered_set<std::string> full_stories_;
  ResultPage page_;
};

/// 0 for a database that does not tell.
std::uint64_t revision_of(const Xapian::Database& database) {
  try {
    return database.get_revision();
  } catch (const Xapian::InvalidOperationError&) {
    return 0;
  }
}

}  // namespace

struct Searcher::Impl {
  std::vector<std::string> paths;
  std::optional<Reader> reader;
  std::string state;  ///< which revisions of the databases the reader has open

  std::string name() const { return fmt::format("{}", fmt::join(paths, ", ")); }

  Result<void> open() {
    reader.reset();
    state.clear();
    Xapian::Database all;
    for (const std::string& path : paths) {
      auto opened = open_for_reading(path);
      if (!opened) return fail(opened.error());
      state += fmt::format("{}:{};", opened->get_uuid(), revision_of(*opened));
      if (paths.size() == 1) {
        all = *opened;
      } else {
        all.add_database(*opened);
      }
    }
    return catching(name(), [&] { reader.emplace(all); });
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
        if (!reader) {
          if (auto opened = open(); !opened) return fail(opened.error());
        }
        try {
          return operation(*reader);
        } catch (const Xapian::DatabaseModifiedError&) {
          if (attempt == kMaxAttempts) throw;
        } catch (const Xapian::DatabaseCorruptError&) {
          if (attempt == kMaxAttempts || damaged == state) throw;
          damaged = state;
        }
        reader.reset();
      }
    });
  }
};

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(std::vector<std::string> paths) {
  auto impl = std::make_unique<Impl>();
  impl->paths = std::move(paths);
  if (auto opened = impl->open(); !opened) return fail(opened.error());
  return Searcher(std::move(impl));
}

Result<ResultPage> Searcher::search(const SearchRequest& request) {
  return impl_->with_reader([&](Reader& reader) { return Search(reader, request).run(); });
}

Result<std::uint64_t> Searcher::count(const Query& query, Undated undated) {
  return impl_->with_reader([&](Reader& reader) -> Result<std::uint64_t> {
    const auto plan = reader.planner.plan(query, undated);
    if (!plan) return fail(plan.error());
    Xapian::Enquire enquire(reader.database);
    enquire.set_query(plan->ranking.matches);
    return enquire.get_mset(Xapian::doccount{0}, 0, reader.database.get_doccount())
        .get_matches_estimated();
  });
}

Result<Article> Searcher::find(std::string_view id) {
  return impl_->with_reader([&](Reader& reader) -> Result<Article> {
    const std::string term = make_term(field_of(FieldId::Id).prefix, id);
    const auto posting = reader.database.postlist_begin(term);
    if (posting == reader.database.postlist_end(term))
      return fail(ErrorCode::Input, fmt::format("there is no article with the id \"{}\"", id),
                  "--format json shows the ids of hits");
    return decode_article(reader.database.get_document(*posting).get_data());
  });
}

Result<std::vector<DatabaseFacts>> Searcher::facts() {
  return impl_->with_reader([&](Reader&) -> Result<std::vector<DatabaseFacts>> {
    std::vector<DatabaseFacts> all;
    for (const std::string& path : impl_->paths) {
      auto database = open_for_reading(path);
      if (!database) return fail(database.error());
      all.push_back({.path = path,
                     .uuid = database->get_uuid(),
                     .revision = revision_of(*database),
                     .articles = database->get_doccount()});
    }
    return all;
  });
}

std::uint64_t Searcher::articles() const {
  return impl_->reader ? impl_->reader->database.get_doccount() : 0;
}

}  // namespace dateline
