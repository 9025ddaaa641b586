#!/usr/bin/env python3
"""checkhits.py - compares the hits that a report gives to lines with what comments at their ends say.

usage: checkhits.py HPINSTR DIR FILE [-DNAME=VALUE...]

A comment `// HITS: X` (or `/* HITS: X */`, `# HITS: X`) ends a line; X is `-` for a line that has no number, else an
integer expression over the names given. Each such line is compared; a file without any, or one whose comment cannot
be read, fails.
"""
import ast
import os
import re
import subprocess
import sys

ARITHMETIC = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop, ast.Constant, ast.Name, ast.Load)
COMMENT = re.compile(r"(?://|/\*|#)\s*HITS:\s*(.*?)\s*(?:\*/)?\s*$")


def expectations(Path, Names):
    """Yields (line, hits or None for blank) for each comment; raises ValueError where one cannot be read."""
    with open(Path, encoding="utf-8") as Source:
        for Line, Text in enumerate(Source, 1):
            if "HITS:" not in Text:
                continue
            Match = COMMENT.search(Text)
            if not Match:
                raise ValueError(f"{Path}:{Line}: HITS comment is not at the end of the line")
            try:
                yield Line, None if Match[1] == "-" else evaluate(Match[1], Names)
            except (SyntaxError, NameError, ArithmeticError, TypeError) as Error:
                raise ValueError(f"{Path}:{Line}: cannot read `{Match[1]}`: {Error}")


def evaluate(Text, Names):
    """The integer that Text stands for: arithmetic (// divides) on numbers and Names, nothing else."""
    Tree = ast.parse(Text, mode="eval")
    if not all(isinstance(Node, ARITHMETIC) for Node in ast.walk(Tree)):
        raise TypeError("not an integer expression")
    Value = eval(compile(Tree, "HITS", "eval"), {"__builtins__": {}}, Names)
    if type(Value) is not int:
        raise TypeError("not an integer")
    return Value


def reportedHits(Reader, Directory, Path):
    """Hits of each line of Path as `hpinstr export --format tsv` prints them."""
    Export = subprocess.run([Reader, "export", "--format", "tsv", Directory], stdout=subprocess.PIPE, text=True)
    if Export.returncode != 0:
        raise ValueError(f"{Reader} export failed with status {Export.returncode}")
    Lines = {}
    for Row in Export.stdout.splitlines():
        Name, Line, Hits = Row.split("\t")
        if Line.isdigit() and sameFile(Name, Path):
            if int(Line) in Lines:
                raise ValueError(f"{Name}:{Line}: more than one row in the export")
            Lines[int(Line)] = int(Hits)
    return Lines


def sameFile(Name, Path):
    if os.path.exists(Name):
        return os.path.samefile(Name, Path)
    return os.path.basename(Name) == os.path.basename(Path)


def main(Args):
    Names = {N: int(V, 0) for N, _, V in (A[2:].partition("=") for A in Args if A.startswith("-D"))
             if re.fullmatch(r"-?(0x[0-9a-fA-F]+|\d+)", V)}
    Reader, Directory, Path = [A for A in Args if not A.startswith("-D")]
    try:
        Expected = list(expectations(Path, Names))
        if not Expected:
            raise ValueError(f"{Path}: no HITS comment")
        Got = reportedHits(Reader, Directory, Path)
    except ValueError as Error:
        print(f"checkhits: error: {Error}", file=sys.stderr)
        return 1
    Wrong = [(L, E, Got.get(L)) for L, E in Expected if Got.get(L) != E]
    for Line, Want, Have in Wrong:
        show = lambda Hits: "blank" if Hits is None else Hits
        print(f"{Path}:{Line}: expected {show(Want)}, got {show(Have)}", file=sys.stderr)
    return 1 if Wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
