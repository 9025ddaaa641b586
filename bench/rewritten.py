"""rewritten.py - what the text of hpinstr-rewrite costs, compiled by GCC, beside GCC's own coverage.

Must not: know how a program is measured (measure.py) or run (workloads.py).
"""
import os
import shutil
import subprocess

import measure
import workloads

REWRITE = os.path.join(workloads.BUILD, "bin", "hpinstr-rewrite")
PLAIN, REWRITTEN, GCOV, ATOMIC = "plain", "hpinstr-rewrite", "coverage", "coverage, atomic"
FLAGS = {
    PLAIN: [],
    REWRITTEN: [],
    GCOV: ["--coverage"],
    ATOMIC: ["--coverage", "-fprofile-update=atomic"],
}


def compilerOf(Workload):
    return "g++" if Workload.Compiler == workloads.CXX else "gcc"


def command(Workload, Tree):
    Root = os.path.dirname(Workload.Sources[0])
    return [REWRITE, "--quiet", "--time=none", "--memory=off", "--compiler", compilerOf(Workload), "--root", Root, "-o", Tree,
            *Workload.Sources, "--", "-O2", *Workload.Flags]


def rewrite(Workload, Tree):
    """The sources as hpinstr-rewrite writes them to Tree."""
    subprocess.run(command(Workload, Tree), check=True)
    return [os.path.join(Tree, os.path.basename(Source)) for Source in Workload.Sources]


def build(Workload, Variant, Directory):
    """Compiles each source with GCC to an object and links them; returns the program's path."""
    Out = os.path.join(Directory, Workload.Name, Variant.replace(", ", "-"))
    os.makedirs(Out, exist_ok=True)
    Sources = rewrite(Workload, os.path.join(Out, "tree")) if Variant == REWRITTEN else Workload.Sources
    Links = [f"-L{workloads.BUILD}/lib", "-lhpinstr"] if Variant == REWRITTEN else FLAGS[Variant]
    Compiler, Objects = compilerOf(Workload), []
    for Source in Sources:
        Objects.append(os.path.join(Out, os.path.basename(Source) + ".o"))
        subprocess.run([Compiler, "-O2", *Workload.Flags, *FLAGS[Variant], "-c", Source, "-o", Objects[-1]], check=True)
    Program = os.path.join(Out, Workload.Name)
    subprocess.run([Compiler, "-O2", *Objects, "-o", Program, *Links, "-lm", "-pthread"], check=True)
    return Program


def compare(Workload, Directory, Rounds, Scratch):
    """User CPU seconds of each variant in each round; every variant has to print what the plain program prints."""
    Programs = {Variant: build(Workload, Variant, Directory) for Variant in FLAGS}
    Outputs = {}

    def run(Variant):
        Env = {**Scratch.env(), "GCOV_PREFIX": Scratch.Path}
        Run = measure.runOnce(Workload.command(Programs[Variant]), Env)
        if Outputs.setdefault("first", Run.Output) != Run.Output:
            raise measure.Failed(f"{Workload.Name}, {Variant}: expected the output of every other run, found another")
        return Run.User

    return measure.inTurns(list(FLAGS), Rounds, run)


def sourcesOnly(Workload, Folder):
    """The workload in a folder that holds nothing else."""
    shutil.rmtree(Folder, ignore_errors=True)
    os.makedirs(Folder)
    Root = os.path.dirname(Workload.Sources[0])
    for Name in {os.path.basename(S) for S in Workload.Sources} | {N for N in os.listdir(Root) if N.endswith(".h")}:
        shutil.copy(os.path.join(Root, Name), Folder)
    Sources = [os.path.join(Folder, os.path.basename(S)) for S in Workload.Sources]
    return workloads.Workload(Workload.Name, Sources, Workload.Flags)


def rewritingTable(Rounds, Directory):
    """CPU time of the rewriter on an empty tree beside that of a compiler that only checks the same files."""
    yield "| sources | `clang -fsyntax-only`, s | rewriting, ratio |"
    yield "|---|---|---|"
    for Workload in [W for W in workloads.all() if W.IsReal]:
        Only = sourcesOnly(Workload, os.path.join(Directory, "only", Workload.Name))

        def run(Variant):
            if Variant == PLAIN:
                return measure.runOnce([Workload.Compiler, "-fsyntax-only", "-O2", *Workload.Flags, *Only.Sources]).Cpu
            Tree = os.path.join(Directory, "rewriting")
            shutil.rmtree(Tree, ignore_errors=True)
            return measure.runOnce(command(Only, Tree)).Cpu

        Results = measure.inTurns([PLAIN, REWRITTEN], Rounds, run)
        Seconds = sorted(Results[PLAIN])[len(Results[PLAIN]) // 2]
        yield f"| {Workload.Name} | {Seconds:.2f} | {measure.ratio(Results, REWRITTEN, PLAIN):.2f} |"


def table(Options, Directory, Scratch):
    Rounds, Tools = Options.rounds or 7, [REWRITTEN, GCOV, ATOMIC]
    yield "## Rewritten, with GCC"
    yield ""
    yield "| workload | plain, s | hpinstr-rewrite | `--coverage` | `--coverage`, atomic |"
    yield "|---|---|---|---|---|"
    Ratios = {Tool: [] for Tool in Tools}
    for Workload in [W for W in workloads.all() if Options.only in (None, W.Name)]:
        Results = compare(Workload, Directory, Rounds, Scratch)
        Row = [measure.ratio(Results, Tool, PLAIN) for Tool in Tools]
        for Tool, Value in zip(Tools, Row):
            Ratios[Tool].append(Value)
        Seconds = sorted(Results[PLAIN])[len(Results[PLAIN]) // 2]
        yield f"| {Workload.Name} | {Seconds:.2f} | " + " | ".join(f"{Value:.2f}" for Value in Row) + " |"
    yield "| geometric mean | | " + " | ".join(f"{measure.geomean(Ratios[Tool]):.2f}" for Tool in Tools) + " |"
    yield ""
    yield (f"User CPU, ratio to plain `gcc -O2`, median of {Rounds} rounds; rewritten with `--time=none --memory=off`; atomic: "
           "with `-fprofile-update=atomic`. GCC's coverage without it loses counts where threads run.")
    yield ""
    yield from rewritingTable(Rounds, Directory)
    yield ""
    yield "CPU time, with all that is read, copied and written; an edit later costs the units that it touches."

