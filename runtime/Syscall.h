/* Syscall.h - system calls without libc.
 *
 * Owns: the raw system call and one inline function for each call that the runtime makes. Must not: touch errno,
 * keep state, or call libc, which may itself be instrumented, interposed or not yet initialised.
 *
 * Each function returns what the kernel returns: a negative errno value on failure. All are async-signal-safe.
 */
#ifndef HPI_RUNTIME_SYSCALL_H
#define HPI_RUNTIME_SYSCALL_H

#include "Names.h"

#include <asm/errno.h>
#include <asm/fcntl.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/memfd.h>
#include <linux/mman.h>
#include <linux/stat.h>

enum { HPI_SIG_SETMASK = 2, HPI_SIGSET_BYTES = 8, HPI_SIGPIPE = 13 };
enum { HPI_CLOCK_REALTIME = 0, HPI_CLOCK_MONOTONIC = 1, HPI_CLOCK_THREAD = 3, HPI_CLOCK_RAW = 4 };
enum { HPI_RLIMIT_FSIZE = 1, HPI_RLIMIT_AS = 9 };
enum {
  HPI_PROT_READ = 1,
  HPI_PROT_WRITE = 2,
  HPI_MAP_NORESERVE = 0x4000,
  HPI_WIPE_ON_FORK = 18,
  HPI_POPULATE_WRITE = 23
};

struct HpiTime {
  int64_t Sec;
  int64_t Nsec;
};
struct HpiIoVec {
  const void *Base;
  uint64_t Bytes;
};
struct HpiUname {
  char Sysname[65], Nodename[65], Release[65], Version[65], Machine[65], Domain[65];
};
/* The kernel's struct rusage on 64-bit machines. */
struct HpiUsage {
  int64_t UserSec, UserUsec, SysSec, SysUsec, MaxRssKb, Unused[3], MinorFaults, MajorFaults, Others[6];
  int64_t VoluntarySwitches, InvoluntarySwitches;
};
/* The kernel's struct sysinfo on 64-bit machines; Loads are in 1/65536. */
struct HpiSystem {
  int64_t Uptime;
  uint64_t Loads[3];
  uint64_t Others[10];
};
struct HpiDirEntry {
  uint64_t Ino;
  int64_t Next;
  uint16_t Bytes;
  uint8_t Type;
  char Name[];
};

HPI_INLINE int64_t sysCall(int64_t Number, int64_t A, int64_t B, int64_t C, int64_t D, int64_t E, int64_t F) {
#if defined(__x86_64__)
  register int64_t R10 __asm__("r10") = D;
  register int64_t R8 __asm__("r8") = E;
  register int64_t R9 __asm__("r9") = F;
  int64_t Result;
  __asm__ volatile("syscall"
                   : "=a"(Result)
                   : "a"(Number), "D"(A), "S"(B), "d"(C), "r"(R10), "r"(R8), "r"(R9)
                   : "rcx", "r11", "memory");
  return Result;
#else
  register int64_t X8 __asm__("x8") = Number;
  register int64_t X0 __asm__("x0") = A;
  register int64_t X1 __asm__("x1") = B;
  register int64_t X2 __asm__("x2") = C;
  register int64_t X3 __asm__("x3") = D;
  register int64_t X4 __asm__("x4") = E;
  register int64_t X5 __asm__("x5") = F;
  __asm__ volatile("svc #0" : "+r"(X0) : "r"(X8), "r"(X1), "r"(X2), "r"(X3), "r"(X4), "r"(X5) : "memory");
  return X0;
#endif
}

#define HPI_CALL(Name, A, B, C, D, E, F)                                                                               \
  sysCall(__NR_##Name, (int64_t)(A), (int64_t)(B), (int64_t)(C), (int64_t)(D), (int64_t)(E), (int64_t)(F))

HPI_INLINE uint32_t sysGetPid(void) { return (uint32_t)HPI_CALL(getpid, 0, 0, 0, 0, 0, 0); }
HPI_INLINE uint32_t sysGetPpid(void) { return (uint32_t)HPI_CALL(getppid, 0, 0, 0, 0, 0, 0); }
HPI_INLINE uint32_t sysGetTid(void) { return (uint32_t)HPI_CALL(gettid, 0, 0, 0, 0, 0, 0); }
HPI_INLINE int64_t sysOpen(const char *Path, int Flags) {
  return HPI_CALL(openat, AT_FDCWD, Path, Flags | O_CLOEXEC, 0644, 0, 0);
}
HPI_INLINE int64_t sysClose(int64_t Fd) { return HPI_CALL(close, Fd, 0, 0, 0, 0, 0); }
HPI_INLINE int64_t sysRead(int64_t Fd, void *Data, uint64_t Bytes) { return HPI_CALL(read, Fd, Data, Bytes, 0, 0, 0); }
HPI_INLINE int64_t sysWritev(int64_t Fd, const struct HpiIoVec *Vec, uint64_t Num) {
  return HPI_CALL(writev, Fd, Vec, Num, 0, 0, 0);
}
HPI_INLINE int64_t sysPread(int64_t Fd, void *Data, uint64_t Bytes, uint64_t Offset) {
  return HPI_CALL(pread64, Fd, Data, Bytes, Offset, 0, 0);
}
HPI_INLINE int64_t sysPwritev(int64_t Fd, const struct HpiIoVec *Vec, uint64_t Num, uint64_t Offset) {
  return HPI_CALL(pwritev, Fd, Vec, Num, Offset, 0, 0);
}
HPI_INLINE int64_t sysTruncate(int64_t Fd, uint64_t Bytes) { return HPI_CALL(ftruncate, Fd, Bytes, 0, 0, 0, 0); }
HPI_INLINE int64_t sysDupAbove(int64_t Fd, int Lowest) { return HPI_CALL(fcntl, Fd, F_DUPFD_CLOEXEC, Lowest, 0, 0, 0); }
HPI_INLINE int64_t sysMkdir(const char *Path) { return HPI_CALL(mkdirat, AT_FDCWD, Path, 0777, 0, 0, 0); }
HPI_INLINE int64_t sysUnlink(const char *Path) { return HPI_CALL(unlinkat, AT_FDCWD, Path, 0, 0, 0, 0); }
HPI_INLINE int64_t sysRename(const char *From, const char *To) {
  return HPI_CALL(renameat2, AT_FDCWD, From, AT_FDCWD, To, 0, 0);
}
HPI_INLINE int64_t sysStat(int64_t Fd, const char *Path, struct statx *Stat) {
  return HPI_CALL(statx, Fd, Path, AT_EMPTY_PATH | AT_NO_AUTOMOUNT, STATX_INO | STATX_BLOCKS, Stat, 0);
}
HPI_INLINE int64_t sysReadLink(const char *Path, char *Text, uint64_t Bytes) {
  return HPI_CALL(readlinkat, AT_FDCWD, Path, Text, Bytes, 0, 0);
}
HPI_INLINE int64_t sysGetCwd(char *Text, uint64_t Bytes) { return HPI_CALL(getcwd, Text, Bytes, 0, 0, 0, 0); }
HPI_INLINE int64_t sysGetDents(int64_t Fd, void *Data, uint64_t Bytes) {
  return HPI_CALL(getdents64, Fd, Data, Bytes, 0, 0, 0);
}
/* Shared where Fd >= 0, private and anonymous where it is -1; exactly at At where that is not null. */
HPI_INLINE int64_t sysMap(void *At, uint64_t Bytes, int64_t Fd, uint64_t Offset) {
  int Flags = (Fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS | HPI_MAP_NORESERVE : MAP_SHARED) | (At ? MAP_FIXED : 0);
  return HPI_CALL(mmap, At, Bytes, HPI_PROT_READ | HPI_PROT_WRITE, Flags, Fd, Offset);
}
HPI_INLINE int64_t sysUnmap(void *At, uint64_t Bytes) { return HPI_CALL(munmap, At, Bytes, 0, 0, 0, 0); }
/* A child finds zeros there. */
HPI_INLINE int64_t sysWipeOnFork(void *At, uint64_t Bytes) {
  return HPI_CALL(madvise, At, Bytes, HPI_WIPE_ON_FORK, 0, 0, 0);
}
HPI_INLINE int64_t sysPopulate(void *At, uint64_t Bytes) {
  return HPI_CALL(madvise, At, Bytes, HPI_POPULATE_WRITE, 0, 0, 0);
}
HPI_INLINE int64_t sysMemFd(const char *Name) { return HPI_CALL(memfd_create, Name, MFD_CLOEXEC, 0, 0, 0, 0); }
HPI_INLINE int64_t sysRandom(void *Data, uint64_t Bytes) {
  return HPI_CALL(getrandom, Data, Bytes, 1 /* GRND_NONBLOCK */, 0, 0, 0);
}
HPI_INLINE int64_t sysUname(struct HpiUname *Name) { return HPI_CALL(uname, Name, 0, 0, 0, 0, 0); }
HPI_INLINE int64_t sysUsage(struct HpiUsage *Usage) { return HPI_CALL(getrusage, 0, Usage, 0, 0, 0, 0); }
HPI_INLINE int64_t sysSystem(struct HpiSystem *System) { return HPI_CALL(sysinfo, System, 0, 0, 0, 0, 0); }
/* Whether thread Tid of process Pid exists. */
HPI_INLINE int sysThreadLives(uint32_t Pid, uint32_t Tid) { return HPI_CALL(tgkill, Pid, Tid, 0, 0, 0, 0) != -ESRCH; }
HPI_INLINE void sysYield(void) { HPI_CALL(sched_yield, 0, 0, 0, 0, 0, 0); }
HPI_INLINE void sysSleep(int64_t Nsec) {
  struct HpiTime Time = {0, Nsec};
  HPI_CALL(nanosleep, &Time, 0, 0, 0, 0, 0);
}
/* Ready for the struct HpiPoll of Polled, or TimeoutNs over; 0 waits for ever. */
HPI_INLINE void sysPoll(void *Polled, uint64_t Num, int64_t TimeoutNs) {
  struct HpiTime Time;
  Time.Sec = 0;
  Time.Nsec = TimeoutNs;
  HPI_CALL(ppoll, Polled, Num, TimeoutNs ? &Time : 0, 0, HPI_SIGSET_BYTES, 0);
}
/* Waits while *Word is Value, at most a second. */
HPI_INLINE void sysFutexWait(uint32_t *Word, uint32_t Value) {
  struct HpiTime Time;
  Time.Sec = 1;
  Time.Nsec = 0;
  HPI_CALL(futex, Word, 0 /* FUTEX_WAIT */, Value, &Time, 0, 0);
}
HPI_INLINE uint64_t sysClockNs(int Clock) {
  struct HpiTime Time = {0, 0};
  HPI_CALL(clock_gettime, Clock, &Time, 0, 0, 0, 0);
  return (uint64_t)Time.Sec * 1000000000u + (uint64_t)Time.Nsec;
}
/* The clock of a thread's CPU time, as the kernel encodes it; it stands at 0 once the thread has ended. */
HPI_INLINE int sysCpuClockOf(uint32_t Tid) { return (int)(~Tid << 3 | 6); }
/* Largest size that this process may extend a file to. */
HPI_INLINE uint64_t sysLimit(uint32_t Resource) {
  uint64_t Limits[2] = {~0ull, ~0ull};
  HPI_CALL(prlimit64, 0, Resource, 0, Limits, 0, 0);
  return Limits[0];
}
HPI_INLINE uint64_t sysFileSizeLimit(void) { return sysLimit(HPI_RLIMIT_FSIZE); }
/* Whether the program runs with rights that its caller lacks. */
HPI_INLINE int sysIsPrivileged(void) {
  return HPI_CALL(getuid, 0, 0, 0, 0, 0, 0) != HPI_CALL(geteuid, 0, 0, 0, 0, 0, 0) ||
         HPI_CALL(getgid, 0, 0, 0, 0, 0, 0) != HPI_CALL(getegid, 0, 0, 0, 0, 0, 0);
}
/* 16 bytes: the calling thread's name, with its NUL. */
HPI_INLINE int64_t sysThreadName(char *Name) { return HPI_CALL(prctl, 16 /* PR_GET_NAME */, Name, 0, 0, 0, 0); }
/* 0 for none, a negative errno value where the kernel knows of no such thing. */
HPI_INLINE int64_t sysSeccompMode(void) { return HPI_CALL(prctl, 21 /* PR_GET_SECCOMP */, 0, 0, 0, 0, 0); }
/* Whether the program went into a sandbox after its start, where it was in none: it is asked for no more than it asks
 * for itself. */
HPI_INLINE int sysIsLockedIn(uint32_t SeccompAtStart) { return !SeccompAtStart && sysSeccompMode() > 0; }
/* Sets the thread's signal mask and returns the one before. */
HPI_INLINE uint64_t sysSignalMask(uint64_t Mask) {
  uint64_t Before = 0;
  HPI_CALL(rt_sigprocmask, HPI_SIG_SETMASK, &Mask, &Before, HPI_SIGSET_BYTES, 0, 0);
  return Before;
}
HPI_INLINE uint64_t sysPendingSignals(void) {
  uint64_t Pending = 0;
  HPI_CALL(rt_sigpending, &Pending, HPI_SIGSET_BYTES, 0, 0, 0, 0);
  return Pending;
}
/* Takes a pending signal of Mask off the queue, where there is one. */
HPI_INLINE void sysDropSignal(uint64_t Mask) {
  struct HpiTime Now = {0, 0};
  HPI_CALL(rt_sigtimedwait, &Mask, 0, &Now, HPI_SIGSET_BYTES, 0, 0);
}

#endif
