// Code of system headers has no probes unless asked for; with them the program still works.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/off %t/p | FileCheck %s
// RUN: %hpinstr export --format tsv %t/off | FileCheck %s --check-prefix=OFF
// RUN: for O in -O0 -O2; do rm -rf %t/on; \
// RUN:   %clangxx_hp $O -fplugin-arg-hpinstr-system-headers=on %s -o %t/p && env HPINSTR_OUT=%t/on %t/p | FileCheck %s && \
// RUN:   %hpinstr export --format tsv %t/on | FileCheck %s --check-prefix=ON || exit 1; done

// CHECK: 0 1 2 3 {{$}}
// OFF-NOT: stl_vector.h
// OFF: system-headers.cpp	{{[0-9]+}}	1
// ON-DAG: stl_algo.h	{{[0-9]+}}	1
// ON-DAG: system-headers.cpp	{{[0-9]+}}	1
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

int main() {
  std::vector<int> V = {3, 1, 2, 0};
  std::sort(V.begin(), V.end());
  std::string S;
  for (int X : V)
    S += std::to_string(X) + " ";
  std::puts(S.c_str());
}
