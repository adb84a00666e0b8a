#pragma once

#include <string>
#include <vector>

#include <xapian.h>

namespace dateline {

/// A term that stands for the same as others, and how many articles have it.
struct TermForm {
  std::string term;
  Xapian::doccount frequency = 0;
};

/// Any of the forms, weighed as one term. Xapian estimates how many articles have one of them, and
/// rounds with every two it puts together, in the order of their frequency in the database (shard)
/// at hand. The query fixes that order by the frequency in all of them, so that the score is the
/// same however articles are spread; the order is also the fastest. There must be a form.
Xapian::Query any_form(const std::vector<TermForm>& forms);

}  // namespace dateline
