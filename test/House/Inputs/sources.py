"""sources.py - walks the project's own sources for the checks of this suite; prints what it finds, one a line.

usage: sources.py CHECK ROOT     CHECK is a function below whose name starts with `check`, without that word.
"""
import glob
import os
import re
import sys

PARTS = ["include", "plugin", "runtime", "tool/report", "tool/rewrite"]
CODE = (".c", ".cpp", ".h", ".inc", ".cc", ".hpp")
LATER = r"\b(todo|fixme|xxx|hack|stub|stubs|placeholder|not (yet )?implemented)\b"
ASSERTION = r"FileCheck|%run-hits|%check-hits|%check-shares|%check-times|%python|-Werror|\b(not|cmp|diff|count|test|grep)\b"


def files(Root, Parts=PARTS, Endings=CODE):
    for Part in Parts:
        for Folder, _, Names in os.walk(os.path.join(Root, Part)):
            for Name in sorted(Names):
                if Name.endswith(Endings):
                    yield Part, os.path.relpath(os.path.join(Folder, Name), Root)


def lines(Root, Path):
    with open(os.path.join(Root, Path), encoding="utf-8") as File:
        return list(enumerate(File, 1))


def checkLayering(Root):
    """A part includes its own files and include/hpinstr; include/ includes nothing but itself."""
    for Part, Path in files(Root):
        for Line, Text in lines(Root, Path):
            Match = re.match(r'\s*#\s*include\s*"([^"]+)"', Text)
            if not Match or Match[1].startswith("hpinstr/"):
                continue
            Beside = os.path.normpath(os.path.join(os.path.dirname(Path), Match[1]))
            Own = [B for B in (Beside, os.path.join(Part, Match[1])) if os.path.exists(os.path.join(Root, B))]
            System = Match[1].split("/")[0] in ("llvm", "clang", "gtest") and Part.startswith(("plugin", "tool"))
            if not System and not any(B.startswith(Part + "/") for B in Own):
                yield f"{Path}:{Line}: includes {Match[1]}"


def checkVersionMacro(Root):
    """LLVM_VERSION_MAJOR appears in plugin/Compat.h alone."""
    for _, Path in files(Root):
        if Path != "plugin/Compat.h":
            yield from (f"{Path}:{L}: LLVM_VERSION_MAJOR" for L, T in lines(Root, Path) if "LLVM_VERSION_MAJOR" in T)


def checkSizes(Root):
    """No file is longer than 500 lines."""
    for _, Path in files(Root, PARTS + ["test", "bench", "cmake", "demo", "docs"],
                         CODE + (".py", ".sh", ".cmake", ".ll", ".test")):
        if len(lines(Root, Path)) > 500:
            yield f"{Path}: {len(lines(Root, Path))} lines"


def checkOpenings(Root):
    """Each file opens with a comment that gives its name."""
    for _, Path in files(Root):
        First = lines(Root, Path)[0][1]
        if not re.match(r"(/\*|//+)[-=* ]*" + re.escape(os.path.basename(Path)) + r"\b", First):
            yield f"{Path}:1: {First.strip()}"


def checkWords(Root):
    """Nothing is left for later."""
    for _, Path in files(Root):
        yield from (f"{Path}:{L}: {T.strip()}" for L, T in lines(Root, Path) if re.search(LATER, T, re.IGNORECASE))


def checkAssertions(Root):
    """A test runs something that can find a wrong result."""
    for Path in glob.glob(os.path.join(Root, "test", "*", "*.*")):
        Runs = "".join(T for _, T in lines(Root, Path) if "RUN:" in T)
        if Runs and not re.search(ASSERTION, Runs):
            yield f"{os.path.relpath(Path, Root)}: asserts nothing"


def checkConstants(Root):
    """A constant HPI_* is defined in one file, in include/."""
    Homes = {}
    for _, Path in files(Root):
        for Line, Text in lines(Root, Path):
            Match = re.match(r"\s*(?:#\s*define\s+(HPI_\w+)|(HPI_\w+)\s*=[^=].*,)", Text)
            if Match and not re.match(r"\s*#\s*define\s+HPI_\w+\([^)]*\)\s*[^\s]", Text):
                Homes.setdefault(Match[1] or Match[2], []).append(f"{Path}:{Line}")
    for Name, Places in Homes.items():
        if len({P.split(":")[0] for P in Places}) > 1 and any(P.startswith("include/") for P in Places) and not Name.endswith("_H"):
            yield f"{Name}: {' '.join(Places)}"


def main(Check, Root):
    Found = list(globals()["check" + Check](Root))
    print("\n".join(Found) if Found else f"{Check}: none in {len(list(files(Root)))} files")


main(*sys.argv[1:])
