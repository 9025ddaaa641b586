# lit.cfg.py - substitutions and features that all suites share. Must not: know any one suite.
#
# Parameters: llvm=22|19 (host compiler of the tests), hpinstr=PATH (another reader, say one with ASan),
# via=gcc|clang (tests that compile with the plugin do so with hpinstr-rewrite and this compiler).
#
#   %clang %clangxx %opt       of the chosen version; %clang_hp, %clangxx_hp: with the plugin's flag (%hp)
#   %plugin %hpinstr %rt       build/lib/hpinstr.so, the reader, libhpinstr.a
#   %rewrite %rewritten        hpinstr-rewrite; a compiler that runs it first; see Support/rewritecc.sh
#   %run-hits FLAGS [-- ARGS]  compile %s, run it, compare its HITS comments; see Support/runhits.sh
#   %check-hits DIR FILE       compare reports in DIR with the HITS comments of FILE; see Support/checkhits.py
#   %check-heap DIR            figures of the heap in the reports of DIR; see Support/checkheap.py
#   %check-shares DIR FILE     compare times of lines with their SELF and TOTAL comments; see Time/Inputs/checkshares.py
#   %check-times DIR FILE      compare exact times with the TIME comments of FILE; see Support/checktimes.py
#   %lld %mold %bfd            the flag that selects this linker
import os
import shutil
import subprocess
import sys

Version = lit_config.params.get("llvm", "22")
LlvmBin = f"/usr/lib/llvm-{Version}/bin"
Build, Source = config.hpinstr_build, config.hpinstr_src
Support = os.path.join(Source, "test", "Support")

config.name = "hpinstr" if Version == "22" else f"hpinstr-llvm{Version}"
sys.path.append(Support)
import leftout  # noqa: E402

config.test_format = leftout.ShTest(execute_external=True)
config.left_out = {}
config.suffixes = [".c", ".cpp", ".ll", ".test"]
config.excludes = ["Inputs", "Support", "Unit"]
config.test_source_root = os.path.join(Source, "test")
config.test_exec_root = os.path.join(Build, "test", "out-" + Version)

for Name in [N for N in os.environ if N.startswith("HPINSTR_")]:
    config.environment.pop(Name, None)
config.environment["PATH"] = os.pathsep.join(["/usr/lib/llvm-22/bin", os.environ["PATH"]])
config.environment["LC_ALL"] = "C"

Clang, Clangxx = f"{LlvmBin}/clang", f"{LlvmBin}/clang++"
Plugin = f"{Build}/lib/hpinstr.so"
Hpinstr = lit_config.params.get("hpinstr", f"{Build}/bin/hpinstr")
Hp = f"-fplugin={Plugin}"
Via = lit_config.params.get("via")
Rewritten = f"env HPI_REWRITE={Build}/bin/hpinstr-rewrite HPI_LIB={Build}/lib bash {Support}/rewritecc.sh"
ClangHp, ClangxxHp = f"{Clang} {Hp}", f"{Clangxx} {Hp}"
if Via:
    config.test_exec_root = os.path.join(Build, "test", "out-via-" + Via)
    ClangHp, ClangxxHp = (f"{Rewritten} {CC}" for CC in (("gcc", "g++") if Via == "gcc" else (Clang, Clangxx)))
Python = "/usr/bin/python3"

config.substitutions += [
    (r"%run-hits", f"env HPI_CC={Clang} HPI_CXX={Clangxx} HPI_PLUGIN={Plugin} HPI_READER={Hpinstr} "
                   f"bash {Support}/runhits.sh %s %t.hits"),
    (r"%check-hits", f"{Python} {Support}/checkhits.py {Hpinstr}"),
    (r"%check-times", f"{Python} {Support}/checktimes.py {Hpinstr}"),
    (r"%check-heap", f"{Python} {Support}/checkheap.py"),
    (r"%check-shares", f"{Python} {Source}/test/Time/Inputs/checkshares.py {Hpinstr}"),
    (r"%clangxx_hp\b", ClangxxHp),
    (r"%clang_hp\b", ClangHp),
    (r"%clangxx\b", Clangxx),
    (r"%clang\b", Clang),
    (r"%opt\b", f"{LlvmBin}/opt"),
    (r"%plugin\b", Plugin),
    (r"%hpinstr\b", Hpinstr),
    (r"%hp\b", Hp),
    (r"%rt\b", f"{Build}/lib/libhpinstr.a"),
    (r"%rewrite\b", f"{Build}/bin/hpinstr-rewrite"),
    (r"%rewritten\b", Rewritten),
    (r"%python\b", Python),
    (r"%cmake\b", config.cmake),
    (r"%build\b", Build),
    (r"%source\b", Source),
    (r"%lld\b", "-fuse-ld=lld"),
    (r"%mold\b", "-fuse-ld=mold"),
    (r"%bfd\b", "-fuse-ld=bfd"),
]


def links(*Flags):
    """Whether the chosen clang links a C++ program with these flags."""
    Command = [Clangxx, "-x", "c++", "-", "-o", "/dev/null", *Flags]
    Run = subprocess.run(Command, input=b"#include <new>\nint main() {}", capture_output=True)
    return Run.returncode == 0


config.available_features.add(f"llvm-{Version}")
for Feature, Flag in [("lld", "-fuse-ld=lld"), ("mold", "-fuse-ld=mold"), ("bfd", "-fuse-ld=bfd"),
                      ("static", "-static"), ("pie", "-pie"), ("asan-rt", "-fsanitize=address"),
                      ("tsan-rt", "-fsanitize=thread"), ("libcxx", "-stdlib=libc++"), ("openmp", "-fopenmp")]:
    if links(Flag):
        config.available_features.add(Feature)
if shutil.which("python3-config") and os.path.exists(Python):
    config.available_features.add("python3-dev")
if shutil.which("ccache"):
    config.available_features.add("ccache")
if shutil.which("valgrind"):
    config.available_features.add("valgrind")
if shutil.which("csmith"):
    config.available_features.add("csmith")
if shutil.which("gcc"):
    config.available_features.add("gcc")
