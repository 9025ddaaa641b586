// Instantiations that call one another count once in the total of their common table, as a recursion does; merged, too.
// RUN: rm -rf %t.out && %clangxx_hp -O1 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr report --function burn %t.out > %t.report && %python %S/Inputs/attotal.py < %t.report
// RUN: %hpinstr merge -o %t.merged %t.out && %hpinstr report --function burn %t.merged > %t.again
// RUN: %python %S/Inputs/attotal.py < %t.again
// RUN: grep 'Time: total' %t.report > %t.one && grep 'Time: total' %t.again | diff %t.one -
static volatile double Sink;
template <int N> __attribute__((noinline)) void burn(long Rounds) {
  if constexpr (N > 0)
    burn<N - 1>(Rounds);
  else
    for (long I = 0; I < Rounds; ++I)
      Sink = Sink + 1.0 / double(I + 1);
}
int main() { burn<4>(60000000); }
