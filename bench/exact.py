"""exact.py - what exact times cost, and how far they are from the truth. Must not: write documents."""
import os
import shutil
import statistics
import subprocess

import measure
import workloads

BOUNDARIES = 10  # lines that control comes to in a round of boundary.c
EXACT = [f"-fplugin={workloads.PLUGIN}", "-fplugin-arg-hpinstr-time=exact", "-fplugin-arg-hpinstr-memory=off"]
XRAY = ["-fxray-instrument", "-fxray-instruction-threshold=1"]


def build(Name, Directory, Variant, Flags):
    Program = os.path.join(Directory, f"{Name}-{Variant}".replace(" ", "-"))
    Source = os.path.join(workloads.BENCH, "workloads", Name + ".c")
    subprocess.run([workloads.CC, "-O2", *Flags, Source, "-o", Program], check=True)
    return Program


def costs(Commands, Scratch, Rounds, Number, More=None):
    """{variant: ns more than plain for each of Number things, a round each}, in user CPU of all its processes."""
    def run(Variant):
        return measure.runOnce(Commands[Variant], {**Scratch.env(), **((More or {}).get(Variant, {}))}).User

    Results = measure.inTurns(list(Commands), Rounds, run)
    return {V: [(A - B) * 1e9 / Number for A, B in zip(Results[V], Results["plain"])] for V in Results}


def lines(Rounds, Directory, Scratch):
    N = 2000000
    Flags = {"plain": [], "bare": ["-DBARE"], "exact": [*EXACT, "-fplugin-arg-hpinstr-functions=lines"]}
    Commands = {V: [build("boundary", Directory, V, F), str(N)] for V, F in Flags.items()}
    Costs = costs(Commands, Scratch, Rounds, N * BOUNDARIES)
    # The bare program reads nine times a round.
    Bare = [Ns * BOUNDARIES / (BOUNDARIES - 1) for Ns in Costs["bare"]]
    Ratio = statistics.median(A / B for A, B in zip(Costs["exact"], Bare))
    yield "| at each line | ns | ratio |"
    yield "|---|---|---|"
    yield f"| a bare reading of the clock | {statistics.median(Bare):.1f} | 1.00 |"
    yield f"| hpinstr, exact times and hits | {statistics.median(Costs['exact']):.1f} | {Ratio:.2f} |"


def calls(Rounds, Directory, Scratch):
    N = 3000000
    Trace = os.path.join(Directory, "uftrace.data")
    Commands = {"plain": [build("calls", Directory, "plain", []), str(N)],
                "hpinstr": [build("calls", Directory, "hpinstr", [*EXACT, "-fplugin-arg-hpinstr-functions=callee"]), str(N)],
                "XRay": [build("calls", Directory, "XRay", XRAY), str(N)]}
    if shutil.which("uftrace"):
        Commands["uftrace"] = ["uftrace", "record", "-d", Trace, "--no-event", build("calls", Directory, "uftrace", ["-pg"]),
                               str(N)]
    More = {"XRay": {"XRAY_OPTIONS": f"patch_premain=true xray_mode=xray-fdr xray_logfile_base={Directory}/xray."}}
    Costs = costs(Commands, Scratch, Rounds, N, More)
    Names = {"hpinstr": "hpinstr, exact times, one line", "XRay": "XRay, flight data recorder", "uftrace": "uftrace record"}
    yield "| for each call | ns |"
    yield "|---|---|"
    for Variant in [V for V in Names if V in Costs]:
        yield f"| {Names[Variant]} | {statistics.median(Costs[Variant]):.1f} |"


def truth(Rounds, Directory, Scratch):
    Program = build("truth", Directory, "exact", [*EXACT, "-fplugin-arg-hpinstr-functions=timed"])
    Pairs = {}
    for _ in range(Rounds):
        Text = measure.runOnce([Program], Scratch.env()).Output.decode()
        Lines = {L["line"]: L["exact"] for F in workloads.exported(Scratch.Path)["files"] for L in F["lines"] if "exact" in L}
        for Place, (Line, Ns) in enumerate(T.split() for T in Text.splitlines()):
            Pairs.setdefault(Place, []).append((float(Ns), Lines[int(Line)]["min_ns"]))
    yield "| a line of | as measured | error |"
    yield "|---|---|---|"
    for Seen in Pairs.values():
        Error = statistics.median(Got / True_ - 1 for True_, Got in Seen)
        True_, Got = (statistics.median(Column) for Column in zip(*Seen))
        yield f"| {True_:,.0f} ns | {Got:,.0f} ns | {Error:+.1%} |"


def adjusted(Rounds, Directory, Scratch):
    """Programs that do little but call: what is left of their CPU time when the probes' cost is taken off as the runtime does."""
    yield "| program | without probes | with probes | less what adjusting takes off |"
    yield "|---|---|---|---|"
    for Name, Args in [("fib", ["32"]), ("tree", ["300000"])]:
        Plain = build(Name, Directory, "plain", [])
        Exact = build(Name, Directory, "exact", EXACT)
        Rows = []
        for _ in range(Rounds):
            Before = measure.runOnce([Plain, *Args], Scratch.env()).User * 1000
            With = measure.runOnce([Exact, *Args], Scratch.env()).User * 1000
            Main = next(F for F in workloads.exported(Scratch.Path)["functions"] if F["name"] == "main")
            Rows.append((Before, With, With - (Main["exact"]["raw_total_ns"] - Main["total_ns"]) / 1e6))
        yield f"| {Name} | " + " | ".join(f"{statistics.median(Column):.0f} ms" for Column in zip(*Rows)) + " |"


def table(Rounds, Directory, Scratch):
    yield "## Exact times"
    for Part in (lines, calls, truth, adjusted):
        yield ""
        yield from Part(Rounds, Directory, Scratch)
    yield ""
    yield (f"User CPU of all processes and threads, in the first two tables what it is more than plain `-O2`; the errors are of wall "
           f"clock; median of {Rounds} rounds. Lines: `bench/workloads/boundary.c`; calls: `calls.c`; errors: `truth.c`, the least "
           "time of many visits beside the least of many calls without probes; programs: `fib.c`, `tree.c`. What is taken off is what "
           "probes cost at best: a program that does nothing but make short calls still shows more than it takes without probes.")
