"""memory.py - what counting allocations costs, beside heaptrack and valgrind's dhat. Must not: write documents."""
import os
import shutil
import statistics

import measure
import workloads
from workloads import PLAIN, VARIANTS

NONE, ALLOCATIONS, ALL = "hits, memory=off", "allocations", "all, as without options"
FLAGS = {NONE: [f"-fplugin={workloads.PLUGIN}", "-fplugin-arg-hpinstr-time=none", "-fplugin-arg-hpinstr-memory=off"],
         ALLOCATIONS: [f"-fplugin={workloads.PLUGIN}", "-fplugin-arg-hpinstr-time=none"],
         ALL: [f"-fplugin={workloads.PLUGIN}"]}
PAIRS = 5000000


def peers(Program, Directory):
    """Commands that run the plain program under other tools, those that are installed."""
    Found = {}
    if shutil.which("heaptrack"):
        Found["heaptrack"] = ["heaptrack", "-o", os.path.join(Directory, "heaptrack.data"), *Program]
    if shutil.which("valgrind"):
        Found["valgrind --tool=dhat"] = ["valgrind", "--tool=dhat", f"--dhat-out-file={Directory}/dhat.out", *Program]
    return Found


def pairs(Rounds, Build, Scratch):
    yield "| a pair of malloc and free | plain, ns | with allocations, ns more |"
    yield "|---|---|---|"
    Programs = Build(workloads.kernel("pairs"), [PLAIN, ALLOCATIONS])
    for Depth in (1, 20):
        def run(Variant):
            return measure.runOnce([Programs[Variant], str(Depth), str(PAIRS)], Scratch.env()).User

        Results = measure.inTurns([PLAIN, ALLOCATIONS], Rounds, run)
        Plain = statistics.median(Results[PLAIN]) * 1e9 / PAIRS
        More = statistics.median(A - B for A, B in zip(Results[ALLOCATIONS], Results[PLAIN])) * 1e9 / PAIRS
        yield f"| {Depth} calls deep | {Plain:.1f} | {More:.1f} |"


def peakBlocks(Command, Scratch):
    """How many blocks are live at the peak of a run of Command."""
    measure.runOnce(Command, Scratch.env())
    return workloads.exported(Scratch.Path)["runs"][0]["peak_heap_blocks"]


def whole(Rounds, Build, Directory, Scratch):
    """A program of strings, maps and vectors, in user and system CPU of all its threads and processes, and its memory."""
    Workload = workloads.kernel("words")
    Programs = Build(Workload, [PLAIN, *FLAGS])
    Commands = {Name: Workload.command(Program) for Name, Program in Programs.items()}
    Slow = peers(Commands[PLAIN], Directory)
    Runs = measure.inTurns(list(Commands), Rounds, lambda V: measure.runOnce(Commands[V], Scratch.env()))
    Blocks = peakBlocks(Commands[ALLOCATIONS], Scratch)
    Results = {Name: [Run.Cpu for Run in Runs[Name]] for Name in Runs}
    Sizes = {Name: statistics.median(Run.Kib for Run in Runs[Name]) for Name in Runs}
    Beside = measure.inTurns([PLAIN, *Slow], max(1, Rounds // 4),
                             lambda V: measure.runOnce({**Commands, **Slow}[V], Scratch.env()).Cpu)
    yield "| strings, maps and vectors | CPU, ratio to plain |"
    yield "|---|---|"
    for Name in FLAGS:
        yield f"| hpinstr: {Name} | {measure.ratio(Results, Name, PLAIN):.2f} |"
    for Name in Slow:
        yield f"| {Name} | {measure.ratio(Beside, Name, PLAIN):.2f} |"
    More = Sizes[ALLOCATIONS] - Sizes[NONE]
    yield ""
    yield (f"Its resident set is at most {Sizes[PLAIN] / 1024:.1f} MB large, and {More / 1024:.1f} MB larger with allocations: "
           f"{More * 1024 / Blocks:.1f} bytes for each of the {Blocks:,} blocks that are live at the peak.")


def table(Rounds, Build, Directory, Scratch):
    VARIANTS.update(FLAGS)
    yield "## Allocations"
    yield ""
    yield from pairs(Rounds, Build, Scratch)
    yield ""
    yield from whole(Rounds, Build, Directory, Scratch)
    yield ""
    yield (f"CPU time, median of {Rounds} rounds, of the slow tools of {max(1, Rounds // 4)}. Pairs: `bench/workloads/pairs.c`, user time; the "
           "program: `words.cpp`, user and system time. A block is 16 bytes larger, so that glibc may trim or grow its heap at other moments: "
           "a program that frees and allocates megabytes in a loop may show more page faults than without the flag, which "
           "are gone with `HPINSTR_OPTIONS=memory=off`.")
