"""valgrind.py SOURCES WORK CLANG PLUGIN CHECKHEAP PROJECT... - whether reports say of real programs what valgrind says.

Builds programs of each PROJECT (bzip2, zstd's library, SQLite's shell, tests of fmt) with and without the plugin, and
runs each on the same input: with the plugin by itself, without it under valgrind's memcheck. Blocks given, blocks freed
and bytes must be equal.
"""
import os
import re
import subprocess
import sys

Sources, Work, Clang, Plugin, CheckHeap, *Projects = sys.argv[1:]
Plain, Ours = os.path.join(Work, "plain"), os.path.join(Work, "hpins")  # equally long

SQL = """create table t(a integer primary key, b text, c real);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000)
  insert into t select i, 'row number ' || i, i * 0.5 from n;
create index k on t(b);
select count(*), sum(c), max(b) from t where b like '%9%' group by a % 7 order by 2;
delete from t where a % 3 = 0;
vacuum;
"""


def zstdFiles():
    Lib = os.path.join(Sources, "zstd", "lib")
    Files = [os.path.join(Dir, F) for Part in ("common", "compress", "decompress") for Dir in [os.path.join(Lib, Part)]
             for F in sorted(os.listdir(Dir)) if F.endswith(".c")]
    return Files + [os.path.join(Work, "roundtrip.c")]


ROUNDTRIP = """#include <stdio.h>
#include <stdlib.h>
#include "zstd.h"
int main(int Argc, char **Argv) {
  FILE *In = fopen(Argv[1], "rb");
  size_t Room = 1 << 22, Size = 0;
  char *Text = malloc(Room);
  Size = fread(Text, 1, Room, In);
  fclose(In);
  for (int Level = 1; Level < 12; Level += 3) {
    char *Packed = malloc(ZSTD_compressBound(Size)), *Again = malloc(Size);
    size_t Bytes = ZSTD_compress(Packed, ZSTD_compressBound(Size), Text, Size, Level);
    if (ZSTD_decompress(Again, Size, Packed, Bytes) != Size)
      return 1;
    printf("%zu\\n", Bytes);
    free(Packed);
    free(Again);
  }
  free(Text);
  return 0;
}
"""


# Of fmt's tests, those that go another way under valgrind: what they print depends on addresses, which are shorter there, or
# on long double, which valgrind computes as double. And one whose failing allocation the compiler may do without.
NOT_ALIKE = ["*pointer*", "format_test.join", "*long_double*", "format_test.width", "format_test.runtime_width",
             "format_test.precision", "printf_test.length", "util_test.format_system_error"]
SHARED = ["test/test-main.cc", "test/util.cc", "test/gtest-extra.cc", "src/format.cc", "src/os.cc"]


def ofFmt(Dir):
    Cxx = ["-gdwarf-4", "-gline-tables-only", "-std=c++14", f"-I{Dir}/include", f"-I{Dir}/test"]
    Filter = ["--gtest_print_time=0", "--gtest_brief=1", "--gtest_filter=-" + ":".join(NOT_ALIKE)]
    yield "libfmt.o", [*Cxx, "-r", *(f"{Dir}/{F}" for F in SHARED)], None, ""
    for Name in ("format", "args", "color"):
        yield f"fmt-{Name}", [*Cxx, f"{Dir}/test/{Name}-test.cc", "libfmt.o", "-lgmock", "-lgtest", "-pthread"], Filter, ""


def textOf(Dir):
    """A file of C to pack, the first 300,000 bytes of all that are in Dir."""
    Text = b"".join(open(os.path.join(Dir, F), "rb").read() for F in sorted(os.listdir(Dir)) if F.endswith((".c", ".h")))
    Path = os.path.join(Work, "text")
    with open(Path, "wb") as Out:
        Out.write(Text[:300000])
    return Path


def ofBzip2(Dir):
    Names = "blocksort huffman crctable randtable compress decompress bzlib bzip2".split()
    yield "bzip2", [os.path.join(Dir, N + ".c") for N in Names], ["-kfc", textOf(Dir)], ""


def ofZstd(Dir):
    with open(os.path.join(Work, "roundtrip.c"), "w") as Out:
        Out.write(ROUNDTRIP)
    yield "zstd", [f"-I{Dir}/lib", "-DZSTD_DISABLE_ASM", *zstdFiles()], [textOf(f"{Dir}/lib/compress")], ""


def ofSqlite(Dir):
    yield "sqlite", ["-I" + Dir, f"{Dir}/sqlite3.c", f"{Dir}/shell.c", "-lm"], [":memory:"], SQL


# Each yields name, compiler's arguments, program's arguments (None where it is not one) and input.
OF_PROJECT = {"bzip2": ofBzip2, "fmt": ofFmt, "sqlite": ofSqlite, "zstd": ofZstd}


def run(Command, Input, Dir, **Environment):
    return subprocess.run(Command, input=Input.encode(), capture_output=True, check=True, timeout=900, cwd=Dir,
                          env={**os.environ, **Environment})


def build(Programs, Dir, *Flags):
    """All programs, in Dir: they go by the same names with and without the plugin, for a program may copy its own."""
    os.mkdir(Dir)
    for Name, Arguments, _, _ in Programs:
        Compiler = Clang + "++" if "-std=c++14" in Arguments else Clang
        run([Compiler, "-w", "-O1", *Flags, *Arguments, "-o", Name], "", Dir)


def compare(Name, Options, Input):
    """Returns what to print, and whether that is bad."""
    Said = run(["valgrind", "--run-libc-freeres=no", "--run-cxx-freeres=no", "./" + Name, *Options], Input, Plain).stderr.decode()
    Wanted = [int(N.replace(",", "")) for N in
              re.search(r"usage: ([\d,]+) allocs, ([\d,]+) frees, ([\d,]+) bytes", Said).groups()]
    run(["./" + Name, *Options], Input, Ours, HPINSTR_OUT=Name + ".out")
    Heap = dict(P.split("=") for P in run([sys.executable, CheckHeap, Name + ".out"], "", Ours).stdout.decode().split())
    Got = [int(Heap[K]) for K in ("Allocs", "Frees", "AllocBytes")]
    IsBad = Got != Wanted or Heap["NumForeign"] != "0" or Heap["NumNoEntry"] != "0"
    return f"{Name}: {'as' if Got == Wanted else 'not as'} valgrind: {Got} {Wanted} foreign={Heap['NumForeign']}", IsBad


def main():
    Bad, Programs = 0, [P for Name in Projects for P in OF_PROJECT[Name](os.path.join(Sources, Name))]
    build(Programs, Plain)
    build(Programs, Ours, "-fplugin=" + Plugin)
    for Name, _, Options, Input in Programs:
        if Options:
            Text, IsBad = compare(Name, Options, Input)
            print(Text)
            Bad |= IsBad
    sys.exit(Bad)


main()
