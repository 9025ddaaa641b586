// Variadic templates: instantiations are summed; a fold is one statement.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;
static int note(int N) {                // HITS: 9
  return Log += N;                      // HITS: 9
}

template <typename... Ts> int sum(Ts... Xs) { // HITS: 3
  int Unused[] = {note(int(Xs))...};    // HITS: 3
  (void)Unused;                         // HITS: 3
  return (int(Xs) + ... + 0);           // HITS: 3
}
template <typename T> int last(T X) { return int(X); } // HITS: 1
template <typename T, typename... Ts> int last(T, Ts... Xs) { // HITS: 2
  return last(Xs...);                   // HITS: 2
}
template <typename... Ts> void each(Ts... Xs) { // HITS: 1
  (note(Xs), ...);                      // HITS: 1
}

int main() {
  int S = sum() + sum(1, 2) + sum(3, 4L, 5.0, 'a' - 'a'); // HITS: 1
  each(1, 1, 1);                        // HITS: 1
  S += last(1, 2, 'c' - 'a');           // HITS: 1
  return S != 15 + 2 || Log != 18;      // HITS: 1
}
