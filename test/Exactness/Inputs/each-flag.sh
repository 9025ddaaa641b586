# each-flag.sh DIR SOURCE COMPILE CHECK - compiles, runs and checks SOURCE once for each set of flags below.
Status=0
while read -r Flags; do
  Case=$(echo "$Flags" | tr -c 'a-z0-9\n' _)
  $3 $Flags "$2" -o "$1/p" && HPINSTR_OUT=$1/$Case "$1/p" && $4 "$1/$Case" "$2" ||
    { echo "failed: $Flags" >&2; Status=1; }
done <<'FLAGS'
-O1
-O2 -g
-O2 -g3 -gdwarf-5 -gz
-O2 -gline-tables-only
-O2 -gsplit-dwarf
-O0 -g
-Og
-Os
-Oz
-Ofast -Wno-deprecated
-O2 -fno-exceptions -fno-rtti -fno-unwind-tables -fno-asynchronous-unwind-tables
-O2 -fno-omit-frame-pointer -mno-red-zone
-O2 -fomit-frame-pointer -momit-leaf-frame-pointer
-O2 -fno-builtin -fno-jump-tables
-O2 -fcf-protection=full -fstack-protector-all -D_FORTIFY_SOURCE=2
-O2 -fvisibility=hidden -fvisibility-inlines-hidden
-O2 -fPIC -fno-semantic-interposition
-O2 -fno-plt -fno-pic -no-pie
-O2 -mcmodel=large
-O2 -fno-inline
-O2 -fno-threadsafe-statics -ftrapv
-O2 -fwrapv -fno-strict-aliasing -fno-delete-null-pointer-checks
-O2 -funroll-loops -fno-vectorize
-O2 -march=native
-O2 -mno-sse3 -mtune=generic
-O2 -ffunction-sections -fdata-sections -Wl,--gc-sections
-O2 -Wall -Wextra -Wpedantic -Werror
-O2 -std=c++11
-O2 -std=c++14
-O2 -std=c++17
-O2 -std=c++20
-O2 -std=c++23
-O2 -fmerge-all-constants -fshort-enums -funsigned-char
-O2 -fsanitize=safe-stack
-O2 -save-temps=obj
FLAGS
exit $Status
