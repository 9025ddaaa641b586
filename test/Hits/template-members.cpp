// Static data members of templates count an initialiser run for each instantiation; so do inline variables.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++17 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Made;
static int make() { return ++Made; }      // HITS: 5

template <typename T> struct Holder {
  static int Id;                          // HITS: -
  static const int Constant = 4;          // HITS: -
  static int get() { return Id; }         // HITS: 3
};
template <typename T> int Holder<T>::Id = make(); // HITS: 2

inline int Inline = make();               // HITS: 1
inline int InlineConstant = 4;            // HITS: -
struct Plain { static inline int Value = make(); }; // HITS: 1
template <typename T> int Variable = make(); // HITS: 1

int main() {
  int S = Holder<int>::get() + Holder<char>::get() + Holder<int>::get(); // HITS: 1
  S += Holder<int>::Constant + InlineConstant; // HITS: 1
  S += Variable<int> * 0 + Inline * 0 + Plain::Value * 0; // HITS: 1
  return S <= 8 || Made != 5;             // HITS: 1
}
