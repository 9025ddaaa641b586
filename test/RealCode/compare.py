#!/usr/bin/env python3
"""compare.py - holds the hits of a workload against gcov and llvm-cov, line by line, and names each difference.

usage: compare.py PROJECT DIR LLVM_COV

DIR is what run.sh prepares: hits.tsv (FILE, LINE, HITS), cover/ with .gcda files, llvm-cov.lcov. Writes DIR/differences.tsv
(PEER, CLASS, FILE, LINE, HITS, PEER'S COUNT, TEXT) and prints a table; fails where a line belongs to no class of
classes.py. docs/comparison.md explains each class by the definition of hits.
"""
import collections
import os
import re
import subprocess
import sys

from classes import CLASSES, classOf
from lines import definedMacros, readFacts

SOURCE = re.compile(r"\.(c|cc|cpp|cxx|h|hpp|inc|def)$")


def relative(Path, Roots):
    """Path below the build directory that it was compiled in, or None for a file outside."""
    for Root in Roots:
        if Path.startswith(Root + "/"):
            return os.path.normpath(Path[len(Root) + 1:])
    return None


def readHits(Path, Roots):
    Counts = collections.defaultdict(dict)
    with open(Path, encoding="utf-8") as Rows:
        for Row in Rows:
            File, Line, Hits = Row.rstrip("\n").split("\t")
            Name = relative(File, Roots)
            if Name and Line.isdigit():
                Counts[Name][int(Line)] = int(Hits)
    return Counts


def readLcov(Path, Roots):
    """Line counts as llvm-cov gives them."""
    Counts, Name = collections.defaultdict(dict), None
    with open(Path, encoding="utf-8") as Rows:
        for Row in Rows:
            Key, _, Value = Row.strip().partition(":")
            if Key == "SF":
                Name = relative(Value, Roots)
            elif Key == "DA" and Name:
                Line, Count = Value.split(",")[:2]
                Counts[Name][int(Line)] = int(Count)
    return Counts


def readGcov(Root, LlvmCov):
    """Line counts as gcov gives them, all objects summed: None for a line without code."""
    Counts = collections.defaultdict(dict)
    for Directory, _, Files in sorted(os.walk(Root)):
        for Data in sorted(F for F in Files if F.endswith(".gcda")):
            Where, Text = runGcov(os.path.join(Directory, Data), Root, LlvmCov)
            addGcov(Text, Where, Root, Counts)
    return Counts


def runGcov(Data, Root, LlvmCov):
    """Where the object was compiled and what gcov prints there: elsewhere it does not find sources of relative names."""
    Where = os.path.dirname(Data)
    while True:
        Run = subprocess.run([LlvmCov, "gcov", "-t", os.path.relpath(Data, Where)], cwd=Where, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True, errors="replace")
        if "No such file" not in Run.stderr:
            return Where, Run.stdout
        if len(Where) <= len(Root):
            raise SystemExit(f"compare: error: {Data}: expected its sources below {Root}, found: {Run.stderr.strip()}")
        Where = os.path.dirname(Where)


def addGcov(Text, Where, Root, Counts):
    Name = None
    for Row in Text.splitlines():
        Match = re.match(r"\s*([\d*]+|-|#+|=+):\s*(\d+):(.*)", Row)
        if not Match:
            continue
        Count, Line, Rest = Match[1].rstrip("*"), int(Match[2]), Match[3]
        if Line == 0 and Rest.startswith("Source:"):
            Name = relative(os.path.normpath(os.path.join(Where, Rest[7:])), [Root])
        elif Line and Name and Count != "-":
            Counts[Name][Line] = Counts[Name].get(Line, 0) + (int(Count) if Count.isdigit() else 0)


def projectMacros(Root):
    Macros = {}
    for Directory, _, Files in os.walk(Root):
        for File in Files:
            if SOURCE.search(File):
                with open(os.path.join(Directory, File), encoding="utf-8", errors="replace") as Source:
                    Macros.update(definedMacros(Source.read()))
    return Macros


def differences(Root, Hits, Peers):
    """Yields (peer, class or None, file, line, hits, count, text) for each line on which a peer differs."""
    Macros = projectMacros(Root)
    for Name in sorted(Hits):
        Path = os.path.join(Root, Name)
        if not os.path.exists(Path):
            raise SystemExit(f"compare: error: {Path}: expected the source of {Name}, found none; is it generated?")
        with open(Path, encoding="utf-8", errors="replace") as Source:
            Text = Source.read()
        Facts, Lines = readFacts(Text, Macros), Text.split("\n")
        for Peer, Counts in Peers.items():
            if Name not in Counts:
                continue
            for Line in sorted(set(Hits[Name]) | set(Counts[Name])):
                Ours, Theirs = Hits[Name].get(Line), Counts[Name].get(Line)
                if Ours != Theirs and Line < len(Facts):
                    Other = next((C[Name] for P, C in Peers.items() if P != Peer and Name in C), {})
                    Class = classOf(Peer, Facts, Line, Hits[Name], Counts[Name], Other)
                    assert Class is None or Class in CLASSES, Class
                    yield Peer, Class, Name, Line, Ours, Theirs, Lines[Line - 1].strip()


def main(Project, Directory, LlvmCov):
    Roots = [os.path.realpath(os.path.join(Directory, Variant)) for Variant in ("least", "cover")]
    Hits = readHits(os.path.join(Directory, "hits.tsv"), Roots)
    Peers = {"gcov": readGcov(Roots[1], LlvmCov), "llvm-cov": readLcov(os.path.join(Directory, "llvm-cov.lcov"), Roots)}
    Tally, Unassigned = collections.Counter(), 0
    show = lambda Count: "blank" if Count is None else str(Count)
    with open(os.path.join(Directory, "differences.tsv"), "w", encoding="utf-8") as Out:
        for Peer, Class, Name, Line, Ours, Theirs, Text in differences(Roots[1], Hits, Peers):
            Tally[Peer, Class] += 1
            Out.write("\t".join([Peer, str(Class), Name, str(Line), show(Ours), show(Theirs), Text]) + "\n")
            if Class is None:
                Unassigned += 1
                if Unassigned <= 40:
                    print(f"{Name}:{Line}: unassigned: hits {show(Ours)}, {Peer} {show(Theirs)}: {Text}")
    Lines = sum(map(len, Hits.values()))
    for Peer, Counts in Peers.items():
        Both = [N for N in Hits if N in Counts]
        Same = sum(Counts[N].get(L) == H for N in Both for L, H in Hits[N].items())
        print(f"{Project}: {Lines} lines with hits; {Peer} gives the same number to {Same}")
        for Name in sorted({C for P, C in Tally if P == Peer and C}):
            print(f"    {Tally[Peer, Name]:7} {Name}")
    print(f"{Project}: {Unassigned} differing lines unassigned")
    if not Lines:
        print(f"compare: error: {Directory}/hits.tsv: expected hits of the project's files, found none", file=sys.stderr)
    return 1 if Unassigned or not Lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
