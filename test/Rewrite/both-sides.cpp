// Clang runs both sides of a `?:` whose sides could be constants: a probe in one of them still counts that one only.
// RUN: rm -rf %t && %rewrite --verbose -o %t %s -- -std=c++17 2> %t.err && FileCheck %s --check-prefix=REASON < %t.err
// RUN: cd %t && for O in 0 2; do %clangxx -std=c++17 -O$O -Wall -Wextra -Werror both-sides.cpp -L%build/lib -lhpinstr -o p && \
// RUN:   HPINSTR_OUT=%t/out$O ./p && %check-hits out$O %s || exit 1; done
static int pick(int N) { // HITS: 4
  return N == 1 ? 10     // HITS: 4
       : N == 2 ? 20     // HITS: 3
                : 30;    // HITS: 2
}
constexpr int choose(bool Which, int A) { // HITS: 2
  return Which ? A                        // HITS: 2
               : 2;                       // HITS: 1
}
static_assert(choose(false, 1) == 2);
struct Holder {
  int A, B;
  explicit Holder(bool Which) // HITS: 2
      : A(Which ? 1           // HITS: 2
                : 2),         // HITS: -
        B(Which ? pick(1)     // HITS: 2
                : pick(2)) {} // HITS: 1
};
// REASON: both-sides.cpp:[[#@LINE-4]]: no place for a probe: an operand that a comma could change
static int sum(const int *All, int N) { // HITS: 2
  int S = 0;                            // HITS: 2
  for (int I = 0; I < N; ++I)           // HITS: 70006
    S += All[I & 1];                    // HITS: 70004
  return S;                             // HITS: 2
}
int main(int Argc, char **) { // HITS: 1
  int All[] = {1, 2};         // HITS: 1
  int S = sum(All, 4) + sum(All, 70000) + Holder(Argc == 1).A + Holder(Argc == 9).B; // HITS: 1
  return pick(2 + Argc) + pick(9) + choose(Argc == 1, 1) + choose(Argc == 2, 3) + S == 0; // HITS: 1
}
