/* probe.h - counters that are part of the source: what hpinstr-rewrite writes, and what a hand can write too.
 *
 * Owns: the probes' spelling for GCC 9 and later and for Clang, in C11 and C++14 onwards. Link with -lhpinstr.
 * Must not: include anything; hpinstr-rewrite puts a copy into each tree that it writes.
 *
 *     HPI_FILE(tag, Hash, NumCounters, Wants, TablesBytes, Tables)   declares the counters of a file, at file scope
 *     void f(int n) { HPI_FUNCTION(tag, 0);                   f was called: counter 0
 *       HPI_LINE(1); g(n);                                    this statement began: counter 1
 *       if (n) HPI_BEFORE(2) g(0);                            the same where only one statement may stand
 *       while (HPI_AT(3), n--) {                              this expression was evaluated: counter 3
 *
 * Each thread counts in memory of its own (docs/how-it-works.md), so nothing is lost between threads, and what was
 * counted survives any end of the process. HPI_FUNCTION looks up the thread's counters once a call; probes with _IN in
 * their names stand where no HPI_FUNCTION does, or where one call may go on in another thread, and look them up each
 * time.
 */
#ifndef HPINSTR_PROBE_H
#define HPINSTR_PROBE_H
#pragma GCC system_header

#define HPI_PROBE_HIDDEN __attribute__((__visibility__("hidden")))

/* Position-independent code may end up in a shared object, other code cannot. */
#if defined(__PIC__) && !defined(__PIE__)
#define HPI_PROBE_TLS __attribute__((__visibility__("hidden"), __tls_model__("initial-exec")))
#else
#define HPI_PROBE_TLS __attribute__((__visibility__("hidden"), __tls_model__("local-exec")))
#endif

#ifdef __cplusplus
#define HPI_PROBE_INLINE inline __attribute__((__always_inline__, __no_instrument_function__, __nothrow__))
#define HPI_PROBE_GLOBAL(Name) ::Name
extern "C" {
#else
#define HPI_PROBE_INLINE                                                                                               \
  extern __inline __attribute__((__gnu_inline__, __always_inline__, __no_instrument_function__, __nothrow__))
#define HPI_PROBE_GLOBAL(Name) Name
#endif

typedef __UINT64_TYPE__ hpi_counter;

/* Distance from a counter's place in the program to its place in this thread's memory, 0 where it has none yet. */
extern __thread __INTPTR_TYPE__ hpi_probe_offset __asm__("__hpi.v1.off") HPI_PROBE_TLS;
/* Gives the thread its counters; returns the distance. Leaves errno alone, and may run in a signal handler. */
__INTPTR_TYPE__ hpi_probe_enter(void) __asm__("__hpi.v1.enter") HPI_PROBE_HIDDEN __attribute__((__cold__, __nothrow__));

HPI_PROBE_INLINE hpi_counter *hpi_probe_counters(hpi_counter *Counters) {
  __INTPTR_TYPE__ Offset = hpi_probe_offset;
  if (__builtin_expect(!Offset, 0))
    Offset = hpi_probe_enter();
  return (hpi_counter *)((__UINTPTR_TYPE__)Counters + (__UINTPTR_TYPE__)Offset);
}

/* Adds what a loop has counted. */
HPI_PROBE_INLINE void hpi_probe_add_all(hpi_counter *Counter, unsigned Number) {
#if defined(__x86_64__)
  __asm__ __volatile__ __inline__("addq %1, %0" : "+m"(*Counter) : "er"((hpi_counter)Number) : "cc");
#else
  *(volatile hpi_counter *)Counter += Number;
#endif
}

/* One instruction, which no signal handler that counts on the same line can divide, and which stays where it is: a
 * count kept in a register would be lost where the process is killed. */
HPI_PROBE_INLINE void hpi_probe_add(hpi_counter *Counter) {
#if defined(__x86_64__)
  __asm__ __volatile__ __inline__("addq $1, %0" : "+m"(*Counter) : : "cc");
#else
  *(volatile hpi_counter *)Counter += 1;
#endif
}

/* Exact times: what the runtime does at a timed function's beginning, lines and end (include/hpinstr/Abi.inc). */
void *hpi_probe_timed(__UINT64_TYPE__ Key, hpi_counter *Line, hpi_counter *LineMaxima, hpi_counter *Function,
                      hpi_counter *FunctionMaxima) __asm__("__hpi.v1.timed") HPI_PROBE_HIDDEN
    __attribute__((__nothrow__));
void hpi_probe_line(void *Frame, __UINT64_TYPE__ Key, hpi_counter *Line,
                    hpi_counter *Maxima) __asm__("__hpi.v1.line") HPI_PROBE_HIDDEN __attribute__((__nothrow__));
void hpi_probe_left(void *Frame, __UINT64_TYPE__ Key) __asm__("__hpi.v1.left") HPI_PROBE_HIDDEN
    __attribute__((__nothrow__));

void hpi_probe_left_all(void) __asm__("__hpi.v1.leftall") HPI_PROBE_HIDDEN __attribute__((__nothrow__));

enum { hpi_probe_per_time = 41, hpi_probe_per_maximum = 2 };
struct hpi_probe_times {
  __UINT64_TYPE__ Key; /* the frame's address */
  void *Frame;         /* the runtime's own */
  hpi_counter *Times, *Maxima;
};

HPI_PROBE_INLINE struct hpi_probe_times hpi_probe_begin(__UINT64_TYPE__ Key, hpi_counter *Times, hpi_counter *Maxima,
                                                        unsigned T) {
  struct hpi_probe_times New;
  New.Key = Key;
  New.Times = Times;
  New.Maxima = Maxima;
  New.Frame = hpi_probe_timed(Key, Times + (T + 1) * hpi_probe_per_time, Maxima + (T + 1) * hpi_probe_per_maximum,
                              Times + T * hpi_probe_per_time, Maxima + T * hpi_probe_per_maximum);
  return New;
}

HPI_PROBE_INLINE void hpi_probe_time(const struct hpi_probe_times *In, unsigned T) {
  hpi_probe_line(In->Frame, In->Key, In->Times + T * hpi_probe_per_time, In->Maxima + T * hpi_probe_per_maximum);
}

HPI_PROBE_INLINE void hpi_probe_leave(const struct hpi_probe_times *In) { hpi_probe_left(In->Frame, In->Key); }

#ifdef __cplusplus
}
/* What the compiler evaluates is not counted. Clang runs both sides of a `?:` if each could be a constant by itself:
 * what reads the variable hpi_here could not. */
#define HPI_PROBE_AT_RUN_TIME(Value, Otherwise) (__builtin_is_constant_evaluated() ? Otherwise : Value)
#define HPI_PROBE_ADD(Counter) HPI_PROBE_AT_RUN_TIME(::hpi_probe_add(Counter), void())
#define HPI_PROBE_WITH_HERE(Call) HPI_PROBE_AT_RUN_TIME(::Call, static_cast<void>(!hpi_here))
#define HPI_PROBE_HERE(Tag) HPI_PROBE_AT_RUN_TIME(::hpi_counters_of_##Tag(), static_cast<::hpi_counter *>(nullptr))
#define HPI_PROBE_EXTERN extern "C"
#else
#define HPI_PROBE_ADD(Counter) hpi_probe_add(Counter)
#define HPI_PROBE_WITH_HERE(Call) Call
#define HPI_PROBE_HERE(Tag) hpi_counters_of_##Tag()
#define HPI_PROBE_EXTERN extern
#endif

/* In functions that have an HPI_FUNCTION. */
#define HPI_HERE(Tag) HPI_PROBE_GLOBAL(hpi_counter) * hpi_here __attribute__((__unused__)) = HPI_PROBE_HERE(Tag)
#define HPI_FUNCTION(Tag, N)                                                                                           \
  HPI_HERE(Tag);                                                                                                       \
  HPI_DECL(N)
#define HPI_AT(N) HPI_PROBE_WITH_HERE(hpi_probe_add(hpi_here + (N)))
#define HPI_LINE(N) HPI_AT(N)
#define HPI_BEFORE(N)                                                                                                  \
  if (HPI_AT(N), 0) {                                                                                                  \
  } else
#define HPI_AND(N) (HPI_AT(N), 1) &&
#define HPI_OR(N) (HPI_AT(N), 0) ||

/* In loops that end, and that nothing can leave but their own ways out: HPI_ROUND counts in a variable that HPI_COUNT
 * declares before the loop, and HPI_COUNTED adds up behind it. A process that is killed lacks 65,535 rounds at most. */
#define HPI_PROBE_ROUNDS(N) HPI_PROBE_NAME(hpi_rounds_, N)
#define HPI_COUNT(N) __UINT16_TYPE__ HPI_PROBE_ROUNDS(N) = 0
#define HPI_ROUND(N)                                                                                                   \
  (__builtin_expect(!++HPI_PROBE_ROUNDS(N), 0) ? HPI_PROBE_WITH_HERE(hpi_probe_add_all(hpi_here + (N), 65536))         \
                                               : (void)0)
#define HPI_COUNTED(N) HPI_PROBE_WITH_HERE(hpi_probe_add_all(hpi_here + (N), HPI_PROBE_ROUNDS(N)))

/* Exact times. Timed functions begin with HPI_TIMED, so that each call has a frame of its own, and have HPI_TIMES(tag,
 * T) behind their HPI_FUNCTION: T is the function, T + 1 the line that it begins with. HPI_TIME_LINE(T) is where
 * control comes to another line. The frame ends where its variable's scope ends, or when the runtime finds it gone. */
#define HPI_TIMED __attribute__((__noinline__))
#define HPI_TIMES(Tag, T)                                                                                              \
  const struct hpi_probe_times hpi_times __attribute__((__cleanup__(hpi_probe_leave), __unused__)) = hpi_probe_begin(  \
      (__UINT64_TYPE__)__builtin_frame_address(0), hpi_here + hpi_times_##Tag, hpi_here + hpi_maxima_##Tag, T)
#define HPI_TIME_AT(T) HPI_PROBE_GLOBAL(hpi_probe_time)(&hpi_times, T)
#define HPI_TIME_LINE(T) HPI_TIME_AT(T)
/* Before a call that ends the thread. */
#define HPI_TIMES_END() hpi_probe_left_all()
#define HPI_TIME_BEFORE(T)                                                                                             \
  if (HPI_TIME_AT(T), 0) {                                                                                             \
  } else
#define HPI_TIME_AND(T) (HPI_TIME_AT(T), 1) &&
#define HPI_TIME_OR(T) (HPI_TIME_AT(T), 0) ||
#define HPI_TIME_DECL(T)                                                                                               \
  __extension__ char HPI_PROBE_NAME(hpi_time_, T) __attribute__((__unused__)) = (HPI_TIME_AT(T), 0)

/* Everywhere. */
#define HPI_RUN_IN(Tag, N) hpi_probe_add(hpi_counters_of_##Tag() + (N))
#define HPI_AT_IN(Tag, N) HPI_PROBE_ADD(HPI_PROBE_HERE(Tag) + (N))
#define HPI_LINE_IN(Tag, N) HPI_AT_IN(Tag, N)
#define HPI_BEFORE_IN(Tag, N)                                                                                          \
  if (HPI_AT_IN(Tag, N), 0) {                                                                                          \
  } else
#define HPI_AND_IN(Tag, N) (HPI_AT_IN(Tag, N), 1) &&
#define HPI_OR_IN(Tag, N) (HPI_AT_IN(Tag, N), 0) ||

/* Declarations that count, for places where a statement may not stand: before a declaration in C, and at namespace
 * scope. */
#define HPI_PROBE_PASTE(A, B) A##B
#define HPI_PROBE_NAME(A, B) HPI_PROBE_PASTE(A, B)
#ifdef __cplusplus
#define HPI_DECL(N) HPI_AT(N)
#define HPI_DECL_ROUND(N) HPI_ROUND(N)
#define HPI_GLOBAL(Tag, N)                                                                                             \
  static const bool HPI_PROBE_NAME(hpi_global_##Tag##_, N) __attribute__((__unused__)) = (HPI_RUN_IN(Tag, N), false)
#else
#define HPI_DECL(N) __extension__ char HPI_PROBE_NAME(hpi_decl_, N) __attribute__((__unused__)) = (HPI_AT(N), 0)
#define HPI_DECL_ROUND(N)                                                                                              \
  __extension__ char HPI_PROBE_NAME(hpi_decl_, N) __attribute__((__unused__)) = (HPI_ROUND(N), 0)
#define HPI_DECL_IN(Tag, N)                                                                                            \
  __extension__ char HPI_PROBE_NAME(hpi_decl_, N) __attribute__((__unused__)) = (HPI_AT_IN(Tag, N), 0)
#endif

/* In the file that holds main, once: the allocations of the process are counted. malloc and the others, for all code of
 * the process that does not bring its own, lead through a table of the runtime's. The number before each tells it from
 * those of others (include/hpinstr/HeapDoor.h); the reference to glibc's own name is for static programs. */
#if defined(__x86_64__)
#define HPI_PROBE_JUMP(Table, Index) ".byte 0xff, 0x25\n.long __hpi.v1." Table "+8*" #Index " - . - 4\n"
#else
#define HPI_PROBE_JUMP(Table, Index)                                                                                   \
  "adrp x16, __hpi.v1." Table "+8*" #Index "\nldr x16, [x16, :lo12:__hpi.v1." Table "+8*" #Index "]\nbr x16\n"
#endif
#define HPI_PROBE_DOOR(Name, Table, Index)                                                                             \
  ".balign 16\n.quad 0x9e1f70a8c35b4d21\n.weak " #Name "\n.type " #Name ",%function\n.L__hpi.door." Table "." #Index   \
  ":\n" #Name ":\n" HPI_PROBE_JUMP(Table, Index)
#define HPI_PROBE_HEAP_DOORS                                                                                           \
  HPI_PROBE_DOOR(malloc, "heapouter", 0)                                                                               \
  HPI_PROBE_DOOR(calloc, "heapouter", 1)                                                                               \
  HPI_PROBE_DOOR(realloc, "heapouter", 2)                                                                              \
  HPI_PROBE_DOOR(reallocarray, "heapouter", 3)                                                                         \
  HPI_PROBE_DOOR(free, "heapouter", 4)                                                                                 \
  HPI_PROBE_DOOR(aligned_alloc, "heapouter", 5)                                                                        \
  HPI_PROBE_DOOR(posix_memalign, "heapouter", 6)                                                                       \
  HPI_PROBE_DOOR(memalign, "heapouter", 7)                                                                             \
  HPI_PROBE_DOOR(valloc, "heapouter", 8)                                                                               \
  HPI_PROBE_DOOR(pvalloc, "heapouter", 9)                                                                              \
  HPI_PROBE_DOOR(malloc_usable_size, "heapouter", 10)
#define HPI_PROBE_MAP_DOORS                                                                                            \
  HPI_PROBE_DOOR(mmap, "heap_mapouter", 0)                                                                             \
  HPI_PROBE_DOOR(mmap64, "heap_mapouter", 1)                                                                           \
  HPI_PROBE_DOOR(munmap, "heap_mapouter", 2)                                                                           \
  HPI_PROBE_DOOR(mremap, "heap_mapouter", 3)
#define HPI_PROBE_DOOR_TABLE(Name) ".weak __hpi.v1." Name "\n.hidden __hpi.v1." Name "\n__hpi.v1." Name ":\n"
/* A sanitizer has the allocator's place. */
#if defined(__has_feature)
#define HPI_PROBE_HAS(Feature) __has_feature(Feature)
#else
#define HPI_PROBE_HAS(Feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_HWADDRESS__) || defined(__SANITIZE_THREAD__) ||                \
    HPI_PROBE_HAS(address_sanitizer) || HPI_PROBE_HAS(hwaddress_sanitizer) || HPI_PROBE_HAS(thread_sanitizer) ||       \
    HPI_PROBE_HAS(memory_sanitizer) || HPI_PROBE_HAS(leak_sanitizer)
#define HPI_ALLOCATIONS
#define HPI_PROBE_WANTS(Wants) "(" Wants "&~2)+(" Wants "&2)*2"
#else
#define HPI_PROBE_WANTS(Wants) Wants
#define HPI_ALLOCATIONS                                                                                                \
  __asm__(".ifndef __hpi.v1.heap_doors\n.hidden __hpi.v1.heapouter\n.hidden __hpi.v1.heap_mapouter\n"                  \
          ".pushsection .text.__hpi_heap,\"ax\",%progbits\n" HPI_PROBE_HEAP_DOORS HPI_PROBE_MAP_DOORS                  \
          ".popsection\n.pushsection .data.rel.ro.__hpi_heap,\"aw\",%progbits\n"                                       \
          ".balign 8\n" HPI_PROBE_DOOR_TABLE(                                                                          \
              "heap_doors") ".irp I,0,1,2,3,4,5,6,7,8,9,10\n"                                                          \
                            ".quad .L__hpi.door.heapouter.\\I\n.endr\n.quad __libc_malloc\n" HPI_PROBE_DOOR_TABLE(     \
                                "heap_mapdoors") ".irp I,0,1,2,3\n.quad .L__hpi.door.heap_mapouter.\\I\n.endr\n"       \
                                                 ".popsection\n.endif\n");
#endif

/* What OpenMP's default(none) wants named are variables only: the counters are found by a function. */
#define HPI_PROBE_DECLARE(Tag, Hash)                                                                                   \
  HPI_PROBE_EXTERN hpi_counter hpi_counters_##Tag[] __asm__("__hpi.c." #Hash) HPI_PROBE_HIDDEN;                        \
  HPI_PROBE_INLINE hpi_counter *hpi_counters_of_##Tag(void) { return hpi_probe_counters(hpi_counters_##Tag); }

/* The counters of a file and the tables that say what they mean (include/hpinstr/Tables.h). All objects that hold a
 * copy share it: the linker keeps one group of each name. Hash is a number without prefix or suffix, Wants is 0 or a
 * sum of HPI_WANTS_*, Tables are assembler directives. Sections and the descriptor are those of include/hpinstr/Abi.h.
 */
#define HPI_FILE(Tag, Hash, NumCounters, Wants, TablesBytes, Tables)                                                   \
  HPI_PROBE_DECLARE(Tag, Hash)                                                                                         \
  HPI_PROBE_TABLES(#Hash, #NumCounters, "0", #Wants, #TablesBytes, Tables)

/* The same where there are times: behind NumHits counters stand those of NumTimes times, and their maxima. */
#define HPI_TIMED_FILE(Tag, Hash, NumHits, NumTimes, Wants, TablesBytes, Tables)                                       \
  HPI_PROBE_DECLARE(Tag, Hash)                                                                                         \
  enum { hpi_times_##Tag = (NumHits), hpi_maxima_##Tag = (NumHits) + hpi_probe_per_time * (NumTimes) };                \
  HPI_PROBE_TABLES(#Hash, "(" #NumHits "+43*" #NumTimes ")", "2*" #NumTimes, #Wants, #TablesBytes, Tables)

#define HPI_PROBE_TABLES(Hash, NumCounters, NumMaxima, Wants, TablesBytes, Tables)                                     \
  __asm__(".ifndef __hpi.c." Hash "\n"                                                                                 \
          ".pushsection __hpi_cnts,\"awG\",%nobits,__hpi.c." Hash ",comdat\n"                                          \
          ".balign 8\n.weak __hpi.c." Hash "\n.hidden __hpi.c." Hash "\n"                                              \
          ".type __hpi.c." Hash ",%object\n.size __hpi.c." Hash ",8*" NumCounters "\n"                                 \
          "__hpi.c." Hash ":\n.zero 8*" NumCounters "\n.popsection\n"                                                  \
          ".pushsection __hpi_tabs,\"aG\",%progbits,__hpi.c." Hash ",comdat\n"                                         \
          ".balign 8\n.L__hpi.t." Hash ":\n" Tables ".popsection\n"                                                    \
          ".pushsection __hpi_mods,\"aG\",%progbits,__hpi.c." Hash ",comdat\n"                                         \
          ".balign 8\n.L__hpi.m." Hash ":\n"                                                                           \
          ".long 1, 72\n.quad 0x" Hash "\n.quad .L__hpi.t." Hash " - .L__hpi.m." Hash "\n.quad " TablesBytes "\n"      \
          ".quad __hpi.c." Hash " - .L__hpi.m." Hash "\n.quad " NumCounters                                            \
          ", " HPI_PROBE_WANTS(Wants) ", " NumMaxima ", 0\n"                                                           \
                                      ".popsection\n.endif\n")

#endif
