// A template shows one row a line, all instantiations summed; members that none uses show 0.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

template <typename T> T clamp(T X, T Hi) { // HITS: 9
  if (X > Hi)             // HITS: 9
    return Hi;            // HITS: 4
  return X;               // HITS: 5
}

template <typename T, int N> struct Ring {
  T Slots[N];             // HITS: -
  int Head = 0;           // HITS: 2
  void push(T X) {        // HITS: 8
    Slots[Head++ % N] = X; // HITS: 8
  }
  T sum() const {         // HITS: 2
    T S = T();            // HITS: 2
    for (int I = 0; I < N; ++I) // HITS: 7
      S += Slots[I];      // HITS: 5
    return S;             // HITS: 2
  }
  void clear() {          // HITS: 0
    Head = 0;             // HITS: 0
  }
};

int main() {
  Ring<int, 2> A;         // HITS: 1
  Ring<double, 3> B;      // HITS: 1
  for (int I = 0; I < 5; ++I) A.push(clamp(I, 2)); // HITS: 6
  for (int I = 0; I < 3; ++I) B.push(clamp(I + 0.5, 1.0)); // HITS: 4
  return int(A.sum() + B.sum()) + clamp(1L, 5L) != 4 + 2 + 1; // HITS: 1
}
