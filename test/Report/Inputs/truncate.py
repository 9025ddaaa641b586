#!/usr/bin/env python3
"""truncate.py READER WHOLE CUT - cuts WHOLE every 64 bytes to CUT, exports it, and says how that went."""
import subprocess
import sys

Reader, Whole, Cut = sys.argv[1:]
Data = open(Whole, "rb").read()
Refused = Warned = Others = 0
for Size in range(0, len(Data) - 1, 64):
    with open(Cut, "wb") as File:
        File.write(Data[:Size])
    Run = subprocess.run([Reader, "export", "--format=json", Cut], capture_output=True, text=True)
    IsOneLine = Run.stderr.startswith("hpinstr: ") and Run.stderr.endswith("\n")
    if Size < 256 and Run.returncode == 1 and Run.stderr.startswith("hpinstr: error:") and IsOneLine:
        Refused += 1
    elif Size >= 256 and Run.returncode == 0 and "warning: " in Run.stderr and "lost" in Run.stderr:
        Warned += 1
    else:
        Others += 1
        print(f"{Size}: status {Run.returncode}: {Run.stderr}")
print(f"refused below 256 bytes: {Refused}\nread with a warning: {Warned}\nothers: {Others}")
