#!/usr/bin/env python3
"""tally.py - turns the result file of lit (or, with --gtest, of a gtest binary) into `PASSED FAILED SKIPPED`.

Names each test that failed, was skipped or passed at a later attempt only, with the reason, on lines before. A test
skipped for want of a configuration that must be tested counts as failed.
"""
import json
import re
import sys

NAMED = {"lld", "mold", "bfd", "static", "pie", "python3-dev", "asan-rt", "tsan-rt", "gcc", "ccache"}
PASSED = {"PASS", "FLAKYPASS", "XFAIL"}
SKIPPED = {"UNSUPPORTED", "SKIPPED"}
LINES_OF_FAILED = 25


def lit(Results):
    Counts = [0, 0, 0]
    for Test in sorted(Results["tests"], key=lambda Test: Test["code"] not in PASSED | SKIPPED):
        Code, Output = Test["code"], Test.get("output", "")
        if Code in PASSED:
            Counts[0] += 1
            if Code == "FLAKYPASS":
                print(f"passed at a later attempt: {Test['name']}")
        elif Code in SKIPPED:
            Reason = " ".join(Output.split()) or "no reason given"
            Lacking = NAMED & set(re.findall(r"[\w-]+", Reason.partition("unavailable features:")[2]))
            Counts[1 if Lacking else 2] += 1
            print(f"{'FAILED (skipped)' if Lacking else 'skipped'}: {Test['name']}: {Reason}")
        elif Code != "EXCLUDED":
            Counts[1] += 1
            print(f"FAILED: {Test['name']}", *Output.splitlines()[-LINES_OF_FAILED:], sep="\n  ")
    return Counts


def gtest(Results):
    Failed = Results["failures"] + Results["errors"]
    return [Results["tests"] - Failed - Results["disabled"], Failed, Results["disabled"]]


def main(Args):
    with open(Args[-1], encoding="utf-8") as File:
        Results = json.load(File)
    print(*(gtest(Results) if Args[0] == "--gtest" else lit(Results)))


main(sys.argv[1:])
