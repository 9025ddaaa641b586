// Lines that take known shares of the CPU time, at several depths, inlined, in a template, in two threads.
// RUN: rm -rf %t.out && %clangxx_hp -O2 -pthread %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %check-shares %t.out %s
#include "Inputs/burn.h"
#include <thread>

static inline void inlined(int Ms) {
  burn(Ms); // SELF: 15
}
template <typename T> void instance(int Ms) {
  burn(Ms * sizeof(T)); // SELF: 10
}
__attribute__((noinline)) void leaf() {
  burn(20);  // SELF: 1
  burn(480); // SELF: 24
}
__attribute__((noinline)) void middle() {
  leaf(); // TOTAL: 25
  burn(100); // SELF: 5
}
__attribute__((noinline)) void again(int Depth) {
  if (Depth)
    again(Depth - 1); // TOTAL: 45
  else
    burn(900); // TOTAL: 45
  asm volatile(""); // no tail call, which would leave no trace of the caller
}

int main() {
  middle(); // TOTAL: 30
  inlined(300); // TOTAL: 15
  std::thread Other([] {
    again(20); // TOTAL: 45
    asm volatile("");
  });
  instance<char>(40); // TOTAL: 2
  instance<int>(40); // TOTAL: 8
  Other.join();
}
