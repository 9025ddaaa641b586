// Functions that nobody calls show 0: static, inline, member, template and external ones.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int unusedStatic(int N) {  // HITS: 0
  if (N)                          // HITS: 0
    return 1;                     // HITS: 0
  return 2;                       // HITS: 0
}
inline int unusedInline(int N) {  // HITS: 0
  return N;                       // HITS: 0
}
int unusedExternal() {            // HITS: 0
  for (;;)                        // HITS: 0
    unusedExternal();             // HITS: 0
}
struct Unused {
  int Value;                      // HITS: -
  int Init = 4;                   // HITS: 0
  Unused() : Value(1) {}          // HITS: 0
  ~Unused() { Value = 2; }        // HITS: 0
  int get() const {               // HITS: 0
    return Value;                 // HITS: 0
  }                               // HITS: -
};
namespace {
int unusedAnonymous() { return 3; } // HITS: 0
}
template <typename T> T unusedTemplate(T X) { // HITS: 0
  T Y = X;                        // HITS: 0
  return Y + 1;                   // HITS: 0
}
int main() { return 0; }          // HITS: 1
