/* PerfEvent.c - samples of a thread from the kernel's perf_event. See PerfEvent.h; the record's layout is in
 * perf_event_open(2). */
#include "PerfEvent.h"

#include "Syscall.h"
#include "Text.h"

#include <linux/perf_event.h>

enum {
  HPI_MOST_PAGES = 32, /* of a ring, and HPI_FEWEST_PAGES: powers of 2; 4 KiB pages hold less than one sample each */
  HPI_FEWEST_PAGES = 4,
  HPI_SAMPLE_FIELDS = PERF_SAMPLE_IP | PERF_SAMPLE_READ | PERF_SAMPLE_REGS_USER | PERF_SAMPLE_STACK_USER,
#if defined(__x86_64__)
  HPI_REG_FIRST = 6, /* BP SP IP */
#else
  HPI_REG_FIRST = 29, /* X29 LR SP PC */
#endif
};

HPI_RT int64_t openEvent(const struct HpiWatched *Watched, int ExcludesKernel, uint32_t Wakeup) HPI_SYM("openEvent");

int64_t openEvent(const struct HpiWatched *Watched, int ExcludesKernel, uint32_t Wakeup) {
  struct perf_event_attr Attr;
  zeroBytes(&Attr, sizeof(Attr));
  Attr.type = PERF_TYPE_SOFTWARE;
  Attr.size = sizeof(Attr);
  Attr.config = PERF_COUNT_SW_TASK_CLOCK;
  Attr.sample_period = Watched->PeriodNs;
  Attr.sample_type = HPI_SAMPLE_FIELDS;
  Attr.exclude_kernel = ExcludesKernel != 0;
  Attr.exclude_hv = 1;
  Attr.watermark = 1;
  Attr.wakeup_watermark = Wakeup;
#if defined(__x86_64__)
  Attr.sample_regs_user = 7ull << HPI_REG_FIRST;
#else
  Attr.sample_regs_user = 15ull << HPI_REG_FIRST;
#endif
  Attr.sample_stack_user = Watched->StackBytes;
  return HPI_CALL(perf_event_open, &Attr, Watched->Tid, -1, -1, PERF_FLAG_FD_CLOEXEC, 0);
}

int64_t perfOpen(struct HpiWatched *Watched) {
  int64_t Error = -EPERM;
  for (uint32_t Pages = HPI_MOST_PAGES; Pages >= HPI_FEWEST_PAGES && Error == -EPERM; Pages /= 2) {
    uint64_t Bytes = Pages * 4096ull;
    int64_t Fd = openEvent(Watched, 0, (uint32_t)Bytes / 2);
    if (Fd == -EACCES || Fd == -EPERM)
      Fd = openEvent(Watched, 1, (uint32_t)Bytes / 2);
    if (Fd < 0)
      return Fd;
    int64_t Ring = sysMap(0, 4096 + Bytes, Fd, 0);
    if (Ring > 0) {
      Watched->Fd = (int32_t)Fd;
      Watched->Ring = (char *)Ring;
      Watched->RingBytes = Bytes;
      return 0;
    }
    Error = Ring;
    sysClose(Fd);
  }
  return Error;
}

void perfClose(struct HpiWatched *Watched) {
  sysUnmap(Watched->Ring, 4096 + Watched->RingBytes);
  sysClose(Watched->Fd);
  Watched->Ring = 0;
}

HPI_RT uint64_t perfCount(const struct HpiWatched *Watched) HPI_SYM("perfCount");

/* CPU time since the event was opened. */
uint64_t perfCount(const struct HpiWatched *Watched) {
  uint64_t CpuNs = 0;
  sysRead(Watched->Fd, &CpuNs, sizeof(CpuNs));
  return CpuNs;
}

/* What the thread uses while it has no event is added: the next sample stands for that, too. */
int64_t perfReopen(struct HpiWatched *Watched, uint32_t StackBytes) {
  int Clock = sysCpuClockOf(Watched->Tid);
  uint64_t Before = sysClockNs(Clock);
  Watched->BaseNs += perfCount(Watched);
  perfClose(Watched);
  Watched->StackBytes = StackBytes;
  int64_t Error = perfOpen(Watched);
  uint64_t After = Error ? 0 : sysClockNs(Clock), Counted = After ? perfCount(Watched) : 0;
  if (After > Before + Counted)
    Watched->BaseNs += After - Before - Counted;
  return Error;
}

void perfSetPeriod(const struct HpiWatched *Watched, uint64_t PeriodNs) {
  HPI_CALL(ioctl, Watched->Fd, PERF_EVENT_IOC_PERIOD, &PeriodNs, 0, 0, 0);
}

HPI_RT void parseSample(const char *Record, uint64_t Size, struct HpiPerfSample *Sample) HPI_SYM("parseSample");

void parseSample(const char *Record, uint64_t Size, struct HpiPerfSample *Sample) {
  const uint64_t *Words = (const uint64_t *)(Record + sizeof(struct perf_event_header));
  const uint64_t *End = (const uint64_t *)(Record + Size);
  Sample->CpuNs = Words[1];
  Sample->HasRegisters = 0;
  Sample->StackBytes = 0;
  Words += 2;
  uint64_t Abi = *Words++;
  if (!Abi || End - Words < 4)
    return;
  Sample->HasRegisters = 1;
  Sample->Bp = *Words++;
#if defined(__x86_64__)
  Sample->Link = 0;
#else
  Sample->Link = *Words++;
#endif
  Sample->Sp = *Words++;
  Sample->Pc = *Words++;
  uint64_t Copied = Words < End ? *Words++ : 0;
  if (!Copied || Copied / 8 >= (uint64_t)(End - Words))
    return;
  Sample->Stack = (const char *)Words;
  Sample->StackBytes = Words[Copied / 8] < Copied ? Words[Copied / 8] : Copied;
}

uint32_t perfNext(struct HpiWatched *Watched, char *Buffer, struct HpiPerfSample *Sample, uint64_t *NumLost) {
  struct perf_event_mmap_page *Page = (struct perf_event_mmap_page *)Watched->Ring;
  uint64_t Head = __atomic_load_n(&Page->data_head, __ATOMIC_ACQUIRE), Tail = Page->data_tail + Watched->RecordBytes;
  __atomic_store_n(&Page->data_tail, Tail, __ATOMIC_RELEASE);
  Watched->RecordBytes = 0;
  if (Head == Tail)
    return 0;
  const char *Data = Watched->Ring + 4096;
  uint64_t Mask = Watched->RingBytes - 1;
  const char *Record = Data + (Tail & Mask);
  uint64_t Size = ((const struct perf_event_header *)Record)->size;
  uint32_t Type = ((const struct perf_event_header *)Record)->type;
  Watched->RecordBytes = Size;
  if ((Tail & Mask) + Size > Watched->RingBytes) { /* it goes on at the ring's start */
    for (uint64_t I = 0; I < Size; I += 8)
      *(uint64_t *)(Buffer + I) = *(const uint64_t *)(Data + ((Tail + I) & Mask));
    Record = Buffer;
  }
  if (Type == PERF_RECORD_SAMPLE)
    parseSample(Record, Size, Sample);
  else if (Type == PERF_RECORD_LOST)
    *NumLost += *(const uint64_t *)(Record + 16);
  return Type;
}
