// A program that goes into a sandbox which kills for open(): sixteen threads count, the others are named as lost.
// RUN: rm -rf %t.out && %clang -I%S -I%S/../../include -pthread %s %rt -o %t
// RUN: env HPINSTR_OUT=%t.out %t 2>&1 | FileCheck %s
// RUN: %python %S/readhpi.py %t.out sums blocks | FileCheck %s --check-prefix=SUM
// CHECK: hpinstr: warning: {{.*}}: operation not permitted; counts of some threads of this process are not written
// CHECK-NEXT: done
// SUM: sums=sandbox.c.tmp:1,15 blocks=16
#include "Unit.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
HPI_UNIT(3, 2)

static pthread_barrier_t Barrier;

static void *work(void *Unused) {
  hit(1);
  pthread_barrier_wait(&Barrier);
  return Unused;
}

int main(void) {
  hit(0);
  struct sock_filter Rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 1),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog Filter = {4, Rules};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &Filter))
    return 1;
  pthread_t Threads[30];
  pthread_barrier_init(&Barrier, 0, 30);
  for (int I = 0; I < 30; ++I)
    pthread_create(&Threads[I], 0, work, 0);
  for (int I = 0; I < 30; ++I)
    pthread_join(Threads[I], 0);
  return write(1, "done\n", 5) != 5;
}
