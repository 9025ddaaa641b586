// The API may be called from a handler that interrupts a call of it: each takes effect, errno stays, nothing waits for ever.
// RUN: rm -rf %t.out && %clang_hp -O1 -I%source/include %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format tsv --label main %t.out | grep -E '	17	' | cut -f 2- | FileCheck %s
#include <errno.h>
#include <hpinstr/hpinstr.h>
#include <signal.h>
#include <sys/time.h>
static volatile int Alarms, Sink;
static void onAlarm(int Number) {
  (void)Number;
  hpinstr_label("handler");
  ++Alarms;
  hpinstr_label("main");
}
static void __attribute__((noinline)) work(int Times) {
  for (int I = 0; I < Times; ++I)
    Sink = I;
}
int main(void) {
  struct itimerval Every = {{0, 500}, {0, 500}}, Never = {{0, 0}, {0, 0}};
  signal(SIGALRM, onAlarm);
  hpinstr_label("main");
  setitimer(ITIMER_REAL, &Every, 0);
  errno = 77;
  while (Alarms < 50) {
    hpinstr_stop();
    hpinstr_start();
  }
  setitimer(ITIMER_REAL, &Never, 0);
  work(10);
  return errno == 77 ? 0 : 1;
}
// CHECK: 17{{.}}10
