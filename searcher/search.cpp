#include "searcher/search.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <xapian.h>

#include "common/schema.hpp"
#include "searcher/explanation.hpp"
#include "searcher/feedback.hpp"
#include "searcher/found_documents.hpp"
#include "searcher/likeness.hpp"
#include "searcher/matcher.hpp"
#include "searcher/overview.hpp"
#include "searcher/reranker.hpp"
#include "searcher/spelling_suggestion.hpp"
#include "searcher/story_copies.hpp"
#include "searcher/tie_order.hpp"
#include "searcher/value_tally.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

/// Where the matcher skipped what cannot reach the page, matches are counted in a pass of their
/// own, unless there may be more than this: then the number is the matcher's estimate.
constexpr Xapian::doccount kCountedUpTo = 10000;

/// Telling what each part of a query without matches does takes two counts a part.
constexpr std::size_t kMaxEffects = 8;

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

/// One search, and the page that comes of it.
class Search {
 public:
  Search(Reader& reader, const SearchRequest& request)
      : reader_(reader),
        request_(request),
        documents_(reader.databases),
        articles_(reader.database().get_doccount()) {}

  Result<ResultPage> run() {
    std::optional<QueryPlan> plan;
    {
      const Stopwatch watch(page_.times.plan);
      auto planned = reader_.planner.plan(request_.query, request_.undated);
      if (!planned) return fail(planned.error());
      plan = *std::move(planned);
    }
    page_.warnings = plan->warnings;
    if (request_.like) {
      if (auto found = use_likeness(*plan); !found) return fail(found.error());
    }
    if (const auto slots = overview_slots(request_); !slots.empty())
      tally_.emplace(slots, reader_.databases.has_remote());
    if (request_.overview_only) {
      count_all(plan->ranking);
      return std::move(page_);
    }
    const bool has_words = !plan->sought.empty();
    const bool by_relevance = request_.sort == SortOrder::Relevance && has_words;
    sort_ = by_relevance || request_.sort == SortOrder::Oldest ? request_.sort : SortOrder::Newest;
    Highlighter highlighter(std::move(plan->sought), reader_.stemmers);

    std::optional<Relaxation> relaxation;
    if (request_.expand && by_relevance) {
      relaxation = relax();
      expand(plan->ranking, *relaxation);
    }
    const std::size_t limit = page_limit();
    if (auto added = add_hits(find(plan->ranking, request_.offset, limit, Matches::Full),
                              plan->ranking, Matches::Full, highlighter);
        !added)
      return fail(added.error());

    const bool wants_more = request_.near_misses && by_relevance && request_.limit > 0 &&
                            page_.hits.size() < request_.limit;
    if (!request_.like && (wants_more || page_.matches == 0)) {
      if (!relaxation) relaxation = relax();
      if (page_.matches == 0) {
        explain_nothing(*relaxation);
        if (has_words && !request_.text.empty()) suggest();
      }
      if (wants_more && relaxation->near_misses) {
        const std::size_t before = full_lines_;
        Highlighter of_some(std::move(relaxation->sought), reader_.stemmers);
        if (auto added = add_hits(find(*relaxation->near_misses,
                                       request_.offset > before ? request_.offset - before : 0,
                                       limit - page_.hits.size(), Matches::Partial),
                                  *relaxation->near_misses, Matches::Partial, of_some);
            !added)
          return fail(added.error());
      }
    }
    if (request_.list_copies) {
      const Stopwatch watch(page_.times.fetch);
      auto listed = list_copies(reader_.databases, places_, page_.hits, documents_);
      if (!listed) return fail(listed.error());
      page_.warnings.insert(page_.warnings.end(), listed->begin(), listed->end());
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

  Matcher matcher() const { return {reader_.database(), sort_, request_.collapse}; }

  /// Ranks what the query matches by the words of an example.
  Result<void> use_likeness(QueryPlan& plan) {
    const Stopwatch watch(page_.times.plan);
    const auto example = find_example(reader_.database(), *request_.like);
    if (!example) return fail(example.error());
    const auto article = decode_article(documents_.record(*example));
    if (!article) return fail(article.error());
    Likeness likeness =
        plan_likeness(*article, documents_.text(*example, kSlotStory), plan.ranking.matches,
                      articles_, reader_.planner.frequencies());
    plan.ranking = std::move(likeness.ranking);
    plan.sought.insert(plan.sought.end(), std::make_move_iterator(likeness.sought.begin()),
                       std::make_move_iterator(likeness.sought.end()));
    parts_ = std::move(likeness.parts);
    return {};
  }

  /// The whole answer where no hits are wanted.
  void count_all(const RankingPlan& plan) {
    const Stopwatch watch(page_.times.match);
    if (!tally_) {
      page_.matches = matcher().count(plan.matches);
      return;
    }
    matcher().match(plan.matches, *weighting_for(plan.words), 1, true, &*tally_);
    add_overview();
  }

  void add_overview() {
    // What Xapian counts beside collapsing may be an estimate.
    page_.matches = tally_->documents();
    page_.is_exact = true;
    for (const FacetRequest& facet : request_.facets)
      page_.facets.push_back(make_facet(facet, *tally_));
    if (request_.timeline)
      page_.timeline =
          make_timeline(*request_.timeline, *tally_, reader_.database(), page_.warnings);
    tally_.reset();
  }

  /// One page of what the plan matches, best first.
  std::vector<RankedDocument> find(const RankingPlan& plan, std::size_t offset, std::size_t limit,
                                   Matches kind) {
    const Stopwatch watch(page_.times.match);
    const std::size_t end = std::min<std::size_t>(offset, articles_) + limit;
    const bool reranks = sort_ == SortOrder::Relevance;
    const std::size_t looked_at = std::max<std::size_t>(end, reranks ? kReranked : 0);
    // What a full match stands for is no near miss.
    const std::size_t taken = kind == Matches::Partial ? full_stories_.size() : 0;
    // Dates are often equal, scores hardly ever are.
    const std::size_t ties = reranks ? 1 : kMostTied;
    const auto weighting = weighting_for(plan.words);
    // The first of the matches that a search may take is tallied.
    ValueTally* const tally = kind == Matches::Full && tally_ ? &*tally_ : nullptr;
    // Counting in a pass of its own would take longer where there is little to read.
    const bool counts =
        kind == Matches::Full && (tally != nullptr || plan.readings <= kCountedUpTo);
    MatchedDocuments matched =
        matcher().match(plan.matches, *weighting, clamp(looked_at + taken + ties), counts, tally);
    std::vector<RankedDocument> ranked = take_stories(std::move(matched.ranked), kind);
    if (reranks && ranked.size() > looked_at && looked_at > 0 &&
        are_tied(ranked[looked_at - 1], ranked[looked_at])) {
      matched =
          matcher().match(plan.matches, *weighting, clamp(looked_at + taken + kMostTied), counts);
      ranked = take_stories(std::move(matched.ranked), kind);
    }
    if (kind == Matches::Full) {
      set_matches(matched, ranked, plan.matches);
      if (tally != nullptr) add_overview();
      full_lines_ = std::min(ranked.size(), end);
    }
    settle_ties(ranked, reranks ? 0 : offset, looked_at, documents_);
    if (reranks) {
      const auto border = ranked.begin() + static_cast<std::ptrdiff_t>(
                                               std::min<std::size_t>(ranked.size(), kReranked));
      std::vector<RankedDocument> best(ranked.begin(), border);
      best = add_bonus(reader_.databases, best, plan.bonus, *weighting, documents_);
      look_again(
          reader_.databases,
          {.title_words = plan.title_words, .recency = request_.recency, .now = request_.now}, best,
          documents_);
      std::copy(best.begin(), best.end(), ranked.begin());
    }

    ranked.resize(std::min(ranked.size(), end));
    ranked.erase(ranked.begin(),
                 ranked.begin() + static_cast<std::ptrdiff_t>(std::min(offset, ranked.size())));
    if (kind == Matches::Partial) story_counts_.reset();
    count_folded(matched, counts, plan.matches, ranked);
    return ranked;
  }

  /// Notes the stories of full matches, and leaves them out of near misses.
  std::vector<RankedDocument> take_stories(std::vector<RankedDocument> ranked, Matches kind) {
    if (kind == Matches::Partial)
      std::erase_if(ranked, [&](const RankedDocument& document) {
        return full_stories_.contains(document.story);
      });
    if (kind == Matches::Full)
      for (const RankedDocument& document : ranked)
        if (!document.story.empty()) full_stories_.insert(document.story);
    return ranked;
  }

  /// Matches that were all looked at have their copies counted, but those of remote databases,
  /// which fold their own. Others the matcher counted as it happened to meet them; where they are
  /// few, they are counted anew.
  void count_folded(const MatchedDocuments& matched, bool all_seen, const Xapian::Query& query,
                    std::vector<RankedDocument>& ranked) {
    const bool are_counted =
        all_seen && sort_ != SortOrder::Oldest && !reader_.databases.has_remote();
    if (are_counted || matched.upper_bound > kCountedUpTo || !has_stories(ranked)) return;
    if (!story_counts_) story_counts_ = matcher().count_stories(query);
    for (RankedDocument& document : ranked)
      if (const auto found = story_counts_->of_story.find(document.story);
          found != story_counts_->of_story.end())
        document.folded = found->second - 1;
  }

  bool has_stories(const std::vector<RankedDocument>& ranked) const {
    return request_.collapse == Collapse::Story &&
           std::any_of(ranked.begin(), ranked.end(),
                       [](const RankedDocument& document) { return !document.story.empty(); });
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
    const auto learnt =
        learn_words(reader_.database(), reader_.planner.frequencies(), best, full.length);
    if (!learnt) return;
    parts_.push_back({.what = "words of the best", .field = "text", .query = *learnt});
    full.matches = {Xapian::Query::OP_AND_MAYBE, full.matches, *learnt};
    if (relaxation.near_misses)
      relaxation.near_misses->matches = {Xapian::Query::OP_AND_MAYBE,
                                         relaxation.near_misses->matches, *learnt};
  }

  Relaxation relax() {
    if (request_.like) return {};
    const Stopwatch watch(page_.times.plan);
    return reader_.planner.relax(request_.query, request_.undated);
  }

  void set_matches(const MatchedDocuments& matched, const std::vector<RankedDocument>& ranked,
                   const Xapian::Query& query) {
    page_.matches = matched.estimate;
    page_.is_exact = matched.is_exact();
    const bool is_cheap = matched.upper_bound <= kCountedUpTo;
    if (page_.is_exact || (!is_cheap && request_.counting == Counting::Cheap)) return;
    page_.is_exact = true;
    if (has_stories(ranked)) {
      // The copies will be asked for too.
      story_counts_ = matcher().count_stories(query);
      page_.matches = story_counts_->matches;
    } else {
      page_.matches = matcher().count(query);
    }
  }

  Result<void> add_hits(const std::vector<RankedDocument>& ranked, const RankingPlan& plan,
                        Matches kind, Highlighter& highlighter) {
    page_.hits.reserve(page_.hits.size() + ranked.size());
    auto explained = request_.explain ? explain(ranked, plan, kind)
                                      : std::vector<std::vector<ScorePart>>(ranked.size());
    auto explanation = explained.begin();
    for (const RankedDocument& document : ranked) {
      auto article = fetch(document.document);
      if (!article) return fail(article.error());
      Hit hit{.rank = request_.offset + page_.hits.size() + 1,
              .score = document.score,
              .is_partial = kind == Matches::Partial,
              .article = *std::move(article),
              .story = story_of(document),
              .folded = document.folded,
              .explanation = std::move(*explanation++)};
      places_.push_back(document.document);
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

  std::string story_of(const RankedDocument& document) {
    // Where stories are collapsed the matcher has read it.
    return request_.collapse == Collapse::Story ? document.story
                                                : documents_.text(document.document, kSlotStory);
  }

  std::vector<std::vector<ScorePart>> explain(const std::vector<RankedDocument>& ranked,
                                              const RankingPlan& plan, Matches kind) {
    const Stopwatch watch(page_.times.fetch);
    std::vector<ScoringPart> parts = parts_;
    if (!request_.like) {
      QueryPlanner& planner = reader_.planner;
      const auto more = kind == Matches::Full
                            ? planner.parts_of_matches(request_.query, request_.undated)
                            : planner.parts_of_near_misses(request_.query, request_.undated);
      parts.insert(parts.end(), more.begin(), more.end());
    }
    return explain_scores(reader_.databases, ranked, parts, *weighting_for(plan.words), documents_);
  }

  Result<Article> fetch(Xapian::docid document) {
    const Stopwatch watch(page_.times.fetch);
    return decode_article(documents_.record(document));
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
           .alone = matcher().count(parts[i].query),
           .without = matcher().count({Xapian::Query::OP_AND, others.begin(), others.end()})});
    }
  }

  void suggest() {
    if (reader_.databases.has_local()) page_.suggestion = find_suggestion();
    if (!page_.suggestion && reader_.databases.has_remote())
      page_.warnings.emplace_back("other spellings were looked for in local databases only");
  }

  /// Only what finds something is worth a suggestion.
  std::optional<Suggestion> find_suggestion() {
    auto suggested = suggest_spelling(reader_.database(), request_.query, request_.text);
    if (!suggested) return std::nullopt;
    const auto plan = reader_.planner.plan(suggested->query, request_.undated);
    if (!plan) return std::nullopt;
    const std::uint64_t matches = matcher().count(plan->ranking.matches);
    if (matches == 0) return std::nullopt;
    return Suggestion{.text = std::move(suggested->text), .matches = matches};
  }

  Reader& reader_;
  const SearchRequest& request_;
  FoundDocuments documents_;
  const Xapian::doccount articles_;
  SortOrder sort_ = SortOrder::Relevance;
  std::size_t full_lines_ = 0;  ///< full matches down to the end of the page, copies folded
  std::unordered_set<std::string> full_stories_;
  std::optional<StoryCounts> story_counts_;  ///< of full matches
  std::optional<ValueTally> tally_;          ///< until the matches were counted
  std::vector<ScoringPart> parts_;           ///< that score besides those of the query
  std::vector<Xapian::docid> places_;        ///< of the hits
  ResultPage page_;
};

}  // namespace

Result<ResultPage> run_search(Reader& reader, const SearchRequest& request) {
  return Search(reader, request).run();
}

}  // namespace dateline
