#include "indexer/page_features.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct Case {
  std::string_view url;
  std::string_view host;
  PageFeature feature;
  double value;
};

TEST(PageFeatures, ReadAddress) {
  using enum PageFeature;
  for (const Case& it : {
           Case{"https://post.example/", "post.example", PathEmpty, 1},
           Case{"https://post.example", "post.example", PathEmpty, 1},
           Case{"https://post.example/?utm=1", "post.example", PathEmpty, 1},
           Case{"https://post.example/a", "post.example", PathEmpty, 0},
           Case{"https://post.example/city/a-bridge-opens-again", "post.example", PathSlug, 1},
           Case{"https://post.example/city/a-bridge-opens-again/", "post.example", PathSlug, 1},
           Case{"https://post.example/a-b-c-d/x", "post.example", PathSlug, 0},
           Case{"https://post.example/2023/03/14/x", "post.example", PathNews, 1},
           Case{"https://post.example/news/x", "post.example", PathNews, 1},
           Case{"https://post.example/news", "post.example", PathNews, 0},
           Case{"https://post.example/news", "post.example", PathListing, 1},
           Case{"https://post.example/newsletter/x", "post.example", PathNews, 0},
           Case{"https://blog.firm.example/x", "blog.firm.example", PathNews, 1},
           Case{"https://post.example/tag/bridge", "post.example", PathListing, 1},
           Case{"https://post.example/stage/bridge", "post.example", PathListing, 0},
           Case{"https://boats.example/showthread.php?t=1", "boats.example", PathForum, 1},
           Case{"https://forum.boats.example/x", "forum.boats.example", PathForum, 1},
           Case{"https://docs.tool.example/x", "docs.tool.example", PathManual, 1},
           Case{"https://lamps.example/Products/brass", "lamps.example", PathShop, 1},
           Case{"https://piers.example/services", "piers.example", PathService, 1},
       }) {
    PageFeatures features;
    read_address_features(it.url, it.host, features);
    EXPECT_EQ(features[it.feature], it.value) << it.url;
  }
}

}  // namespace
}  // namespace dateline
