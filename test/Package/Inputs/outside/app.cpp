#include <hpinstr/hpinstr.h>

extern "C" int part(int);

HPINSTR_OFF static int hidden() { // HITS: -
  return 1;                       // HITS: -
}

int main() {                  // HITS: 1
  int Sum = 0;                // HITS: 1
  for (int I = 0; I < 3; ++I) // HITS: 4
    Sum += part(I);           // HITS: 3
  return Sum - 6 + hidden() - 1; // HITS: 1
}
