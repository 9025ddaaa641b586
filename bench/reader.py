"""reader.py - how long the report of a large program takes to print. Must not: write documents.

The program is made here, and runs for a moment; its samples are made up, each with a stack of its own, since a program would
have to run for a quarter of an hour to have as many.
"""
import collections
import os
import random
import re
import statistics
import struct
import subprocess

import measure
import workloads

FILES, FUNCTIONS, LINES = 100, 10, 500  # functions in a file, lines in a function
SAMPLES = 1000000
CONTEXTS, MAPS, SAMPLE_CHUNK = 8, 9, 10  # kinds, as docs/report-format.md has them
PAGE = 4096
DEEPEST = 8


def source(File):
    yield "volatile int Sink;\n" if not File else "extern volatile int Sink;\n"
    for Function in reversed(range(FUNCTIONS)):
        yield f"void f{File}_{Function}(void) {{\n"
        for Line in range(LINES - 3):
            Calls = Line == LINES // 2 and Function + 1 < FUNCTIONS
            yield f"  f{File}_{Function + 1}();\n" if Calls else f"  Sink += {Line};\n"
        yield "}\n\n"


def build(Directory):
    Compile = [workloads.CC, "-O0", f"-fplugin={workloads.PLUGIN}", "-c"]
    Objects = []
    for File in range(FILES):
        Path = os.path.join(Directory, f"large{File}.c")
        with open(Path, "w", encoding="utf-8") as Out:
            Out.writelines(source(File))
        Objects.append(Path[:-2] + ".o")
        subprocess.run([*Compile, Path, "-o", Objects[-1]], check=True)
    Main = os.path.join(Directory, "main.c")
    with open(Main, "w", encoding="utf-8") as Out:
        Out.write("".join(f"void f{F}_0(void);\n" for F in range(FILES)))
        Out.write("int main(void) {\n" + "".join(f"  f{F}_0();\n" for F in range(FILES)) + "}\n")
    Program = os.path.join(Directory, "large")
    subprocess.run([*Compile[:-1], Main, *Objects, "-o", Program], check=True)
    return Program


def functions(Program):
    """{(file, function): (address, size)}"""
    Text = subprocess.run(["nm", "-S", Program], capture_output=True, text=True, check=True).stdout
    return {(int(M[3]), int(M[4])): (int(M[1], 16), int(M[2], 16)) for M in re.finditer(r"^(\w+) (\w+) T f(\d+)_(\d+)$", Text, re.M)}


def chunks(Data):
    """Yields (kind, offset, size) of each chunk."""
    Offset, = struct.unpack_from("<I", Data, 16)
    Committed, = struct.unpack_from("<Q", Data, 32)
    while Offset < Committed:
        Kind, _, Size = struct.unpack_from("<IIQ", Data, Offset)
        yield Kind, Offset, Size
        Offset += Size


def stacks(Program, Bias, IsEven):
    """SAMPLES stacks, the innermost address first: of any instruction, called as the program does. Where the program has hot spots,
    half of all samples are in a sixteenth of its code."""
    Random, Places = random.Random(1), functions(Program)
    Leaves = [(F, D) for D in range(DEEPEST) for F in range(FILES)]
    Random.shuffle(Leaves)
    for _ in range(SAMPLES):
        Where = Random.random() ** (1 if IsEven else 4) * len(Leaves)
        File, Depth = Leaves[int(Where)]
        Address, Size = Places[File, Depth]
        Outer = [Places[File, D] for D in range(Depth - 1, -1, -1)]
        yield (Bias + Address + int(Where % 1 * Size), *(Bias + A + S // 2 for A, S in Outer))


def paged(Kind, Body):
    Size = -(-(16 + len(Body)) // PAGE) * PAGE
    return struct.pack("<IIQ", Kind, 0, Size) + Body.ljust(Size - 16, b"\0")


def withSamples(Data, Program, IsEven):
    """The report Data with the stacks above besides its own, and how many of them differ."""
    Known = list(chunks(Data))
    Map = next(Offset for Kind, Offset, _ in Known if Kind == MAPS)
    Start, _, FileOffset = struct.unpack_from("<QQQ", Data, Map + 24)
    NextId = max(sum(struct.unpack_from("<II", Data, Offset + 16)) for Kind, Offset, _ in Known if Kind == CONTEXTS)
    Slots, Words, Entries = bytearray(), bytearray(), bytearray()
    NumSlots = 1 << (SAMPLES - 1).bit_length()
    Counts = collections.Counter(stacks(Program, textBias(Program, Start, FileOffset), IsEven))
    for Number, (Stack, Count) in enumerate(Counts.items()):
        Slots += struct.pack("<QQ", Number + 1, len(Words) // 8 << 32 | 1 << 16 | len(Stack))
        Words += struct.pack(f"<{len(Stack)}Q", *Stack)
        Entries += struct.pack("<QQQ", (NextId + Number) << 32 | 1, Count, Count * 1000000)
    Slots = Slots.ljust(16 * NumSlots, b"\0")
    Head = struct.pack("<IIQQQQ", NextId, NumSlots, len(Words) // 8, len(Words) // 8, len(Counts), 0)
    More = paged(CONTEXTS, Head + Slots + Words)
    More += paged(SAMPLE_CHUNK, struct.pack("<IIII4Q", NumSlots, 0, 0, 0, 0, 0, 0, 0) + Entries.ljust(24 * NumSlots, b"\0"))
    Committed, = struct.unpack_from("<Q", Data, 32)
    Whole = bytearray(Data[:Committed] + More)
    struct.pack_into("<Q", Whole, 32, len(Whole))
    return bytes(Whole), len(Counts)


def textBias(Program, Start, FileOffset):
    """What is added to the program's addresses, where a mapping of FileOffset begins at Start."""
    Text = subprocess.run(["readelf", "-lW", Program], capture_output=True, text=True, check=True).stdout
    for M in re.finditer(r"LOAD\s+0x(\w+) 0x(\w+) 0x\w+ 0x(\w+)", Text):
        Offset, Address, Bytes = (int(Word, 16) for Word in M.groups())
        if Offset // PAGE * PAGE <= FileOffset < Offset + Bytes:
            return Start - (Address - Offset + FileOffset)
    raise measure.Failed(f"{Program}: expected the mapping at file offset {FileOffset:#x} among its segments, found none")


def table(Rounds, Directory, Scratch):
    Program = build(Directory)
    measure.runOnce([Program], Scratch.env())
    Report = os.path.join(Scratch.Path, os.listdir(Scratch.Path)[0])
    with open(Report, "rb") as File:
        Data = File.read()
    yield "## Reading a large report"
    yield ""
    yield "| command | different stacks | s |"
    yield "|---|---|---|"
    for IsEven in (False, True):
        Whole, Different = withSamples(Data, Program, IsEven)
        with open(Report, "wb") as File:
            File.write(Whole)
        for Command in (["report"], ["report", "--summary"], ["export", "--format=json"]):
            Times = [measure.runOnce([workloads.READER, *Command, Report]).Wall for _ in range(Rounds)]
            yield f"| `hpinstr {' '.join(Command)}` | {Different:,} | {statistics.median(Times):.2f} |"
    yield ""
    yield (f"Wall clock, median of {Rounds} rounds; a program of {FILES * FUNCTIONS * LINES:,} lines in {FILES} files, and {SAMPLES:,} "
           "samples: of a program with hot spots, and spread evenly over all instructions, nearly each with a stack of its own.")
