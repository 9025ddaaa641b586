// Identical functions keep their own counts where the linker folds identical code.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O2 -ffunction-sections %s -o %t/lld -fuse-ld=lld -Wl,--icf=all -Wl,--gc-sections
// RUN: env HPINSTR_OUT=%t/lld.out %t/lld && %check-hits %t/lld.out %s
// RUN: %clangxx_hp -O2 -ffunction-sections %s -o %t/mold -fuse-ld=mold -Wl,--icf=all -Wl,--gc-sections
// RUN: env HPINSTR_OUT=%t/mold.out %t/mold && %check-hits %t/mold.out %s
// RUN: %clangxx_hp -O0 -ffunction-sections -fdata-sections %s -o %t/zero -fuse-ld=lld -Wl,--icf=all -Wl,--gc-sections
// RUN: env HPINSTR_OUT=%t/zero.out %t/zero && %check-hits %t/zero.out %s
// RUN: %clangxx_hp -O2 -ffunction-sections -fdata-sections %s -o %t/bfd -fuse-ld=bfd -Wl,--gc-sections -s
// RUN: env HPINSTR_OUT=%t/bfd.out %t/bfd && %check-hits %t/bfd.out %s

#define NOINLINE __attribute__((noinline))
NOINLINE int first(int N) {         // HITS: 100
  return N * 3 + 7;                 // HITS: 100
}
NOINLINE int second(int N) {        // HITS: 50
  return N * 3 + 7;                 // HITS: 50
}
NOINLINE int dropped(int N) {       // HITS: 0
  return N * 3 + 7;                 // HITS: 0
}
template <typename T> NOINLINE T twice(T X) { // HITS: 70
  return X + X;                     // HITS: 70
}

int main() {
  int S = 0;
  for (int I = 0; I < 50; ++I)      // HITS: 51
    S += first(I) - second(I) + first(I); // HITS: 50
  for (int I = 0; I < 35; ++I)      // HITS: 36
    S -= twice(I) - int(twice(unsigned(I))); // HITS: 35
  return S != 3675 + 350;           // HITS: 1
}
