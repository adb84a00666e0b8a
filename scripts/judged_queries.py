"""Ranking on judged queries, by the programs that a user runs.

Every collection goes as JSON lines into `dateline-index`; `dateline-search` answers each set's queries in one process and
writes a TREC run, which the scorer reads. All sets are asked with the same options.
"""
import gzip
import json
import os
import shutil
import subprocess
import sys
import time

from annotated_pages import SHARED, WORK

JUDGED = SHARED / "data" / "retrieval"
SCORER = SHARED / "tools" / "score_retrieval.py"

# Set, collection, whether headlines are indexed, bar of nDCG@10. The first five make the mean.
SETS = [
    ("time", "time", True, 0.737),
    ("cranfield", "cranfield", True, 0.548),
    ("cisi", "cisi", True, 0.400),
    ("reuters/topics", "reuters", True, 0.753),
    ("reuters/known", "reuters", True, 0.976),
    ("reuters/headline", "reuters", False, 0.80),
    ("german", "german", True, 0.92),
]
MEAN_OF = 5
MEAN_BAR = 0.684
METRICS = [("ndcg10", "nDCG@10"), ("map", "MAP"), ("r100", "recall@100")]


def write_without_headlines(source, target):
    with gzip.open(source, "rt", encoding="utf-8") as rows, open(target, "w", encoding="utf-8") as out:
        for line in rows:
            out.write(json.dumps(json.loads(line) | {"title": ""}) + "\n")


def stamp_of(program):
    return f"{os.path.realpath(program)} {os.stat(program).st_mtime_ns}"


def index(folder, collection, with_headlines, work):
    """The database of a collection; one that this very program made is used as it is."""
    program = os.path.join(folder, "dateline-index")
    name = collection if with_headlines else f"{collection}-without-headlines"
    database = work / f"{name}.db"
    stamp = work / f"{name}.stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == stamp_of(program):
        return database
    stamp.unlink(missing_ok=True)
    shutil.rmtree(database, ignore_errors=True)
    articles = JUDGED / collection / "corpus.jsonl.gz"
    if not with_headlines:
        plain = work / f"{name}.jsonl"
        write_without_headlines(articles, plain)
        articles = plain
    status = subprocess.run([program, "-q", "--db", str(database), str(articles)], check=False).returncode
    if status not in (0, 1):
        sys.exit(f"quality: {program} ended with status {status} on {articles}")
    stamp.write_text(stamp_of(program), encoding="utf-8")
    return database


def answer(folder, database, queries, run, options):
    """Writes a run and returns milliseconds a query."""
    program = os.path.join(folder, "dateline-search")
    command = [program, "--db", str(database), "--queries", str(queries), "--format", "trec", "-n", "1000", *options]
    begin = time.monotonic()
    with open(run, "wb") as out:
        status = subprocess.run(command, stdout=out, check=False).returncode
    elapsed = time.monotonic() - begin
    if status not in (0, 1):
        print(f"quality: {program} ended with status {status} on {queries}", file=sys.stderr)
    with open(queries, encoding="utf-8") as lines:
        return 1000 * elapsed / sum(1 for line in lines if line.strip())


def run_all(folder, options, tag):
    """The runs by set, and milliseconds a query."""
    work = WORK / "retrieval" / tag
    work.mkdir(parents=True, exist_ok=True)
    runs = {}
    for name, collection, with_headlines, _ in SETS:
        run = work / f"{name.replace('/', '-')}.run"
        database = index(folder, collection, with_headlines, work)
        runs[name] = run, answer(folder, database, JUDGED / name / "queries.tsv", run, options)
    return runs


def score(name, run, *options):
    command = [sys.executable, str(SCORER), str(JUDGED / name / "qrels.tsv"), str(run), *options]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout


def read_scores(name, run):
    return json.loads(score(name, run, "--json"))[0]["mean"]


def print_ranking(folder, options):
    runs = run_all(folder, options, "new")
    print(f"{'judged queries':<20} " + " ".join(f"{title:>10}" for _, title in METRICS) + f" {'bar':>6} {'ms/query':>9}")
    means = {metric: 0.0 for metric, _ in METRICS}
    for index_of, (name, _, _, bar) in enumerate(SETS):
        run, cost = runs[name]
        found = read_scores(name, run)
        if index_of < MEAN_OF:
            for metric in means:
                means[metric] += found[metric] / MEAN_OF
        print_row(name, found, bar, f"{cost:>9.2f}")
    print_row("mean of the first 5", means, MEAN_BAR, "")
    return runs


def print_row(name, figures, bar, cost):
    row = " ".join(f"{figures[metric]:>10.4f}" for metric, _ in METRICS)
    below = " below" if round(figures["ndcg10"], 4) < bar else ""
    print(f"{name:<20} {row} {bar:>6.3f} {cost}{below}".rstrip())


def print_differences(runs, folder, options):
    """What the runs gain on those of other programs or options, with the scorer's p-values."""
    before = run_all(folder, options, "old")
    for name, _, _, _ in SETS:
        print(f"\n{name}: {before[name][1]:.2f} -> {runs[name][1]:.2f} ms/query")
        print(score(name, runs[name][0], "--baseline", str(before[name][0])), end="")
