// A threaded interpreter over a long program.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clang_hp -O0 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clang_hp -O2 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clang_hp -O3 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

enum { Inc, Dec, Loop, Halt };

static long run(const unsigned char *Code, long N) { // HITS: 1
  static void *const Labels[] = {&&DoInc, &&DoDec, &&DoLoop, &&DoHalt}; // HITS: -
  const unsigned char *Pc = Code; // HITS: 1
  long Acc = 0;                   // HITS: 1
  goto *Labels[*Pc++];            // HITS: 1
DoInc:                            // HITS: -
  Acc += 3;                       // HITS: 200000
  goto *Labels[*Pc++];            // HITS: 200000
DoDec:                            // HITS: -
  Acc -= 1;                       // HITS: 100000
  goto *Labels[*Pc++];            // HITS: 100000
DoLoop:                           // HITS: -
  if (--N > 0)                    // HITS: 100000
    Pc = Code;                    // HITS: 99999
  goto *Labels[*Pc++];            // HITS: 100000
DoHalt:                           // HITS: -
  return Acc;                     // HITS: 1
}

int main(void) {
  static const unsigned char Code[] = {Inc, Dec, Inc, Loop, Halt};
  return run(Code, 100000) != 500000; // HITS: 1
}
