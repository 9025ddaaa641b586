// Flags that change code generation, debug information, linkage or warnings change no count.
// RUN: rm -rf %t && mkdir -p %t
// RUN: bash %S/Inputs/each-flag.sh %t %s "%clangxx_hp" "%check-hits"

#include <cmath>

static double step(double X) {      // HITS: 1000
  if (X > 400)                      // HITS: 1000
    return std::floor(X / 2);       // HITS: 500
  return X + 1;                     // HITS: 500
}
template <typename T> struct Sum {
  T Total = T();                    // HITS: 1
  __attribute__((visibility("default"))) void add(T X); // HITS: -
};
template <typename T> void Sum<T>::add(T X) { // HITS: 1000
  Total += X;                       // HITS: 1000
}

int main() {
  Sum<double> S;                    // HITS: 1
  for (int I = 0; I < 1000; ++I)    // HITS: 1001
    S.add(step(I % 2 ? 100 : 900)); // HITS: 1000
  return S.Total != 500 * 551;      // HITS: 1
}
