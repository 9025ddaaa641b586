// Under ccache an unchanged compilation comes from the cache and is the same; a changed option or plugin is another one.
// REQUIRES: ccache
// RUN: rm -rf %t && mkdir -p %t/cache && cp %s %t/a.c && cd %t
// RUN: env CCACHE_DIR=%t/cache ccache %clang_hp -O2 -c a.c -o 1.o
// RUN: env CCACHE_DIR=%t/cache ccache %clang_hp -O2 -c a.c -o 2.o
// RUN: env CCACHE_DIR=%t/cache ccache %clang_hp -fplugin-arg-hpinstr-memory=off -O2 -c a.c -o 3.o
// RUN: cmp 1.o 2.o && not cmp 1.o 3.o
// RUN: env CCACHE_DIR=%t/cache ccache --print-stats | FileCheck %s
// RUN: %clang 2.o -o p && env HPINSTR_OUT=%t/out ./p && %check-hits %t/out a.c
// CHECK-DAG: cache_miss	2
// CHECK-DAG: {{direct|preprocessed}}_cache_hit	1
int main(void) {
  return 0; // HITS: 1
}
