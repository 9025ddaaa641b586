"""measure.py - runs programs in turns and says what they cost. Must not: know what is measured.

Every round runs all variants once, in an order that rotates, so that what drifts (heat, other load) drifts for all of
them; ratios are taken within a round, and the median over rounds is the result.
"""
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import typing


class Failed(Exception):
    """A command that ended otherwise than it should; the text says which."""


class Run(typing.NamedTuple):
    """What a command cost, in seconds, what it wrote, and the largest resident set of a process."""
    User: float
    Cpu: float  # user and system
    Wall: float
    Output: bytes
    Kib: int


def runOnce(Command, Env=None, Cwd=None):
    """Runs Command; returns the Run of it and its children."""
    with tempfile.TemporaryFile() as Output:
        Start = time.perf_counter()
        Child = subprocess.Popen(Command, stdout=Output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                 env={**os.environ, **(Env or {})}, cwd=Cwd)
        _, Status, Usage = os.wait4(Child.pid, 0)
        Wall = time.perf_counter() - Start
        Child.returncode = os.waitstatus_to_exitcode(Status)
        Output.seek(0)
        Text = Output.read()
    if Child.returncode != 0:
        raise Failed(f"{' '.join(Command)}: expected status 0, found {Child.returncode}: "
                     f"{Text.decode(errors='replace')[-600:]}")
    return Run(Usage.ru_utime, Usage.ru_utime + Usage.ru_stime, Wall, Text, Usage.ru_maxrss)


def inTurns(Names, Rounds, Run):
    """Calls Run(Name) for each name in each round; returns {name: [result a round]}."""
    Results = {Name: [] for Name in Names}
    for Round in range(Rounds):
        Shift = Round % len(Names)
        for Name in Names[Shift:] + Names[:Shift]:
            Results[Name].append(Run(Name))
        progress(f"round {Round + 1} of {Rounds}")
    progress("")
    return Results


def ratio(Results, Name, Base):
    """Median over rounds of Name's figure divided by Base's."""
    return statistics.median(A / max(B, 1e-9) for A, B in zip(Results[Name], Results[Base]))


def geomean(Values):
    return math.exp(sum(math.log(V) for V in Values) / len(Values))


def progress(Text):
    if sys.stderr.isatty():
        print(f"\r\033[K{Text}", end="", file=sys.stderr, flush=True)


class Scratch:
    """A directory for what instrumented programs write; emptied before each run."""

    def __init__(self):
        self.Path = tempfile.mkdtemp(prefix="hpinstr-bench-")

    def env(self):
        shutil.rmtree(self.Path, ignore_errors=True)
        os.mkdir(self.Path)
        return {"HPINSTR_OUT": self.Path, "LLVM_PROFILE_FILE": os.path.join(self.Path, "clang.profraw")}

    def remove(self):
        shutil.rmtree(self.Path, ignore_errors=True)
