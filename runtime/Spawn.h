/* Spawn.h - a thread that libc knows nothing of.
 *
 * Owns: clone. Must not: touch thread-local storage; the new thread has that of its maker, and must not either.
 *
 * glibc would count a thread of its own, and lock in malloc, stdio and shared_ptr from then on.
 */
#ifndef HPI_RUNTIME_SPAWN_H
#define HPI_RUNTIME_SPAWN_H

#include "Names.h"

#include <asm/unistd.h>
#include <linux/sched.h>

/* Without CLONE_FS: the new thread keeps its root and working directory where the host changes its own. */
enum {
  HPI_SPAWN_FLAGS =
      CLONE_VM | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID
};

/* Runs Function(Argument) on a new thread with the stack below Top and the caller's signal mask.
 * \param Tid  gets its number, and 0 when it has ended
 * \returns its number or a negative errno value */
HPI_INLINE int64_t sysSpawn(void *Top, void (*Function)(void *), void *Argument, uint32_t *Tid) {
#if defined(__x86_64__)
  register uint32_t *R10 __asm__("r10") = Tid;
  register uint64_t R8 __asm__("r8") = 0;
  register void (*R12)(void *) __asm__("r12") = Function;
  register void *R13 __asm__("r13") = Argument;
  int64_t Result;
  __asm__ volatile("syscall\n\t"
                   "testq %%rax, %%rax\n\t"
                   "jnz 1f\n\t"
                   "xorl %%ebp, %%ebp\n\t"
                   "movq %%r13, %%rdi\n\t"
                   "callq *%%r12\n\t"
                   "movl %[Exit], %%eax\n\t"
                   "xorl %%edi, %%edi\n\t"
                   "syscall\n"
                   "1:"
                   : "=a"(Result)
                   : "a"((int64_t)__NR_clone), "D"((int64_t)HPI_SPAWN_FLAGS), "S"(Top), "d"(Tid), "r"(R10), "r"(R8),
                     "r"(R12), "r"(R13), [Exit] "i"(__NR_exit)
                   : "rcx", "r11", "memory");
  return Result;
#else
  register int64_t X8 __asm__("x8") = __NR_clone;
  register int64_t X0 __asm__("x0") = HPI_SPAWN_FLAGS;
  register void *X1 __asm__("x1") = Top;
  register uint32_t *X2 __asm__("x2") = Tid;
  register uint64_t X3 __asm__("x3") = 0;
  register uint32_t *X4 __asm__("x4") = Tid;
  register void (*X10)(void *) __asm__("x10") = Function;
  register void *X11 __asm__("x11") = Argument;
  __asm__ volatile("svc #0\n\t"
                   "cbnz x0, 1f\n\t"
                   "mov x29, xzr\n\t"
                   "mov x0, x11\n\t"
                   "blr x10\n\t"
                   "mov x8, %[Exit]\n\t"
                   "mov x0, xzr\n\t"
                   "svc #0\n"
                   "1:"
                   : "+r"(X0)
                   : "r"(X8), "r"(X1), "r"(X2), "r"(X3), "r"(X4), "r"(X10), "r"(X11), [Exit] "i"(__NR_exit)
                   : "memory", "x30");
  return X0;
#endif
}

#endif
