#!/usr/bin/env python3
"""lintbatches.py - puts sources together for clang-tidy: what is read as one is parsed once.

usage: lintbatches.py COMMANDS DIR < SOURCES

COMMANDS is a compile_commands.json, SOURCES one path a line, as seen from here. Writes DIR/compile_commands.json and, for sources that share a
precompiled header, DIR/batch-N.cpp, which include up to 16 of them each. Prints, one a line, what to hand to clang-tidy: checks and a file.
Paths are followed through functions of the main file only: the analyzer gets each source by itself.
"""
import json
import os
import sys

BATCH = 16


def sharedWords(Entry):
    """The command without its file and output, or None where it has no precompiled header."""
    Words = Entry["command"].split()
    return " ".join(Words[:Words.index("-o")]) if "-include-pch" in Words else None


def main(Commands, Dir):
    # A file that is compiled for each LLVM, or in two modules, is looked at once, for the newest.
    with open(Commands, encoding="utf-8") as In:
        Entries = {E["file"]: E for E in reversed(json.load(In))}
    Groups, Alone = {}, []
    for Source in sys.stdin.read().split("\n"):
        Entry = Entries.get(os.path.realpath(Source))
        Words = Entry and sharedWords(Entry)
        if Words:
            Groups.setdefault(Words, []).append(Entry)
        elif Source:
            Alone.append(Source)
    Batches, Followed = [], [E["file"] for Group in Groups.values() for E in Group]
    for Words, Group in Groups.items():
        for Part in (Group[I::-(-len(Group) // BATCH)] for I in range(-(-len(Group) // BATCH))):
            Batch = os.path.realpath(os.path.join(Dir, f"batch-{len(Batches)}.cpp"))
            with open(Batch, "w", encoding="utf-8") as Out:
                Out.writelines(f'#include "{E["file"]}" // NOLINT\n' for E in Part)
            Entries[Batch] = {**Part[0], "file": Batch, "command": f"{Words} -o /dev/null -c {Batch}"}
            Batches.append(Batch)
    with open(os.path.join(Dir, "compile_commands.json"), "w", encoding="utf-8") as Out:
        json.dump(list(Entries.values()), Out)
    for Checks, Files in [("-clang-analyzer-*", Batches), ("-bugprone-*,-misc-*,-performance-*,-readability-*", Followed), ("", Alone)]:
        for File in Files:
            print(f"--checks={Checks} {File}")


main(*sys.argv[1:])
