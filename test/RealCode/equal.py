#!/usr/bin/env python3
"""equal.py - holds the hits of one workload, built at two levels of optimisation, against each other: each process, each line.

usage: equal.py PROJECT DIR HPINSTR VARIANT VARIANT

DIR is what run.sh prepares: each variant's sources in DIR/VARIANT, its reports in DIR/VARIANT.reports. A process is paired with the
one that ran the same command as the same in number. Fails where a line differs, where one side lacks it, or where a process has no
partner or another exit status: hits are defined by the source, so no level of optimisation may change one. Writes DIR/unequal.tsv
(COMMAND, FILE, LINE, HITS, HITS).
Owns: the pairing and the comparison. Must not: excuse a difference, or know gcov, llvm-cov or the classes of classes.py.
"""
import collections
import json
import os
import subprocess
import sys


def neutral(Text, Variant):
    """Text of a command or a path with the names of the variant taken out."""
    return Text.replace(f"/{Variant}/", "/*/").replace(f"/{Variant}.", "/*.")


def ofProject(Path, Variant):
    """Whether Path is below the sources of the variant. A header from elsewhere can be a system header in one unit, left out, and not
    in another; which copy of its inline functions runs is then the linker's and the inliner's choice."""
    return f"/{Variant}/" in Path


def readReport(Path, Hpinstr, Variant):
    """(start time, command, exit status, {(file, line): hits}) of the process that wrote the report at Path."""
    Report = json.loads(subprocess.run([Hpinstr, "export", "--format=json", Path], check=True, stdout=subprocess.PIPE).stdout)
    Process = Report["runs"][0]
    Files = [File for File in Report["files"] if ofProject(File["path"], Variant)]
    Lines = {(neutral(File["path"], Variant), Line["line"]): Line["hits"] for File in Files for Line in File["lines"]
             if "hits" in Line}  # a line may have time or allocations only
    return Process["start_ns"], neutral(" ".join(Process["command"]), Variant), Process.get("exit"), Lines


def readProcesses(Directory, Hpinstr, Variant):
    """{(command, number among those of this command): (exit status, lines)}."""
    Reports = os.path.join(Directory, Variant + ".reports")
    Read = [readReport(os.path.join(Reports, Name), Hpinstr, Variant) for Name in os.listdir(Reports)]
    Processes, Seen = {}, collections.Counter()
    for _, Command, Exit, Lines in sorted(Read, key=lambda Process: Process[0]):
        Processes[Command, Seen[Command]] = (Exit, Lines)
        Seen[Command] += 1
    return Processes


def main(Project, Directory, Hpinstr, *Variants):
    First, Second = (readProcesses(Directory, Hpinstr, Variant) for Variant in Variants)
    Messages, Compared, Unequal = [], 0, set()
    Messages += [f"{Command}: ran in one variant only" for Command, _ in sorted(set(First) ^ set(Second))]
    with open(os.path.join(Directory, "unequal.tsv"), "w", encoding="utf-8") as Out:
        for Key in sorted(set(First) & set(Second)):
            (FirstExit, Ours), (SecondExit, Theirs) = First[Key], Second[Key]
            if FirstExit != SecondExit:
                Messages.append(f"{Key[0]}: exit status {FirstExit} and {SecondExit}")
            Compared += len(Ours)
            for Place in sorted(set(Ours) | set(Theirs)):
                if Ours.get(Place) != Theirs.get(Place):
                    Unequal.add(Place)
                    Out.write(f"{Key[0]}\t{Place[0]}\t{Place[1]}\t{Ours.get(Place, 'blank')}\t{Theirs.get(Place, 'blank')}\n")
    Lines = len({Place for _, Ours in First.values() for Place in Ours})
    Messages += [f"{File}:{Line}: unequal, see {Directory}/unequal.tsv" for File, Line in sorted(Unequal)]
    print("\n".join(Messages[:40]) + "\n" * bool(Messages), end="")
    print(f"{Project}: {len(First)} processes, {Lines} lines; {Compared} counts of {Variants[0]} and {Variants[1]} compared, "
          f"{len(Unequal)} lines unequal")
    if not Compared:
        print(f"equal: error: {Directory}: expected reports of {Variants[0]}, found none", file=sys.stderr)
    return 1 if Messages or not Compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
