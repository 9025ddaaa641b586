#!/usr/bin/env python3
"""bench.py - measures what the flag costs and writes the tables of docs/overhead.md.

usage: bench.py [hits|figures|threads|compile|startup|exact|memory|hottest|rewrite|reader]... [--rounds N] [--only NAME] [--dry]
  --only NAME  one workload, --dry: print the tables, write nothing
"""
import argparse
import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import buildtime
import exact
import figures
import hottest
import measure
import memory
import reader
import rewritten
import workloads
from workloads import COVERAGE, HPINSTR, PLAIN

OVERHEAD = os.path.join(workloads.ROOT, "docs", "overhead.md")


def buildAll(Workload, Directory, Variants=(PLAIN, HPINSTR, COVERAGE)):
    return {V: Workload.build(V, os.path.join(Directory, Workload.Name, V.replace(" ", "-"))) for V in Variants}


def compare(Workload, Programs, Rounds, Scratch):
    """User CPU seconds of each variant in each round; every variant has to print what the plain program prints."""
    Outputs = {}

    def run(Variant):
        Run = measure.runOnce(Workload.command(Programs[Variant]), Scratch.env())
        if Outputs.setdefault("first", Run.Output) != Run.Output:
            raise measure.Failed(f"{Workload.Name}, {Variant}: expected the output of every other run, found another")
        return Run.User

    return measure.inTurns(list(Programs), Rounds, run)


def benchHits(Options, Directory, Scratch):
    yield "## Hits only, single thread"
    yield ""
    yield "| workload | plain, s | hpinstr | clang coverage |"
    yield "|---|---|---|---|"
    Ratios = {HPINSTR: [], COVERAGE: []}
    Real = {HPINSTR: [], COVERAGE: []}
    for Workload in [W for W in workloads.all() if Options.only in (None, W.Name)]:
        Results = compare(Workload, buildAll(Workload, Directory), Options.rounds or 15, Scratch)
        Row = {V: measure.ratio(Results, V, PLAIN) for V in Ratios}
        for V, Value in Row.items():
            Ratios[V].append(Value)
            if Workload.IsReal:
                Real[V].append(Value)
        Seconds = sorted(Results[PLAIN])[len(Results[PLAIN]) // 2]
        yield f"| {Workload.Name} | {Seconds:.2f} | {Row[HPINSTR]:.2f} | {Row[COVERAGE]:.2f} |"
    for Title, Values in [("geometric mean", Ratios), ("of bzip2 and SQLite", Real)]:
        if Values[HPINSTR]:
            yield f"| {Title} | | {measure.geomean(Values[HPINSTR]):.2f} | {measure.geomean(Values[COVERAGE]):.2f} |"
    yield ""
    yield (f"User CPU, ratio to plain `-O2`, median of {Options.rounds or 15} rounds; hpinstr with "
           "`time=none` and `memory=off`; clang coverage: `-fprofile-instr-generate -fcoverage-mapping`.")


def benchFigures(Options, Directory, Scratch):
    return figures.table(Options.only, Options.rounds or 9, lambda W, Names: buildAll(W, Directory, Names), Scratch)


def benchThreads(Options, Directory, Scratch):
    yield "## Threads in the same hot functions"
    yield ""
    yield "| threads | hpinstr | counts | clang coverage |"
    yield "|---|---|---|---|"
    Source = os.path.join(workloads.BENCH, "workloads", "threads.cpp")
    for NumThreads in (1, 2, 8):
        Workload = workloads.kernel("threads", Args=[str(NumThreads)])
        Programs = buildAll(Workload, Directory)
        Results = compare(Workload, Programs, Options.rounds or 7, Scratch)
        measure.runOnce(Workload.command(Programs[HPINSTR]), Scratch.env())
        Check = [sys.executable, os.path.join(workloads.ROOT, "test", "Support", "checkhits.py"), workloads.READER,
                 Scratch.Path, Source]
        Exact = "exact" if subprocess.run(Check).returncode == 0 else "WRONG"
        yield (f"| {NumThreads} | {measure.ratio(Results, HPINSTR, PLAIN):.2f} | {Exact} | "
               f"{measure.ratio(Results, COVERAGE, PLAIN):.2f} |")
    yield ""
    yield f"User CPU of `bench/workloads/threads.cpp`, ratio to plain `-O2`, median of {Options.rounds or 7} rounds."


def benchStartup(Options, Directory, Scratch):
    yield "## An idle process"
    yield ""
    yield "| build | ms from start to end | more than plain |"
    yield "|---|---|---|"
    Workload = workloads.kernel("idle")
    Programs = buildAll(Workload, Directory)
    Rounds = Options.rounds or 300

    def run(Variant):
        return measure.runOnce(Workload.command(Programs[Variant]), Scratch.env()).Wall * 1000

    Results = measure.inTurns(list(Programs), Rounds, run)
    Quartiles = {Variant: statistics.quantiles(Times, n=4)[0] for Variant, Times in Results.items()}
    for Variant, Ms in Quartiles.items():
        yield f"| {Variant} | {Ms:.2f} | {Ms - Quartiles[PLAIN]:.2f} |"
    yield ""
    yield f"Wall clock, lower quartile of {Rounds} rounds; the report file is written into an empty directory."


def benchCompile(Options, Directory, Scratch):
    return buildtime.table(Options.rounds or 5, Options.only, Directory, Scratch)


def benchExact(Options, Directory, Scratch):
    return exact.table(Options.rounds or 11, Directory, Scratch)


def benchHottest(Options, Directory, Scratch):
    return hottest.table(Options.only, Directory, Scratch)


def benchMemory(Options, Directory, Scratch):
    return memory.table(Options.rounds or 9, lambda W, Names: buildAll(W, Directory, Names), Directory, Scratch)


def benchReader(Options, Directory, Scratch):
    return reader.table(Options.rounds or 5, Directory, Scratch)


def benchRewrite(Options, Directory, Scratch):
    return rewritten.table(Options, Directory, Scratch)


PARTS = {"hits": benchHits, "figures": benchFigures, "threads": benchThreads, "compile": benchCompile, "startup": benchStartup,
         "exact": benchExact, "memory": benchMemory, "hottest": benchHottest, "rewrite": benchRewrite,
         "reader": benchReader}


def provenance(Part):
    with open("/proc/cpuinfo", encoding="utf-8") as File:
        Model = re.search(r"model name\s*:\s*(.*)", File.read())
    Command = ["gcc" if Part == "rewrite" else workloads.CC, "--version"]
    Compiler = subprocess.run(Command, capture_output=True, text=True).stdout.splitlines()[0]
    return (f"`./dev bench {Part}`, {datetime.date.today()}; {Compiler}; {Model[1] if Model else platform.machine()}, "
            f"{os.cpu_count()} CPUs, Linux {platform.release()}.")


def writeTable(Part, Text):
    with open(OVERHEAD, encoding="utf-8") as File:
        Old = File.read()
    Pattern = re.compile(rf"(<!-- bench: {Part} -->\n).*?(<!-- end -->\n)", re.S)
    with open(OVERHEAD, "w", encoding="utf-8") as File:
        File.write(Pattern.sub(lambda M: M[1] + Text + M[2], Old))


def main():
    Parser = argparse.ArgumentParser(prog="./dev bench")
    Parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    Parser.add_argument("--rounds", type=int)
    Parser.add_argument("--only")
    Parser.add_argument("--dry", action="store_true")
    Options = Parser.parse_args()
    for Part in Options.parts:
        if Part not in PARTS:
            Parser.error(f"{Part}: expected one of {', '.join(PARTS)}")
    Scratch = measure.Scratch()
    try:
        with tempfile.TemporaryDirectory() as Directory:
            for Part in Options.parts or PARTS:
                Lines = []
                for Line in PARTS[Part](Options, Directory, Scratch):
                    print(Line, flush=True)
                    Lines.append(Line)
                Text = "\n".join([*Lines, "", provenance(Part), ""])
                if not (Options.dry or Options.only):
                    writeTable(Part, Text)
    except (measure.Failed, subprocess.CalledProcessError) as Error:
        sys.exit(f"bench: error: {Error}")
    finally:
        Scratch.remove()


if __name__ == "__main__":
    main()
