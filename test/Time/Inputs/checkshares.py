"""checkshares.py - compares the times of lines with the shares that their comments name.

  checkshares.py HPINSTR DIR FILE    `// SELF: 24` or `// TOTAL: 24`: per cent of all time sampled

A line may be off by two points, or where it rests on few samples by three standard errors.
"""
import json
import math
import re
import subprocess
import sys


def main():
    hpinstr, folder, source = sys.argv[1:]
    report = json.loads(subprocess.check_output([hpinstr, "export", "--format", "json", folder]))
    sampled = sum(run["sampled_ns"] for run in report["runs"])
    samples = sum(run["samples"] for run in report["runs"]) or 1
    lines = {line["line"]: line for file in report["files"] if file["path"] == source for line in file["lines"]}
    wrong = checked = 0
    with open(source, encoding="utf-8") as text:
        for number, row in enumerate(text, 1):
            match = re.search(r"// (SELF|TOTAL): (\d+)", row)
            if not match:
                continue
            line, truth = lines.get(number, {}), int(match[2]) / 100
            found = line.get(match[1].lower() + "_ns", 0) / sampled
            allowed = max(0.02, 3 * math.sqrt(truth * (1 - truth) / samples))
            checked += 1
            if abs(found - truth) > allowed:
                wrong += 1
                print(f"{source}:{number}: expected {100 * truth:.1f} %, found {100 * found:.1f} %")
    print(f"{checked} shares, {wrong} wrong")
    sys.exit(wrong != 0 or not checked)


main()
