"""Runs several programs that do the same work, one after the other, and prints what each needs."""
import collections
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# command: a list of words. index: the file or folder that it writes, removed before every run. environment: added to
# ours. prepare: called when the index has been removed. count: from the output of a run, how many documents it has
# indexed, or None. statuses: exit statuses that mean it went well.
Program = collections.namedtuple("Program", "name command index environment prepare count statuses",
                                 defaults=[{}, [], None, (0,)])
Result = collections.namedtuple("Result", "name seconds spread megabytes index_megabytes documents")


def say(text):
    print(text, file=sys.stderr, flush=True)


def count_in_output(pattern):
    """A count that the program itself prints: the first group of the pattern."""
    def count(output):
        found = re.search(pattern, output)
        return int(found[1].replace(",", "")) if found else None
    return count


def find_program(name, folder=None):
    """The path of an executable in `folder`, or anywhere in PATH; None when there is none."""
    return shutil.which(name, path=str(folder) if folder else None)


def default_folder():
    """Where our programs are: the first optimised build that there is."""
    for preset in ("bench", "release"):
        folder = ROOT / "build" / preset / "bin"
        if (folder / "dateline-index").exists():
            return folder
    return ROOT / "build" / "bench" / "bin"


def size_of(path):
    path = pathlib.Path(path)
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def prepare_command(program):
    """One shell command that leaves nothing of an earlier run."""
    return " && ".join([shlex.join(["rm", "-rf", program.index]), *(shlex.join(words) for words in program.prepare)])


def first_run(program):
    """One untimed run, which fills the caches: (what went wrong, megabytes of its largest process, its output)."""
    subprocess.run(prepare_command(program), shell=True, check=True)
    with open(f"{program.index}.log", "w+b") as log:
        child = subprocess.Popen(program.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                 env={**os.environ, **program.environment})
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        output = log.read().decode(errors="replace")
    problem = None
    if child.returncode not in program.statuses:
        last_line = (output.strip().splitlines() or ["no output"])[-1]
        problem = f"ended with status {child.returncode}: {last_line[:200]}"
    elif not os.path.exists(program.index):
        problem = "wrote no index"
    return problem, usage.ru_maxrss / 1024, output


def time_with_hyperfine(programs, runs, folder):
    """Seconds of every run by program, from hyperfine."""
    report = f"{folder}/times.json"
    command = ["hyperfine", "--style", "none", "--runs", str(runs), "--ignore-failure", "--export-json", report]
    for program in programs:
        words = [f"{name}={value}" for name, value in program.environment.items()]
        command += ["--prepare", prepare_command(program), shlex.join(["env", *words, *program.command])]
    timing = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if timing.returncode != 0:
        sys.exit(f"hyperfine: {timing.stderr.strip()}")
    with open(report, encoding="utf-8") as file:
        return [result["times"] for result in json.load(file)["results"]]


def time_here(programs, runs):
    """The same without hyperfine."""
    times = []
    for program in programs:
        times.append([])
        for _ in range(runs):
            subprocess.run(prepare_command(program), shell=True, check=True)
            begin = time.monotonic()
            subprocess.run(program.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           stdin=subprocess.DEVNULL, env={**os.environ, **program.environment}, check=False)
            times[-1].append(time.monotonic() - begin)
    return times


def measure(programs, items, runs, folder):
    """Results of the programs that run and index at least half of the items; the others are named with the reason.

    Without the first, with which the others are compared, nothing is measured.
    """
    running, memory = [], {}
    for program in programs:
        say(f"{program.name}: first run, not timed")
        problem, megabytes, output = first_run(program)
        count = program.count(output) if program.count and not problem else None
        if count is not None and count < items / 2:
            problem = f"indexed only {count:,} of {items:,}"
        if problem and program is programs[0]:
            sys.exit(f"{program.name}: {problem}")
        if problem:
            say(f"{program.name}: skipped: {problem}")
            continue
        running.append(program)
        memory[program.name] = (megabytes, size_of(program.index) / 1e6, count)
    say(f"{runs} timed runs of each of {len(running)} programs")
    if find_program("hyperfine"):
        times = time_with_hyperfine(running, runs, folder)
    else:
        say("hyperfine: not installed; the clock is read here instead")
        times = time_here(running, runs)
    return [Result(program.name, sum(seconds) / len(seconds), max(seconds) - min(seconds), *memory[program.name])
            for program, seconds in zip(running, times)]


def print_table(results, items, unit):
    """`items` is how many `unit`s each program was given. Ratios say how many times as fast the first program is."""
    first = results[0]
    ratio = f"{first.name} is"
    print(f"{'':20}{'seconds':>9}{'max-min':>9}{unit + '/s':>12}{'peak MB':>9}{'index MB':>10}{'indexed':>9}  {ratio}")
    for result in results:
        indexed = "?" if result.documents is None else f"{result.documents:,}"
        factor = "" if result is first else f"{result.seconds / first.seconds:.2f} times as fast"
        print(f"{result.name:20}{result.seconds:9.2f}{result.spread:9.2f}{items / result.seconds:12,.0f}"
              f"{result.megabytes:9.0f}{result.index_megabytes:10.1f}{indexed:>9}  {factor}".rstrip())


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number
