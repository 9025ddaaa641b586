// Overloaded and conversion operators and literals count calls on the line that holds their name.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

struct Money {
  long Cents;
  Money operator+(Money O) const { return {Cents + O.Cents}; } // HITS: 4
  Money &operator++() {              // HITS: 3
    ++Cents;                         // HITS: 3
    return *this;                    // HITS: 3
  }
  long operator[](int N) const       // HITS: 1
  {                                  // HITS: -
    return Cents * N;                // HITS: 1
  }
  explicit operator bool() const {   // HITS: 2
    return Cents != 0;               // HITS: 2
  }
  operator long() const { return Cents; } // HITS: 1
  void operator()(int N) { Cents += N; }  // HITS: 5
};
static Money operator""_eur(unsigned long long N) { // HITS: 2
  return {long(N) * 100};            // HITS: 2
}
static bool operator<(Money A, Money B) { return A.Cents < B.Cents; } // HITS: 2

int main() {
  Money M = 1_eur + 2_eur;           // HITS: 1
  for (int I = 0; I < 3; ++I)        // HITS: 4
    ++M;                             // HITS: 3
  for (int I = 0; I < 5; ++I) M(I);  // HITS: 6
  M = M + M + M + M;                 // HITS: 1
  if (M && !(M < Money{5}))          // HITS: 1
    M.Cents -= M[1] - 1;             // HITS: 1
  bool B = Money{0} < M;             // HITS: 1
  long Rest = M;                     // HITS: 1
  return Rest != 1 || !B || !M;      // HITS: 1
}
