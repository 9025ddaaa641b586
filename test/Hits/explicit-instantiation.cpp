// Explicit instantiations and specialisations: the template sums its instantiations, a specialisation has its own
// lines.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

template <typename T> T grow(T X) { // HITS: 3
  return X + 1;                     // HITS: 3
}
template <> char grow(char X) {     // HITS: 2
  return char(X + 2);               // HITS: 2
}
template <typename T> struct Box {
  T Value;
  T get() const {                   // HITS: 1
    return Value;                   // HITS: 1
  }
  T unused() const {                // HITS: 0
    return Value + 1;               // HITS: 0
  }
};
template <typename T> struct Box<T *> {
  T get() const { return 7; }       // HITS: 1
};
template int grow<int>(int);        // HITS: -
template struct Box<long>;          // HITS: -

int main() {
  int S = grow(1) + grow(2) + int(grow(3L)); // HITS: 1
  S += grow('\1') + grow('\2');     // HITS: 1
  Box<long> B{5};                   // HITS: 1
  S += int(B.get()) + Box<int *>{}.get(); // HITS: 1
  return S != 9 + 7 + 5 + 7;        // HITS: 1
}
