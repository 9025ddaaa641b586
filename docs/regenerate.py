#!/usr/bin/env python3
"""regenerate.py - makes what the documents show true again: option tables and the outputs of commands.

usage: regenerate.py [--check]     --check changes nothing, prints a diff, and exits 1 where a document is out of date

In the documents, between a marker `<!-- run: FILE... -->` and the end of the ```console block that follows, lines that
start with `$ ` are commands. They are run by bash in a fresh directory that holds the named files of the project, and
what they print stands below them. Between `<!-- table: NAME -->` and `<!-- end -->` stands a table made from a *.inc.
Where the marker ends in `; times vary`, the block is made again but for --check, which compares it without its figures.
Must not: show a figure elsewhere that differs from run to run.
"""
import difflib
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("HPINSTR_BUILD", os.path.join(ROOT, "build"))
RUN = re.compile(r"(<!-- run:(?P<files>[^\n;]*?)(?P<vary>; times vary)? -->\n```console\n)(?P<block>.*?)(```\n)", re.S)
TABLE = re.compile(r"(<!-- table: (?P<name>[\w-]+) -->\n)(?P<body>.*?)(<!-- end -->\n)", re.S)
STRING = r'"((?:[^"\\]|\\.)*)"'


def withoutComments(Path):
    with open(os.path.join(ROOT, Path), encoding="utf-8") as File:
        return re.sub(r"/\*.*?\*/", "", File.read(), flags=re.S)


def entries(Path, Macro, Strings):
    """The rows of an X-macro file: the name and what stands behind it; the last Strings fields are strings."""
    Text = withoutComments(Path)
    Middle = "" if Strings == 3 else r"([^,]*),\s*"
    Row = re.compile(Macro + r"\(([\w-]+),\s*" + Middle + r",\s*".join([STRING] * Strings) + r"\)")
    return [tuple(Field.replace("|", "\\|") for Field in Match) for Match in Row.findall(Text)]


def optionWords(Path):
    """The words that options take: {option: {number: word}}."""
    Words = {}
    for Option, Word, Number in re.findall(r"^HPI_WORD\((\w+), (\w+), (\d+)\)", withoutComments(Path), re.M):
        Words.setdefault(Option, {})[Number] = Word
    return Words


def runtimeOptions():
    yield "| key | values | default | meaning |"
    yield "|---|---|---|---|"
    Words = optionWords("include/hpinstr/RuntimeOptions.inc")
    for Key, Default, Text in entries("include/hpinstr/RuntimeOptions.inc", "HPI_OPTION", 1):
        Choice = Words.get(Key, {})
        Values = "\\|".join(Choice.values()) or "NUMBER"
        yield f"| `{Key}` | {Values} | {Choice.get(Default.strip(), Default.strip())} | {Text} |"


def pluginOptions():
    yield "| key | values | default | meaning |"
    yield "|---|---|---|---|"
    for Key, Values, Default, Text in entries("plugin/PluginOptions.inc", "HPI_PLUGIN_OPTION", 3):
        yield f"| `{Key}` | {Values} | {Default or 'none'} | {Text} |"


def skipReasons():
    yield "| reason | meaning |"
    yield "|---|---|"
    for Name, _, Text in entries("include/hpinstr/SkipReasons.inc", "HPI_SKIP", 1):
        yield f"| {Name} | {Text} |"


TABLES = {"runtime-options": runtimeOptions, "plugin-options": pluginOptions, "skip-reasons": skipReasons}


def environment():
    Env = {K: V for K, V in os.environ.items() if not K.startswith("HPINSTR_")}
    Env["PATH"] = os.pathsep.join(["/usr/lib/llvm-22/bin", os.path.join(BUILD, "bin"), Env["PATH"]])
    Env["LD_LIBRARY_PATH"] = os.path.join(BUILD, "lib")
    Env["LC_ALL"] = "C"
    return Env


def runBlock(Match):
    with tempfile.TemporaryDirectory() as Directory:
        for Name in Match["files"].split():
            shutil.copy(os.path.join(ROOT, Name), Directory)
        Lines = []
        for Command in [L[2:] for L in Match["block"].splitlines() if L.startswith("$ ")]:
            Done = subprocess.run(["bash", "-c", Command], cwd=Directory, env=environment(), text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if Done.returncode == 127:
                sys.exit(f"regenerate: error: {Command}: expected commands of {BUILD}, found: {Done.stdout.strip()}; "
                         "run ./dev build first")
            Lines += ["$ " + Command] + [L.rstrip() for L in Done.stdout.replace(Directory + "/", "").splitlines()]
    Block = "".join(Line + "\n" for Line in Lines)
    return Match[1] + Block + "```\n"


def withoutFigures(Text):
    """Text with the outputs that vary cut down to what does not: no digits, and no widths that depend on them."""
    return RUN.sub(lambda M: M[1] + re.sub(r"[-~.=\d ]+", " ", M["block"]) + "```\n" if M["vary"] else M[0], Text)


def regenerated(Text):
    Text = TABLE.sub(lambda M: M[1] + "".join(L + "\n" for L in TABLES[M["name"]]()) + M[4], Text)
    return RUN.sub(runBlock, Text)


def main(Check):
    Stale = 0
    for Path in [os.path.join(ROOT, "README.md"), *sorted(glob.glob(os.path.join(ROOT, "docs", "*.md")))]:
        with open(Path, encoding="utf-8") as File:
            Old = File.read()
        New = regenerated(Old)
        if New == Old or (Check and withoutFigures(New) == withoutFigures(Old)):
            continue
        Stale = 1
        Name = os.path.relpath(Path, ROOT)
        if Check:
            sys.stdout.writelines(difflib.unified_diff(Old.splitlines(True), New.splitlines(True), Name, Name + " now"))
        else:
            print(f"{Name}: made again")
            with open(Path, "w", encoding="utf-8") as File:
                File.write(New)
    return Stale if Check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] == ["--check"]))
