#!/usr/bin/env python3
"""parity.py - holds the hits of a rewritten program against the plugin's, line by line, and names each difference.

usage: parity.py PROJECT DIR

DIR is what rewritten.sh prepares: write.tsv and count.tsv (FILE, LINE, HITS), and sources in plain/. Writes DIR/parity.tsv (CLASS,
FILE, LINE, REWRITTEN, PLUGIN, TEXT). Fails where a line that both see has another number and no class, or where such lines are
more than 5 in 1,000, or where more than one in 20 is seen by one only. docs/rewrite.md explains each class.
"""
import collections
import os
import re
import sys


def readHits(Directory, Name, Tree):
    Counts = {}
    with open(os.path.join(Directory, Name), encoding="utf-8") as Rows:
        for Row in Rows:
            File, Line, Hits = Row.rstrip("\n").split("\t")
            if Line.isdigit() and File.startswith(Tree + "/"):
                Counts[os.path.relpath(File, Tree), int(Line)] = int(Hits)
    return Counts


def asksForClang(Lines, Line):
    """Whether the line stands in a group of #if ... #endif of which a condition asks for Clang, or for what it has built in."""
    Open, Groups = [], []
    for Number, Text in enumerate(Lines, 1):
        Found = re.match(r"\s*#\s*(if|ifdef|ifndef|elif|endif)\b(.*)", Text)
        if not Found:
            continue
        Word, Rest = Found.groups()
        if Word.startswith("if"):
            Open.append([Number, False])
        if Open and re.search(r"__clang__|has_builtin|has_feature", Rest, re.IGNORECASE):
            Open[-1][1] = True
        if Open and Word == "endif":
            Begin, Asks = Open.pop()
            Groups.append((Begin, Number, Asks))
    return any(Asks and Begin < Line < End for Begin, End, Asks in Groups)


def isConstexpr(Lines, Line):
    """Whether the line stands in a constexpr function: the head is the last line before it that is indented less, or its own."""
    Indent = lambda Text: len(Text) - len(Text.lstrip())
    Margin = Indent(Lines[Line - 1])
    for Text in [Lines[Line - 1], *reversed(Lines[max(0, Line - 40):Line - 1])]:
        if Text.strip() and Text[0] != "#" and Indent(Text) <= Margin:
            Margin = Indent(Text)
            if re.search("constexpr|consteval", Text, re.IGNORECASE):
                return True
            if not Margin and Text[0] == "}":
                return False
    return False


def isArgumentBesideOthers(Lines, Line):
    """Whether what the line defines is called in the file as an argument of a call that has another call behind it."""
    Name = re.search(r"(\w+)\s*\(", Lines[Line - 1])
    return bool(Name and re.search(rf"\b{Name[1]}(?:<[^<>;]*>)?\([^();]*\),[^;]*\w\(", "\n".join(Lines)))


def classOf(Lines, Line, Ours, Theirs):
    """The row of docs/rewrite.md that explains the difference, or None."""
    if Ours == 0 < Theirs and asksForClang(Lines, Line):
        return "`#if` that tells Clang from the compiler that builds"
    if Ours > Theirs and isConstexpr(Lines, Line):
        return "`constexpr` functions"
    if isArgumentBesideOthers(Lines, Line):
        return "arguments and operands whose order the language leaves open"
    return None


def main(Project, Directory):
    Directory = os.path.realpath(Directory)
    Plain = os.path.join(Directory, "plain")
    Ours = readHits(Directory, "write.tsv", Plain)
    Theirs = readHits(Directory, "count.tsv", os.path.join(Directory, "count"))
    Both = set(Ours) & set(Theirs)
    Tally, Unassigned, Texts = collections.Counter(), 0, {}
    with open(os.path.join(Directory, "parity.tsv"), "w", encoding="utf-8") as Out:
        for File, Line in sorted(P for P in Both if Ours[P] != Theirs[P]):
            if File not in Texts:
                with open(os.path.join(Plain, File), encoding="utf-8", errors="replace") as Source:
                    Texts[File] = Source.read().split("\n")
            Class = classOf(Texts[File], Line, Ours[File, Line], Theirs[File, Line])
            Tally[Class] += 1
            Text = Texts[File][Line - 1].strip()
            Out.write(f"{Class}\t{File}\t{Line}\t{Ours[File, Line]}\t{Theirs[File, Line]}\t{Text}\n")
            if Class is None:
                Unassigned += 1
                if Unassigned <= 40:
                    print(f"{File}:{Line}: unassigned: rewritten {Ours[File, Line]}, plugin {Theirs[File, Line]}: {Text}")
    Differ = sum(Tally.values())
    print(f"{Project}: {len(Both)} lines in both, {Differ} differ, {Unassigned} unassigned; in one only: {len(Ours) - len(Both)} "
          f"rewritten, {len(Theirs) - len(Both)} plugin")
    for Class in sorted(C for C in Tally if C):
        print(f"    {Tally[Class]:7} {Class}")
    Alone = max(len(Ours), len(Theirs)) - len(Both)
    return 1 if Unassigned or Alone * 20 > len(Both) or Differ * 1000 > 5 * len(Both) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
