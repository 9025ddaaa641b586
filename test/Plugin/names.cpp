// Names and paths may hold any characters.
// RUN: rm -rf '%t' && mkdir -p '%t/größe und 数' && cp %s '%t/größe und 数/ä.cpp' && cd '%t'
// RUN: %clangxx_hp 'größe und 数/ä.cpp' -o p && env HPINSTR_OUT=%t/out ./p && %check-hits %t/out 'größe und 数/ä.cpp'
// RUN: %hpinstr report --function 'zähler' %t/out | FileCheck %s
// CHECK: größe::zähler(int)
namespace größe {
int zähler(int π) { // HITS: 1
  ++π;              // HITS: 1
  return π;         // HITS: 1
}
} // namespace größe
int main() {
  return größe::zähler(1) - 2; // HITS: 1
}
