"""hottest.py - the hottest lines of real programs, as the report has them and as perf has them of the same run.

Must not: write documents.

Both sample the same runs, so that what differs is how a sample is taken and whose line it is given to. A sample of perf's
belongs to the first line of its stack, inlined frames too, that is in the program's own sources, as in the report: the
kernel's time, too, which page faults take, belongs to the line that it works for.
"""
import collections
import json
import math
import os
import re
import shutil
import subprocess

import measure
import workloads

HZ, RUNS = 997, 8  # a single run has so few samples that most differences are chance
TOP, WITHIN = 10, 15
POINTS, SIGMAS = 3.0, 3.0
SYMBOLIZER = "/usr/lib/llvm-22/bin/llvm-symbolizer"
STACK = re.compile(r"^\s*([0-9a-f]+)(?: .*)? \((.*)\)$")


def record(Program, Command, Scratch):
    """Runs Command under perf; returns its samples, each a list of addresses in Program, the innermost first."""
    Data = os.path.join(Scratch.Path, "perf.data")
    Env = {**os.environ, "HPINSTR_OUT": os.path.join(Scratch.Path, "reports")}
    subprocess.run(["perf", "record", "-q", "-e", "cpu-clock", "-F", str(HZ), "--call-graph", "dwarf,16384", "-o", Data,
                    "--", *Command], env=Env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    Text = subprocess.run(["perf", "script", "-i", Data, "--no-inline", "-F", "comm,ip,dso"], capture_output=True,
                          text=True, check=True).stdout
    Samples = []
    for Block in Text.strip().split("\n\n"):
        Lines = Block.splitlines()
        if Lines[0].split()[0] == "hpinstr":  # the thread that takes the report's own samples
            continue
        Frames = [M for M in map(STACK.match, Lines) if M and not M[2].startswith("[kernel")]
        Samples.append([(int(M[1], 16) - (I > 0), M[2]) for I, M in enumerate(Frames)])
    return [[Pc for Pc, Object in Frames if Object == Program] for Frames in Samples]


def symbolize(Program, Pcs):
    """{address: [(file, line), ...]}, inlined frames the innermost first."""
    Input = "".join(f"{Pc:#x}\n" for Pc in Pcs)
    Text = subprocess.run([SYMBOLIZER, "--inlines", "--skip-line-zero", "--output-style=JSON", f"--obj={Program}"], input=Input,
                          capture_output=True, text=True, check=True).stdout
    Places = {}
    for Line in Text.splitlines():
        Item = json.loads(Line)
        Places[int(Item["Address"], 16)] = [(os.path.normpath(S["FileName"]), S["Line"]) for S in Item.get("Symbol", []) if S["Line"]]
    return Places


def perfShares(Program, Samples, IsOwn):
    """{(file, line): samples}, and how many there are in all."""
    Places = symbolize(Program, sorted({Pc for Frames in Samples for Pc in Frames}))
    Counts = collections.Counter()
    for Frames in Samples:
        Own = next((P for Pc in Frames for P in Places.get(Pc, []) if IsOwn(P[0])), None)
        Counts[Own] += 1
    Counts.pop(None, None)
    return Counts


def reportShares(Scratch):
    """{(file, line): samples} of self time."""
    Counts = collections.Counter()
    Root = workloads.exported(os.path.join(Scratch.Path, "reports"))
    for File in Root["files"]:
        for Line in File["lines"]:
            if Line.get("self_ns"):
                Counts[File["path"], Line["line"]] = Line["self_ns"]
    return Counts, sum(Run["samples"] for Run in Root["runs"])


def differences(Perf, Ours, NumPerf, NumOurs):
    """Sentences about lines that only one of the two has near the top, and the largest difference in points."""
    Rank = {Name: [K for K, _ in Counts.most_common()] for Name, Counts in (("perf", Perf), ("hpinstr", Ours))}
    AllPerf, AllOurs = sum(Perf.values()), sum(Ours.values())
    Found, Largest = [], 0.0
    for Name, Other in (("perf", "hpinstr"), ("hpinstr", "perf")):
        for Key in Rank[Name][:TOP]:
            A, B = 100 * Perf[Key] / AllPerf, 100 * Ours[Key] / AllOurs
            P = (A + B) / 200
            Error = 100 * math.sqrt(P * (1 - P) * (1 / NumPerf + 1 / NumOurs))
            Largest = max(Largest, abs(A - B))
            if Key not in Rank[Other][:WITHIN] or abs(A - B) > max(POINTS, SIGMAS * Error):
                # Where the ranks below differ by less than chance the order says nothing.
                Last = Rank[Other][min(WITHIN, len(Rank[Other])) - 1]
                Least = 100 * (Perf[Last] / AllPerf if Other == "perf" else Ours[Last] / AllOurs)
                IsTie = abs(A - B) <= SIGMAS * Error and abs((B if Name == "perf" else A) - Least) <= SIGMAS * Error
                Found.append(f"{os.path.basename(Key[0])}:{Key[1]}: perf {A:.1f} %, hpinstr {B:.1f} %"
                             + (" (within chance of rank 15)" if IsTie else ""))
    return list(dict.fromkeys(Found)), Largest


def compare(Workload, Directory, Scratch):
    Out = os.path.join(Directory, Workload.Name)
    Program = os.path.realpath(Workload.build("hottest", Out))
    Scratch.env()
    Samples = [S for _ in range(RUNS) for S in record(Program, Workload.command(Program), Scratch)]
    Ours, NumOurs = reportShares(Scratch)
    Files = {Key[0] for Key in Ours}
    Perf = perfShares(Program, Samples, Files.__contains__)
    return Perf, Ours, len(Samples), NumOurs


def table(Only, Directory, Scratch):
    if not shutil.which("perf"):
        raise measure.Failed("perf: expected it to compare with, found none; install linux-perf")
    workloads.VARIANTS["hottest"] = [f"-fplugin={workloads.PLUGIN}", "-no-pie", "-g1"]
    yield "## The hottest lines, beside perf's"
    yield ""
    yield f"| program | samples, perf | samples, hpinstr | of the ten hottest in the other's {WITHIN} | largest difference, points |"
    yield "|---|---|---|---|---|"
    Exceptions = []
    for Workload in [W for W in workloads.real() if Only in (None, W.Name)]:
        Perf, Ours, NumPerf, NumOurs = compare(Workload, Directory, Scratch)
        Found, Largest = differences(Perf, Ours, NumPerf, NumOurs)
        Both = [sum(K in [L for L, _ in B.most_common(WITHIN)] for K, _ in A.most_common(TOP)) for A, B in
                ((Perf, Ours), (Ours, Perf))]
        yield f"| {Workload.Name} | {NumPerf} | {NumOurs} | {Both[0]} of perf's, {Both[1]} of hpinstr's | {Largest:.1f} |"
        Exceptions += [f"- {Workload.Name}, {Text}" for Text in Found]
    yield ""
    yield (f"Self time by line of {RUNS} runs, `-O2`, sampled by both. Lines that are not in the other's first fifteen, or "
           "differ by more than 3 points and 3 standard errors:" + ("" if Exceptions else " none."))
    yield from [""] + Exceptions if Exceptions else []
