#!/usr/bin/env python3
"""shifted.py - prints a description for mkhpi.py after a line was put into its source.

usage: shifted.py DESCRIPTION.json LINE SOURCE     all that stands on LINE or below it stands one line lower
"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as File:
    Report = json.load(File)
First = int(sys.argv[2])
Module = Report["objects"][0]["modules"][0]
Module["files"][0]["source"] = sys.argv[3]
for Item in Module["functions"] + Module["sites"] + Module["branches"]:
    for Key in ("line", "end"):
        if Item.get(Key, 0) >= First:
            Item[Key] += 1
json.dump(Report, sys.stdout)
