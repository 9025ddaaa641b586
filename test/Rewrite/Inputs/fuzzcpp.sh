#!/usr/bin/env bash
# fuzzcpp.sh - rewrites C++ programs that cppgen.py makes up; each has to print under GCC what it prints without probes, and to
# count what the plugin counts, on every line that both see.
#
# usage: fuzzcpp.sh BUILD WORK FIRST LAST     seeds FIRST to LAST
# Environment: FLAGS, an option more of hpinstr-rewrite.
# Prints `seeds N, equal N, N lines`; keeps WORK/SEED where a program differs, and fails.
set -eu
Build=$1 Work=$2 First=$3 Last=$4
Here=$(dirname "$(readlink -f "$0")")
Equal=0 Lines=0
mkdir -p "$Work"
Work=$(readlink -f "$Work")

# counted DIR NAME: runs DIR/NAME, its output to NAME.out, its hits to NAME.hits.
counted() {
  HPINSTR_OUT=$1/$2.reports timeout 60 "$1/$2" >"$1/$2.out" && "$Build/bin/hpinstr" export --format tsv "$1/$2.reports" 2>/dev/null |
    sort >"$1/$2.hits"
}

one() {
  local Dir=$Work/$1
  rm -rf "$Dir" && mkdir -p "$Dir/src" || return 1
  python3 "$Here/../../Support/cppgen.py" "$1" >"$Dir/src/a.cpp" || return 1
  g++ -w -std=c++17 -O1 "$Dir/src/a.cpp" -o "$Dir/plain" && timeout 20 "$Dir/plain" >"$Dir/plain.out" || return 1
  "$Build/bin/hpinstr-rewrite" ${FLAGS:+"$FLAGS"} --quiet --compiler g++ -o "$Dir/out" "$Dir/src/a.cpp" -- -std=c++17 || return 1
  g++ -w -std=c++17 -O1 "$Dir/out/a.cpp" "-L$Build/lib" -lhpinstr -o "$Dir/counted" && counted "$Dir" counted || return 1
  /usr/lib/llvm-22/bin/clang++ -w -std=c++17 -O1 "-fplugin=$Build/lib/hpinstr.so" "$Dir/src/a.cpp" -o "$Dir/plugin" &&
    counted "$Dir" plugin || return 1
  cmp "$Dir/plain.out" "$Dir/counted.out" && cmp "$Dir/plain.out" "$Dir/plugin.out" && [ -s "$Dir/counted.hits" ]
}

for Seed in $(seq "$First" "$Last"); do
  # Lines of one place with two numbers.
  if one "$Seed" && [ -z "$(sort -u "$Work/$Seed/counted.hits" "$Work/$Seed/plugin.hits" | cut -f 1,2 | uniq -d)" ]; then
    Lines=$((Lines + $(wc -l <"$Work/$Seed/counted.hits"))) Equal=$((Equal + 1))
    rm -rf "${Work:?}/$Seed"
  else
    echo "fuzzcpp: seed $Seed: expected the output and the hits of the plugin, found a difference; see $Work/$Seed"
  fi
done
echo "seeds $((Last - First + 1)), equal $Equal, $Lines lines"
[ $Equal -eq $((Last - First + 1)) ]
