// Braces, else, do, labels, case, default, try and catch alone on their lines carry no number.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

static int f(int N)
{                       // HITS: -
  int S = 0;            // HITS: 5
  if (N > 3)            // HITS: 5
  {                     // HITS: -
    S = 1;              // HITS: 1
  }                     // HITS: -
  else                  // HITS: -
  {                     // HITS: -
    S = 2;              // HITS: 4
  }                     // HITS: -
  switch (N) {          // HITS: 5
  case 1:               // HITS: -
  case 2:               // HITS: -
    ++S;                // HITS: 2
    break;              // HITS: 2
  default:              // HITS: -
    --S;                // HITS: 3
  }                     // HITS: -
  try                   // HITS: -
  {                     // HITS: -
    if (N == 0)         // HITS: 5
      throw N;          // HITS: 1
  }                     // HITS: -
  catch (int)           // HITS: -
  {                     // HITS: -
    goto Out;           // HITS: 1
  }                     // HITS: -
  ++S;                  // HITS: 4
Out:                    // HITS: -
  return S;             // HITS: 5
}                       // HITS: -

int main() { return f(0) + f(1) + f(2) + f(3) + f(4) != 1 + 4 + 4 + 2 + 1; } // HITS: 1
