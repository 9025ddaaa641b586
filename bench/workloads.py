"""workloads.py - the programs that are measured: how each is built, and run. Must not: measure."""
import json
import os
import random
import subprocess

BENCH = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(BENCH)
BUILD = os.path.join(ROOT, "build-release")  # as it is installed
SOURCES = os.path.join(ROOT, "build", "sources")
CC, CXX = "/usr/lib/llvm-22/bin/clang", "/usr/lib/llvm-22/bin/clang++"
PLUGIN = os.path.join(BUILD, "lib", "hpinstr.so")
READER = os.path.join(BUILD, "bin", "hpinstr")

# Flags of each variant, beside -O2 and what the workload needs itself.
PLAIN, HPINSTR, COVERAGE = "plain", "hpinstr", "clang coverage"
VARIANTS = {
    PLAIN: [],
    HPINSTR: [f"-fplugin={PLUGIN}", "-fplugin-arg-hpinstr-time=none", "-fplugin-arg-hpinstr-memory=off"],
    COVERAGE: ["-fprofile-instr-generate", "-fcoverage-mapping"],
}

SQLITE_FLAGS = ["-w", "-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION"]
BZIP2_FILES = ["blocksort", "huffman", "crctable", "randtable", "compress", "decompress", "bzlib", "bzip2"]


class Workload:
    """A program: Sources compiled by Compiler with Flags, run with Args."""

    def __init__(self, Name, Sources, Flags=(), Args=(), IsReal=False):
        self.Name, self.Sources, self.Flags, self.Args, self.IsReal = Name, Sources, list(Flags), list(Args), IsReal
        self.Compiler = CXX if Sources[0].endswith(".cpp") else CC

    def build(self, Variant, Out):
        """Compiles each source to an object in Out and links them; returns the program's path."""
        os.makedirs(Out, exist_ok=True)
        Objects = []
        Extra = VARIANTS[Variant]
        for Source in self.Sources:
            Objects.append(os.path.join(Out, os.path.basename(Source) + ".o"))
            subprocess.run([self.Compiler, "-O2", *self.Flags, *Extra, "-c", Source, "-o", Objects[-1]], check=True)
        Program = os.path.join(Out, self.Name)
        subprocess.run([self.Compiler, "-O2", *linkFlags(Variant), *Objects, "-o", Program, "-lm", "-pthread"], check=True)
        return Program

    def command(self, Program):
        return [Program, *self.Args]


def exported(Reports):
    """The JSON export of the reports in a directory."""
    Run = subprocess.run([READER, "export", "--format", "json", Reports], capture_output=True, check=True)
    return json.loads(Run.stdout)


def linkFlags(Variant):
    """hpinstr needs nothing at link time; clang's coverage needs its runtime."""
    return ["-fprofile-instr-generate"] if Variant == COVERAGE else []


def kernel(Name, Flags=(), Args=()):
    for Ending in (".c", ".cpp"):
        Path = os.path.join(BENCH, "workloads", Name + Ending)
        if os.path.exists(Path):
            return Workload(Name, [Path], Flags, Args)
    raise FileNotFoundError(Name)


def fetchSources(*Names):
    subprocess.run(["bash", os.path.join(BENCH, "sources.sh"), SOURCES, *Names], check=True)


def textInput():
    """Eight megabytes of made-up prose, the same each time."""
    Path = os.path.join(BUILD, "bench", "text")
    if not os.path.exists(Path):
        os.makedirs(os.path.dirname(Path), exist_ok=True)
        Rng = random.Random(1)
        Words = ["".join(Rng.choices("etaoinshrdlucmfw", k=Rng.randint(2, 9))) for _ in range(5000)]
        with open(Path, "w", encoding="ascii") as File:
            for _ in range(130000):
                File.write(" ".join(Words[int(Rng.paretovariate(0.6)) % 5000] for _ in range(9)) + ".\n")
    return Path


def sqlite():
    Base = os.path.join(SOURCES, "sqlite")
    return Workload("SQLite", [os.path.join(Base, "sqlite3.c"), os.path.join(Base, "shell.c")], SQLITE_FLAGS,
                    ["-batch", ":memory:", f".read {os.path.join(BENCH, 'sqlite.sql')}"], IsReal=True)


def bzip2():
    Base = os.path.join(SOURCES, "bzip2")
    return Workload("bzip2", [os.path.join(Base, F + ".c") for F in BZIP2_FILES], ["-w", "-D_FILE_OFFSET_BITS=64"],
                    ["-9", "-c", textInput()], IsReal=True)


def zstd():
    Base = os.path.join(SOURCES, "zstd")
    Folders = [os.path.join(Base, "lib", F) for F in ("common", "compress", "decompress", "dictBuilder")]
    Files = [os.path.join(F, N) for F in [*Folders, os.path.join(Base, "programs")] for N in sorted(os.listdir(F))
             if N.endswith(".c")]
    return Workload("zstd", Files, ["-w", "-DZSTD_DISABLE_ASM=1", *(f"-I{F}" for F in Folders), f"-I{Base}/lib"],
                    ["-8", "-c", "--single-thread", textInput()], IsReal=True)


def fmt():
    Base = os.path.join(SOURCES, "fmt")
    return Workload("fmtlib", [os.path.join(BENCH, "workloads", "formats.cpp"), os.path.join(Base, "src", "format.cc")],
                    ["-w", f"-I{Base}/include"], IsReal=True)


def real():
    fetchSources("sqlite", "bzip2", "zstd", "fmt")
    return [sqlite(), bzip2(), zstd(), fmt()]


def all():
    fetchSources("sqlite", "bzip2")
    return [*(kernel(Name) for Name in ("fib", "isort", "msort", "nbody", "matmul", "words")), bzip2(), sqlite()]
