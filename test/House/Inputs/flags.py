"""flags.py - finds what the documents name and the programs do not have: commands, flags, plugin options, verbs.

usage: flags.py ROOT HPINSTR     prints each such name with its document, or how many names it found in order
"""
import glob
import os
import re
import subprocess
import sys


def helpOf(*Command):
    return subprocess.run([*Command, "--help"], capture_output=True, text=True).stdout


def words(Text):
    """Whole words, so that a flag does not pass for a longer one that starts with it."""
    return set(re.findall(r"(?<![\w-])--?[a-z][\w-]*|\b[a-z][\w-]*", Text))


def unknown(Text, Root, Reader):
    """Yields (name, whether it exists)."""
    Commands = words(helpOf(Reader))
    for Command, Rest in re.findall(r"\bhpinstr (report|merge|dump|export|doctor|[a-z]+(?= -))([^`\n|]*)", Text):
        yield f"hpinstr {Command}", Command in Commands
        Known = words(helpOf(Reader, Command))
        for Flag in re.findall(r"(?<!\S)--[a-z][a-z-]*", Rest):
            yield f"hpinstr {Command} {Flag}", Flag in Known
    with open(os.path.join(Root, "plugin", "PluginOptions.inc"), encoding="utf-8") as File:
        Keys = set(re.findall(r"HPI_PLUGIN_OPTION\(([\w-]+)", File.read()))
    for Key in re.findall(r"-fplugin-arg-hpinstr-([a-z-]+)=", Text):
        yield f"-fplugin-arg-hpinstr-{Key}", Key in Keys
    Verbs = words(helpOf(os.path.join(Root, "dev")))
    for Verb in re.findall(r"\./dev ([a-z][a-z-]*)", Text):
        yield f"./dev {Verb}", Verb in Verbs


def main(Root, Reader):
    NumFound = 0
    for Path in [os.path.join(Root, "README.md"), *sorted(glob.glob(os.path.join(Root, "docs", "*.md")))]:
        with open(Path, encoding="utf-8") as File:
            for Name, Exists in unknown(File.read(), Root, Reader):
                NumFound += Exists
                if not Exists:
                    print(f"{os.path.relpath(Path, Root)}: unknown: {Name}")
    print(f"known: {NumFound}")


main(*sys.argv[1:])
