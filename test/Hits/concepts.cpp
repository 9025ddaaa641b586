// Concepts and requires-expressions are never run; the overload they pick counts.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

template <typename T>
concept Sized = requires(const T &X) { // HITS: -
  X.size();                            // HITS: -
  { X.size() + 1 };                    // HITS: -
};                                     // HITS: -

struct Box { int size() const { return 4; } }; // HITS: 2

template <typename T>                  // HITS: -
  requires Sized<T>                    // HITS: -
int measure(const T &X) {              // HITS: 2
  return X.size();                     // HITS: 2
}
int measure(auto X)                    // HITS: 3
  requires(!Sized<decltype(X)>)        // HITS: -
{                                      // HITS: -
  return X * 10;                       // HITS: 3
}
static_assert(Sized<Box>);             // HITS: -

int main() {
  int S = measure(Box{}) + measure(Box{}); // HITS: 1
  for (int I = 0; I < 2; ++I)          // HITS: 3
    S += measure(I);                   // HITS: 2
  return S + int(measure(2.5)) != 43;  // HITS: 1
}
