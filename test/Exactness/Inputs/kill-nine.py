#!/usr/bin/env python3
"""kill-nine.py - kills a program at random moments and holds its report against the progress that it wrote itself.

usage: kill-nine.py HPINSTR PROGRAM SOURCE THREADS KILLS DIR

PROGRAM maps the file it is given and keeps, for each thread, a slot of 64 bytes there: how often it ran the line of
SOURCE marked TIGHT (a loop without calls) and the lines marked CALLED (in a loop with calls). The bounds are those of
the definition of hits: TIGHT behind by at most 65,536 a thread, CALLED by nothing but the statement in flight, and none
ahead of the truth by more than that statement.
"""
import mmap
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import time

SLOT_BYTES, LOOP_BOUND, START_LIMIT_SECONDS = 64, 65536, 30


def markedLines(Source):
    """Line numbers of SOURCE by the word of their MARK comment."""
    Marks = {}
    with open(Source, encoding="utf-8") as File:
        for Number, Text in enumerate(File, 1):
            for Word in re.findall(r"// MARK: (\w+)", Text):
                Marks.setdefault(Word, []).append(Number)
    return Marks


def runAndKill(Program, Page, Threads, Reports):
    """Starts Program, waits until every thread has made progress, kills it a random moment later; returns the sums."""
    with open(Page, "wb") as File:
        File.truncate(4096)
    Child = subprocess.Popen([Program, Page, str(Threads)], env={**os.environ, "HPINSTR_OUT": Reports})
    with open(Page, "r+b") as File, mmap.mmap(File.fileno(), 4096) as Map:
        slots = lambda: [struct.unpack_from("QQ", Map, SLOT_BYTES * T) for T in range(Threads)]
        Deadline = time.monotonic() + START_LIMIT_SECONDS
        while not all(Tight and Called for Tight, Called in slots()):
            if Child.poll() is not None or time.monotonic() > Deadline:
                Child.kill()
                raise SystemExit(f"{Program} made no progress")
            time.sleep(0.0002)
        time.sleep(random.random() * 0.02)
        Child.send_signal(signal.SIGKILL)
        Child.wait()
        return [sum(Column) for Column in zip(*slots())]


def hitsOf(Hpinstr, Reports, Source):
    Export = subprocess.run([Hpinstr, "export", "--format", "tsv", Reports], stdout=subprocess.PIPE, text=True, check=True)
    Rows = (Row.split("\t") for Row in Export.stdout.splitlines())
    return {int(Line): int(Hits) for File, Line, Hits in Rows if os.path.basename(File) == os.path.basename(Source)}


def violations(Hits, Marks, Tight, Called, Threads):
    """Yields a sentence for each line out of its bounds."""
    for Word, Truth, Behind in [("TIGHT", Tight, LOOP_BOUND * Threads + Threads), ("CALLED", Called, Threads)]:
        for Line in Marks[Word]:
            if not Truth - Behind <= Hits.get(Line, 0) <= Truth + Threads:
                yield f"line {Line} ({Word}): truth {Truth}, reported {Hits.get(Line)}, allowed behind {Behind}"


def main(Hpinstr, Program, Source, Threads, Kills, Directory):
    Marks, Threads, Bad = markedLines(Source), int(Threads), 0
    assert set(Marks) == {"TIGHT", "CALLED"}, Marks
    random.seed(20)
    for Kill in range(int(Kills)):
        Reports = os.path.join(Directory, "kill.out")
        shutil.rmtree(Reports, ignore_errors=True)
        Tight, Called = runAndKill(Program, os.path.join(Directory, "page"), Threads, Reports)
        for Sentence in violations(hitsOf(Hpinstr, Reports, Source), Marks, Tight, Called, Threads):
            print(f"kill {Kill}: {Sentence}")
            Bad += 1
    return 1 if Bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
