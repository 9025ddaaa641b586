"""valgrind.py SOURCES WORK CLANG PLUGIN CHECKHEAP - whether reports say of real programs what valgrind says.

Builds bzip2, zstd's library and SQLite's shell with and without the plugin, and runs each on the same input: with the
plugin by itself, without it under valgrind's memcheck. Blocks given, blocks freed and bytes must be equal.
"""
import os
import re
import subprocess
import sys

Sources, Work, Clang, Plugin, CheckHeap = sys.argv[1:6]

SQL = """create table t(a integer primary key, b text, c real);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
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


def programs():
    """Yields name, compiler's arguments, program's arguments and input."""
    Bzip2, Sqlite, Zstd = (os.path.join(Sources, N) for N in ("bzip2", "sqlite", "zstd"))
    Text = os.path.join(Work, "text")
    with open(os.path.join(Sqlite, "sqlite3.c"), "rb") as In, open(Text, "wb") as Out:
        Out.write(In.read(1500000))
    with open(os.path.join(Work, "roundtrip.c"), "w") as Out:
        Out.write(ROUNDTRIP)
    Names = "blocksort huffman crctable randtable compress decompress bzlib bzip2".split()
    yield "bzip2", [os.path.join(Bzip2, N + ".c") for N in Names], ["-kfc", Text], ""
    yield "zstd", [f"-I{Zstd}/lib", "-DZSTD_DISABLE_ASM", *zstdFiles()], [Text], ""
    yield "sqlite", ["-I" + Sqlite, f"{Sqlite}/sqlite3.c", f"{Sqlite}/shell.c", "-lm"], [":memory:"], SQL


def run(Command, Input, **Environment):
    return subprocess.run(Command, input=Input.encode(), capture_output=True, check=True, timeout=900,
                          env={**os.environ, **Environment})


def main():
    Bad = 0
    for Name, Arguments, Options, Input in programs():
        Base = os.path.join(Work, Name)
        run([Clang, "-w", "-O1", *Arguments, "-o", Base + ".plain"], "")
        run([Clang, "-w", "-O1", "-fplugin=" + Plugin, *Arguments, "-o", Base], "")
        Said = run(["valgrind", "--run-libc-freeres=no", "--run-cxx-freeres=no", Base + ".plain", *Options], Input).stderr.decode()
        Wanted = [int(N.replace(",", "")) for N in
                  re.search(r"usage: ([\d,]+) allocs, ([\d,]+) frees, ([\d,]+) bytes", Said).groups()]
        run([Base, *Options], Input, HPINSTR_OUT=Base + ".out")
        Heap = dict(P.split("=") for P in run([sys.executable, CheckHeap, Base + ".out"], "").stdout.decode().split())
        Got = [int(Heap[K]) for K in ("Allocs", "Frees", "AllocBytes")]
        print(f"{Name}: {'as' if Got == Wanted else 'not as'} valgrind: {Got} {Wanted} foreign={Heap['NumForeign']}")
        Bad |= Got != Wanted or Heap["NumForeign"] != "0" or Heap["NumNoEntry"] != "0"
    sys.exit(Bad)


main()
