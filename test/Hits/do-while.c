// In a do-while the line of its while counts evaluations of the condition, the line of do nothing.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

int main(void) {
  int I = 0, S = 0;
  do {              // HITS: -
    S += I;         // HITS: 5
  } while (++I < 5); // HITS: 5
  do                // HITS: -
    --I;            // HITS: 5
  while (I > 0);    // HITS: 5
  do {              // HITS: -
    ++I;            // HITS: 6
    if (I == 3)     // HITS: 6
      continue;     // HITS: 1
    if (I == 6)     // HITS: 5
      break;        // HITS: 1
    S += 100;       // HITS: 4
  } while (1);      // HITS: 5
  for (I = 0; I < 3; ++I) // HITS: 4
    do {            // HITS: -
      S += 1000;    // HITS: 3
      if (I == 1)   // HITS: 3
        break;      // HITS: 1
    } while (0);    // HITS: 2
  return S != 3410; // HITS: 1
}
