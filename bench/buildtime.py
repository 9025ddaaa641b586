"""buildtime.py - what the flag costs while compiling: whole builds of real programs by their own build systems.

Must not: change a build but through its compiler and flags.
"""
import os
import shutil

import measure
import workloads
from workloads import CC, COVERAGE, CXX, HPINSTR, PLAIN, VARIANTS


def sqliteCommands(Flags, Link, Source, Out):
    Objects = []
    for Name in ("sqlite3", "shell"):
        Objects.append(f"{Out}/{Name}.o")
        yield [CC, "-O2", *workloads.SQLITE_FLAGS, *Flags, "-c", f"{Source}/{Name}.c", "-o", Objects[-1]]
    yield [CC, "-O2", *Link, *Objects, "-o", f"{Out}/sqlite3", "-lm"]


def zstdCommands(Flags, Link, Source, Out):
    shutil.copytree(Source, f"{Out}/zstd", symlinks=True)
    yield ["make", "-s", "-C", f"{Out}/zstd/programs", "zstd", f"CC={CC}", f"CFLAGS=-O2 -w {' '.join(Flags)}",
           f"LDFLAGS={' '.join(Link)}"]


def fmtCommands(Flags, Link, Source, Out):
    yield ["cmake", "-S", Source, "-B", Out, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None", f"-DCMAKE_CXX_COMPILER={CXX}",
           "-DFMT_DOC=OFF", f"-DCMAKE_CXX_FLAGS=-O2 -w {' '.join(Flags)}", f"-DCMAKE_EXE_LINKER_FLAGS={' '.join(Link)}"]
    yield ["ninja", "-j1", "-C", Out, "fmt", "format-test", "core-test"]


PROJECTS = {"sqlite": ("SQLite", sqliteCommands), "zstd": ("zstd", zstdCommands), "fmt": ("fmtlib", fmtCommands)}


def objectBytes(Directory):
    return sum(os.path.getsize(os.path.join(Folder, Name)) for Folder, _, Names in os.walk(Directory)
               for Name in Names if Name.endswith(".o"))


def timeBuild(Project, Variant, Out):
    """A clean build; returns (CPU seconds of all its processes, bytes of its objects). ccache would hide the work."""
    shutil.rmtree(Out, ignore_errors=True)
    os.makedirs(Out)
    Commands = PROJECTS[Project][1](VARIANTS[Variant], workloads.linkFlags(Variant),
                                    os.path.join(workloads.SOURCES, Project), Out)
    Seconds = 0
    for Command in Commands:
        Seconds += measure.runOnce(Command, {"CCACHE_DISABLE": "1"}).Cpu
    return Seconds, objectBytes(Out)


def table(Rounds, Only, Directory, Scratch):
    yield "## Compile time and object size"
    yield ""
    yield "| project | plain, s | hpinstr, CPU | clang coverage, CPU | hpinstr, objects | clang coverage, objects |"
    yield "|---|---|---|---|---|---|"
    workloads.fetchSources(*PROJECTS)
    Ratios = {HPINSTR: [], COVERAGE: []}
    os.environ.update(Scratch.env())
    Chosen = [P for P, (Title, _) in PROJECTS.items() if Only in (None, P, Title)]
    if not Chosen:
        raise measure.Failed(f"--only {Only}: expected one of {', '.join(PROJECTS)}, found none of that name")
    for Project in Chosen:
        Out = os.path.join(Directory, "build-" + Project)
        Results = measure.inTurns([PLAIN, HPINSTR, COVERAGE], Rounds, lambda V: timeBuild(Project, V, Out))
        Times = {V: [T for T, _ in R] for V, R in Results.items()}
        Sizes = {V: R[0][1] / Results[PLAIN][0][1] for V, R in Results.items()}
        Row = {V: measure.ratio(Times, V, PLAIN) for V in Ratios}
        for V, Value in Row.items():
            Ratios[V].append(Value)
        yield (f"| {PROJECTS[Project][0]} | {sorted(Times[PLAIN])[Rounds // 2]:.1f} | {Row[HPINSTR]:.2f} | "
               f"{Row[COVERAGE]:.2f} | {Sizes[HPINSTR]:.2f} | {Sizes[COVERAGE]:.2f} |")
    yield f"| geometric mean | | {measure.geomean(Ratios[HPINSTR]):.2f} | {measure.geomean(Ratios[COVERAGE]):.2f} | | |"
    yield ""
    yield (f"CPU time of a clean `-O2` build with everything it starts, linking included, ratio to plain, median of "
           f"{Rounds} rounds.")
