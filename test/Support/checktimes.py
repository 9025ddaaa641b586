#!/usr/bin/env python3
"""checktimes.py - compares exact times with the TIME comments of a source.

usage: checktimes.py HPINSTR DIRECTORY FILE [STEP]     STEP: ns of HPINSTR_OPTIONS=clock_step, default 1000

A line's comment is `// TIME: VISITS TOTAL SELF`, TOTAL and SELF in readings of the clock as taken; `NET: TOTAL SELF`
behind it, in ns less the cost of probes. `-` stands for a line without times. `// FUNC: ...` takes the same for the
function that begins on the line. Readings are certain only with clock_step, where each is STEP after the one before.
"""
import json
import os
import re
import subprocess
import sys

COMMENT = re.compile(r"// (TIME|FUNC): (-|\d+ \d+ \d+)(?: NET: (-?\d+) (-?\d+))?")


def figures(Record, Step):
    Exact = (Record or {}).get("exact")
    if not Exact:
        return "-", None
    Raw = Exact["visits"], Exact["raw_total_ns"] / Step, Exact["raw_self_ns"] / Step
    return " ".join(f"{Value:g}" for Value in Raw), (Record["total_ns"], Record["self_ns"])


def main(Reader, Directory, Path, Step="1000"):
    Run = subprocess.run([Reader, "export", "--format", "json", Directory], capture_output=True, text=True, check=True)
    Report = json.loads(Run.stdout)
    Same = lambda Other: os.path.basename(Other) == os.path.basename(Path)
    Lines = {L["line"]: L for F in Report["files"] if Same(F["path"]) for L in F["lines"]}
    Functions = {F["line"]: F for F in Report["functions"] if Same(F["file"])}
    NumSeen = NumWrong = 0
    with open(Path, encoding="utf-8") as Source:
        for Number, Text in enumerate(Source, 1):
            for Kind, Want, Total, Self in COMMENT.findall(Text):
                NumSeen += 1
                Got, Net = figures((Functions if Kind == "FUNC" else Lines).get(Number), int(Step))
                if Got != Want or (Total and Net != (int(Total), int(Self))):
                    NumWrong += 1
                    print(f"{Path}:{Number}: {Kind}: expected {Want} {Total} {Self}, got {Got} {Net}", file=sys.stderr)
    if not NumSeen:
        print(f"{Path}: no TIME comment", file=sys.stderr)
    return 1 if NumWrong or not NumSeen else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
