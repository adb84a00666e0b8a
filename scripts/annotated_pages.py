"""The annotated pages that scripts measure on and learn from.

They are not part of the project: they are looked for in $DATELINE_SHARED, by default the folder `shared` beside the
checkout.
"""
import hashlib
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
WORK = ROOT / "build" / "quality"
ARCHIVE = SHARED / "data" / "extraction" / "pages.tar.zst"


def unpack():
    """The folder with truth.jsonl and the pages."""
    pages = WORK / "extraction"
    if not (pages / "truth.jsonl").exists():
        pages.mkdir(parents=True, exist_ok=True)
        subprocess.run(f"zstd -dc '{ARCHIVE}' | tar -x -C '{pages}'", shell=True, check=True)
    return pages


def is_aside(row):
    """Whether the row belongs to the part that nothing is tuned on: its id has a SHA-1 that ends in 0, 1 or 2."""
    return hashlib.sha1(row["id"].encode()).hexdigest()[-1] in "012"


def read_truth(pages, part):
    """The rows of a part: `tuned`, `aside` or `all`."""
    with open(pages / "truth.jsonl", encoding="utf-8") as handle:
        truth = [json.loads(line) for line in handle if line.strip()]
    if part != "all":
        truth = [row for row in truth if is_aside(row) == (part == "aside")]
    return truth
