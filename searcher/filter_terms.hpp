#pragma once

// The filters of a query on the boolean terms and slots of common/schema.hpp. None of them scores.

#include <xapian.h>

#include "searcher/query.hpp"

namespace dateline {

/// For boolean terms, which have no frequency and so score nothing whatever their weight. It must
/// not be 0: a term that needs no frequency and is in every document is read by Xapian 1.4 from its
/// list of all documents (LocalSubMatch::open_post_list), whose second chunk it then looks for
/// under the term's name, and reports damage where numbers of documents have gaps. For the same
/// reason no search uses a weighting scheme without frequencies, such as BoolWeight.
Xapian::Query without_score(const Xapian::Query& query);

/// Of a QueryKind::Filter. A path typed relative is meant from the current directory, since stored
/// ones are absolute.
Xapian::Query make_value_filter(const Query& query);

/// Of a QueryKind::Length.
Xapian::Query make_length_filter(const Query& query);

/// Articles that are `flag`: a value of is:.
Xapian::Query make_flag_filter(std::string_view flag);

}  // namespace dateline
