// With virtual bases the complete and base variants of constructors and destructors still count one call each.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int Log;

struct Base {
  Base() { Log += 1; }                   // HITS: 3
  virtual ~Base() { Log += 10; }         // HITS: 3
  int X = 0;                             // HITS: 3
};
struct Left : virtual Base {
  Left() { Log += 100; }                 // HITS: 2
  ~Left() { Log += 1000; }               // HITS: 2
};
struct Right : virtual Base {
  Right() { ++X; }                       // HITS: 2
  ~Right() { --X; }                      // HITS: 2
};
struct Both : Left, Right {
  Both() { Log += 10000; }               // HITS: 1
  ~Both() { Log += 100000; }             // HITS: 1
};

int main() {
  Base *P = new Both;                    // HITS: 1
  delete P;                              // HITS: 1
  { Left L; }                            // HITS: 1
  { Right R; }                           // HITS: 1
  return Log != 3 + 30 + 200 + 2000 + 110000; // HITS: 1
}
