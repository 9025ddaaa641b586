"""parity.py - runs the suite Hits with hpinstr-rewrite and a compiler in the plugin's place, and says which tests differ.

usage: parity.py BUILD gcc|clang     prints a line for each test whose outcome is not the one below; fails where there is one
"""
import json
import os
import subprocess
import sys
import tempfile

# Tests that cannot pass, and the row of docs/rewrite.md or the compiler's gap that says why.
GCC = {
    "c23-features.c": "GCC 12 has no -std=c23",
    "deduced-this.cpp": "GCC 12 has no deduced this",
    "throw-in-expression.cpp": "GCC evaluates arguments from the right",
}
BOTH = {
    "constant-lambdas.cpp": "lambdas in constants",
    "coroutines.cpp": "a coroutine that is made and never resumed",
    "include-in-function.c": "functions that a macro's definition holds",
    "macro-lines.c": "functions that a macro's definition holds",
    "macros.c": "functions that a macro's definition holds",
    "openmp.cpp": "OpenMP directives",
    "modules.cpp": "C++20 modules",
    "modules-mixed.cpp": "C++20 modules",
    "template-constants.cpp": "an initialiser of a template that may be a constant",
    "precompiled-header.cpp": "made by the plugin's compiler",
}


def outcomes(Build, Via):
    """Test to PASS, FAIL and so on."""
    with tempfile.TemporaryDirectory() as Folder:
        File = os.path.join(Folder, "out.json")
        subprocess.run(["lit", "-q", "--param", f"via={Via}", "-o", File, os.path.join(Build, "test", "Hits")],
                       stdout=subprocess.DEVNULL)
        with open(File, encoding="utf-8") as Text:
            return {T["name"].split("/")[-1]: T["code"] for T in json.load(Text)["tests"]}


def main(Build, Via):
    Known = {**BOTH, **(GCC if Via == "gcc" else {})}
    All = outcomes(Build, Via)
    Wrong = [f"{Name}: {Code}, expected {'FAIL: ' + Known[Name] if Name in Known else 'PASS'}"
             for Name, Code in sorted(All.items()) if Code != ("FAIL" if Name in Known else "PASS")]
    print("\n".join([*Wrong, f"{len(All) - len(Known)} tests agree, {len(Known)} of a known kind do not"]))
    return 1 if Wrong or len(All) < 60 else 0


sys.exit(main(*sys.argv[1:]))
