// #line is obeyed: counts go to the file and the lines it names, as with a generated source.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O0 gen.c -o p && env HPINSTR_OUT=%t/o0 ./p && %check-hits %t/o0 %t/calc.pyx
// RUN: %check-hits %t/o0 %t/gen.c
// RUN: cd %t && %clang_hp -O2 gen.c -o p && env HPINSTR_OUT=%t/o2 ./p && %check-hits %t/o2 %t/calc.pyx
// RUN: %check-hits %t/o2 %t/gen.c

//--- calc.pyx
def power(x, n): # // HITS: 3
    r = 1        # // HITS: 3
    while n > 0: # // HITS: 9
        r *= x   # // HITS: 6
        n -= 1   # // HITS: 6
    return r     # // HITS: 3
//--- gen.c
/* Generated. */
#line 1 "calc.pyx"
static long power(long x, long n) {
#line 2 "calc.pyx"
  long r = 1;
#line 3 "calc.pyx"
  while (n > 0) {
#line 4 "calc.pyx"
    r *= x;
#line 5 "calc.pyx"
    n -= 1;
  }
#line 6 "calc.pyx"
  return r;
}
#line 17 "gen.c"
int main(void) {                  // HITS: 1
  int bad = 0;                    // HITS: 1
  bad += power(2, 3) != 8;        // HITS: 1
  bad += power(3, 2) != 9;        // HITS: 1
  bad += power(7, 1) != 7;        // HITS: 1
  return bad;                     // HITS: 1
}
