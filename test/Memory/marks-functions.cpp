// Exactly timed functions are marks in the heap over time where that is asked for: from here to there, however they end.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clangxx_hp -w $L -pthread -fplugin-arg-hpinstr-functions='parse*,grow,jumpedOver,thrownThrough,recur,threaded' -I%source/include %s -o p$L || exit 1; done
// RUN: for L in -O0 -O2; do env HPINSTR_OUT=on$L HPINSTR_OPTIONS=marks=on ./p$L || exit 1; done
// RUN: for L in -O0 -O2; do %hpinstr export --format json on$L > j && %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json j && %python %S/Inputs/checkfunctionmarks.py j || exit 1; done
// RUN: %hpinstr report --timeline on-O2 | FileCheck %s
// RUN: %hpinstr export --format mprof-heap -o m on-O2 && FileCheck %s --check-prefix=MPROF < m
// RUN: %hpinstr dump -o d on-O2/*.hpi && %hpinstr dump --undump d -o back && cmp back on-O2/*.hpi
// RUN: %hpinstr merge -o merged.hpi on-O2 && %hpinstr report --timeline merged.hpi | sed 's/1460, are/500, are/' | FileCheck %s
// Nobody asked:
// RUN: env HPINSTR_OUT=off ./p-O2 && %hpinstr export --format mprof-heap -o m off && FileCheck %s --check-prefix=OFF < m
// CHECK: Live heap over time
// CHECK: {{^}}parse(int)  {{ *[= ]+$}}
// CHECK: {{^}}    region  {{ *[= ]+$}}
// CHECK: Later visits of regions and functions, 500, are not marked
// MPROF: FUNC parse(int) {{.*}} [[#]].[[#]] 1.{{.*}} [[#]].[[#]]{{$}}
// OFF-NOT: FUNC {{.*}}(
// OFF: FUNC region
// OFF-NOT: FUNC {{.*}}(
#include <csetjmp>
#include <cstdlib>
#include <hpinstr/hpinstr.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static void *volatile Kept[8];
static std::jmp_buf Place;

__attribute__((noinline)) static void grow(int Bytes) { Kept[0] = malloc(Bytes); }

__attribute__((noinline)) static void parse(int Bytes) {
  hpinstr::Region Inner("region");
  grow(Bytes);
  free(Kept[0]);
  Kept[1] = malloc(1 << 20);
}

__attribute__((noinline)) static void notSelected() { free(Kept[1]); }

__attribute__((noinline)) static void thrownThrough() {
  Kept[2] = malloc(1000);
  throw 1;
}

__attribute__((noinline)) static void jumpedOver() {
  Kept[3] = malloc(2000);
  std::longjmp(Place, 1);
}

__attribute__((noinline)) static int recur(int N) {
  Kept[4] = malloc(10);
  int Sum = N ? recur(N - 1) + 1 : 0;
  __asm__ volatile("" : "+r"(Sum));
  return Sum;
}

__attribute__((noinline)) static void threaded() { Kept[5] = malloc(300); }

/* Takes what marks are left; a child's table is its own. */
__attribute__((noinline)) static int parseOften(int N) {
  for (int I = 0; I < N; ++I)
    grow(I);
  return N;
}

int main() {
  parse(4 << 20);
  notSelected();
  try {
    thrownThrough();
  } catch (int) {
  }
  if (!setjmp(Place))
    jumpedOver();
  recur(3);
  std::thread Other(threaded);
  Other.join();
  parseOften(1513);
  return 0;
}
