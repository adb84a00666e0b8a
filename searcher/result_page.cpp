#include "searcher/result_page.hpp"

namespace dateline {

std::string_view to_string(FacetField field) {
  switch (field) {
    case FacetField::Site:
      return "site";
    case FacetField::Author:
      return "author";
    case FacetField::Section:
      return "section";
    case FacetField::Language:
      return "lang";
    case FacetField::Year:
      break;
  }
  return "year";
}

std::string_view to_string(TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::Year:
      return "year";
    case TimelineUnit::Month:
      return "month";
    case TimelineUnit::Week:
      return "week";
    case TimelineUnit::Day:
      break;
  }
  return "day";
}

}  // namespace dateline
