// The variants of a constructor or destructor are one call; delegation is a call of each.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Live;

struct Item {
  int N;
  Item() : Item(7) { ++Live; }      // HITS: 2
  explicit Item(int M) : N(M) {     // HITS: 5
    ++Live;                         // HITS: 5
  }                                 // HITS: -
  ~Item() { --Live; }               // HITS: 5
};

struct Derived : Item {
  Derived() : Item(1) { ++N; }      // HITS: 1
  ~Derived() { ++Live; }            // HITS: 1
};

int main() {
  {                                 // HITS: -
    Item A;                         // HITS: 1
    Item B(2);                      // HITS: 1
    Derived D;                      // HITS: 1
    Item *P = new Item;             // HITS: 1
    delete P;                       // HITS: 1
    delete new Item(3);             // HITS: 1
  }
  return Live != 3;                 // HITS: 1
}
