// At namespace scope an initialiser that runs counts once; a constant one runs no code.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Calls;                  // HITS: -
static int next() { return ++Calls; } // HITS: 4

int Constant = 5;                  // HITS: -
int First = next();                // HITS: 1
namespace Inner {
static int Second = next() + First; // HITS: 1
}
struct Counter {
  int N;
  Counter() : N(next()) {}         // HITS: 1
};
Counter Object;                    // HITS: 1
struct Holder {
  static int Member;               // HITS: -
};
int Holder::Member = next();       // HITS: 1
const char *Text = "text";         // HITS: -
extern int Elsewhere;              // HITS: -

int main() {                       // HITS: 1
  return Inner::Second + Object.N + Holder::Member + Constant != 3 + 3 + 4 + 5; // HITS: 1
}
