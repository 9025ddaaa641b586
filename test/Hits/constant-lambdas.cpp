// The object of a lambda may be a constant, its body runs all the same.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -std=c++20 -O0 %s -o %t/p && env HPINSTR_OUT=%t/0 %t/p && %check-hits %t/0 %s
// RUN: %clangxx_hp -std=c++20 -O2 %s -o %t/p && env HPINSTR_OUT=%t/1 %t/p && %check-hits %t/1 %s

consteval auto same(auto F) { return F; }
constexpr auto Twice = [](int X) {          // HITS: 5
  return X * 2;                             // HITS: 5
};
template <typename T> constexpr auto Next = [](T X) { // HITS: 5
  return X + T(1);                          // HITS: 5
};
int main() {                                // HITS: 1
  constexpr auto Local = [](int X) {        // HITS: 5
    return X * 5;                           // HITS: 5
  };
  static const auto Static = [](auto X) {   // HITS: 5
    constexpr auto Inner = [](int Y) {      // HITS: 5
      return Y + 1;                         // HITS: 5
    };
    return Inner(X) - 1;                    // HITS: 5
  };
  auto Immediate = same([](int X) {         // HITS: 1
    return X;                               // HITS: 5
  });
  using Type = decltype([](int X) {         // HITS: 5
    return -X;                              // HITS: 5
  });
  int Sum = 0;                              // HITS: 1
  for (int I = 0; I < 5; ++I) {             // HITS: 6
    Sum += Twice(I) + Next<int>(I);         // HITS: 5
    Sum += Local(I) + Static(I);            // HITS: 5
    Sum += Immediate(I) + Type()(I);        // HITS: 5
  }
  return Sum != 10 * 2 + 15 + 10 * 5 + 10;  // HITS: 1
}
