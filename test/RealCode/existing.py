"""existing.py - leaves in a compile_commands.json what compiles files that exist.

usage: existing.py COMPILE_COMMANDS
"""
import json
import os
import sys

with open(sys.argv[1], encoding="utf-8") as Input:
    Commands = json.load(Input)
Existing = [C for C in Commands if os.path.exists(os.path.join(C["directory"], C["file"]))]
with open(sys.argv[1], "w", encoding="utf-8") as Output:
    json.dump(Existing, Output, indent=2)
