// Each statement on a line of its own counts how often it began.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int total;

static void add(int n) { // HITS: 5
  total += n;            // HITS: 5
  total *= 2;            // HITS: 5
  if (total > 20)        // HITS: 5
    total -= 10;         // HITS: 2
}

int main(void) {         // HITS: 1
  for (int i = 0; i < 5; ++i) // HITS: 6
    add(i);              // HITS: 5
  return total != 22;    // HITS: 1
}
