#include "searcher/html_style.hpp"

namespace dateline {

std::string_view html_style() {
  return R"(
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1c1b19; --faint: #5d5a53; --rule: #d8d3c7; --link: #0b4c86;
  --mark: #ffe79a; --mark-ink: #1c1b19; --bar: #3f78a8; --line: #a34a00; --alarm: #a4161a;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif",
    "DejaVu Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17181a; --ink: #e8e5de; --faint: #a8a49b; --rule: #37383c; --link: #8fc5fb;
    --mark: #6a5500; --mark-ink: #fff6d6; --bar: #5b97c9; --line: #f0a35e; --alarm: #ff9a94;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem) 3rem; max-inline-size: 74rem;
  font: 1.0625rem/1.55 var(--serif); overflow-wrap: anywhere;
}
body:not(:has(.two, .timeline)) { max-inline-size: 50rem; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.6rem, 1.1rem + 2.2vw, 2.4rem); letter-spacing: -.01em; }
p, ul, ol, dl { margin: 0; }
a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
mark {
  background: var(--mark); color: var(--mark-ink); font-weight: 600; padding: 0 .12em;
  border-radius: .15em; box-decoration-break: clone; -webkit-box-decoration-break: clone;
}
.brand, .count, .facts, .note, .legend, .facet, .axis, .periods, details, table, dl, footer,
.section-name { font-family: var(--sans); font-size: .875rem; line-height: 1.5; }
.brand {
  padding: 1rem 0 .6rem; margin-block-end: clamp(1.2rem, 4vw, 2.2rem);
  border-block-end: .2rem double var(--rule); color: var(--faint);
  font-weight: 600; letter-spacing: .09em; text-transform: uppercase; font-size: .78rem;
}
.count { color: var(--faint); font-size: 1rem; margin-block: .5rem 1.4rem; }
.note {
  border-inline-start: .25rem solid var(--rule); padding: .15rem 0 .15rem .9rem;
  margin-block: 0 1rem; max-inline-size: 44rem;
}
.note.error { border-color: var(--alarm); }
.note.error strong { color: var(--alarm); }
.note ul { padding-inline-start: 1.1rem; }
.section-name {
  color: var(--faint); font-weight: 600; letter-spacing: .06em; text-transform: uppercase;
  font-size: .78rem; margin-block-end: .8rem;
}
.near { border-block-start: 1px solid var(--rule); padding-block-start: 1.4rem; }
.near > p { font-family: var(--sans); font-size: .875rem; color: var(--faint); margin-block-end: 1.2rem; }
.columns { display: grid; gap: 2.2rem clamp(2rem, 5vw, 4.5rem); }
@media (min-width: 62rem) {
  .columns.two { grid-template-columns: minmax(0, 42rem) minmax(13rem, 17rem);
    justify-content: space-between; }
}
.columns > div { max-inline-size: 42rem; min-inline-size: 0; }
ol.hits { list-style: none; padding: 0; }
ol.hits > li { display: grid; grid-template-columns: 2.1rem minmax(0, 1fr); padding-block-end: 1.9rem; }
ol.hits > li > .rank {
  font: .875rem/1.65rem var(--sans); color: var(--faint); font-variant-numeric: tabular-nums;
}
.hits h2, .hits h3, .hits h4 { font-size: 1.25rem; line-height: 1.3; text-wrap: pretty; }
.hits h2 a, .hits h3 a, .hits h4 a { text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
.facts { list-style: none; padding: 0; color: var(--faint); margin-block: .2rem .45rem; }
.facts > li { display: inline; }
.facts > li + li::before { content: " · "; }
.facts strong { color: var(--ink); }
.facts a { color: inherit; }
article > p { margin-block: .4rem; }
details { margin-block-start: .5rem; }
summary { cursor: pointer; color: var(--faint); inline-size: fit-content; }
.copies { list-style: none; padding: .3rem 0 0 1rem; }
.copies > li { padding-block: .25rem; }
table { border-collapse: collapse; margin-block: .5rem; font-variant-numeric: tabular-nums; }
th, td { text-align: start; font-weight: 400; vertical-align: top; padding: .2rem 1.2rem .2rem 0; }
thead th { color: var(--faint); border-block-end: 1px solid var(--rule); }
tbody tr + tr > * { border-block-start: 1px solid color-mix(in srgb, var(--rule) 55%, transparent); }
th.n, td.n { text-align: end; }
.n { font-variant-numeric: tabular-nums; }
aside { display: grid; gap: 1.8rem; align-content: start;
  grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); }
.facet ul { list-style: none; padding: 0; }
.facet li { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: .8rem;
  padding-block: .25rem; }
.facet .n { color: var(--faint); }
.facet .bar { grid-column: 1 / -1; block-size: .25rem; min-inline-size: 2px; background: var(--bar);
  border-radius: .1rem; margin-block-start: .15rem; }
.facet p { color: var(--faint); margin-block-start: .4rem; }
.timeline { margin-block: 1.4rem 2.4rem; font-family: var(--sans); font-size: .875rem; }
.chart { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: .6rem; }
.axis { display: flex; flex-direction: column; justify-content: space-between; text-align: end;
  color: var(--faint); font-size: .75rem; line-height: 1; margin-block: -.35rem; }
.plot { grid-column: 2; block-size: clamp(7rem, 16vw, 10rem); border-block: 1px solid var(--rule);
  border-block-start-style: dashed; }
svg { display: block; inline-size: 100%; block-size: 100%; overflow: visible; }
rect { fill: var(--bar); }
path { fill: none; stroke: var(--line); stroke-width: 2; stroke-dasharray: 5 3;
  vector-effect: non-scaling-stroke; }
.periods { grid-column: 2; position: relative; block-size: 1.4rem; color: var(--faint);
  font-size: .75rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.periods span { position: absolute; inset-block-start: .3rem; }
.periods span.middle { transform: translateX(-50%); }
.legend, .timeline > p { color: var(--faint); margin-block-start: .3rem; }
.bar-key { display: inline-block; inline-size: .7rem; block-size: .7rem; background: var(--bar); }
.line-key { display: inline-block; inline-size: 1.5rem; border-block-start: 2px dashed var(--line);
  vertical-align: .25rem; margin-inline-start: 1rem; }
.overview { margin-block-end: 3rem; }
.answer + .answer { border-block-start: .2rem double var(--rule); padding-block-start: 2rem;
  margin-block-start: 1rem; }
.answer > h2 { font-size: 1.6rem; }
dl > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); column-gap: 1rem;
  padding-block: .1rem; }
dt { color: var(--faint); }
dd { margin: 0; }
.whole { max-inline-size: 42rem; }
.whole dl { border-block: 1px solid var(--rule); padding-block: .7rem; margin-block: 1.2rem 1.6rem; }
.whole .lead { font-size: 1.2rem; line-height: 1.45; color: var(--faint); margin-block-start: .7rem; }
.whole .text p { margin-block: 0 1em; hyphens: auto; }
footer { border-block-start: 1px solid var(--rule); margin-block-start: 2.5rem; padding-block-start: 1rem;
  color: var(--faint); }
@media (forced-colors: active) {
  .bar, .bar-key, rect { forced-color-adjust: none; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --faint: #444; --link: #000; --mark: #eee; --mark-ink: #000; }
  body { max-inline-size: none; padding: 0; font-size: 10.5pt; }
  .columns.two { display: block; }
  ol.hits > li, .facet, .timeline { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; }
  mark { text-decoration: underline; }
  .hits h2 a[href^="http"]::after, .hits h3 a[href^="http"]::after, .hits h4 a[href^="http"]::after {
    content: " " attr(href); font: 8pt var(--sans); overflow-wrap: anywhere;
  }
  rect, .bar, .bar-key { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";
}

}  // namespace dateline
