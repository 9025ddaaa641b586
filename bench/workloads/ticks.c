/* ticks.c - runs a command with an event that interrupts it after each millisecond of its CPU time, and does nothing
 * else: what the processor and the kernel take for that alone.
 *
 * usage: ticks COMMAND...
 */
#include <linux/perf_event.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RING_PAGES = 2 };

/* Opens the event for Child, to begin when that executes its command. */
static int openTicks(pid_t Child) {
  struct perf_event_attr Attr;
  memset(&Attr, 0, sizeof(Attr));
  Attr.type = PERF_TYPE_SOFTWARE;
  Attr.size = sizeof(Attr);
  Attr.config = PERF_COUNT_SW_TASK_CLOCK;
  Attr.sample_period = 1000000;
  Attr.sample_type = PERF_SAMPLE_IP;
  Attr.disabled = 1;
  Attr.enable_on_exec = 1;
  int Fd = (int)syscall(SYS_perf_event_open, &Attr, Child, -1, -1, 0);
  if (Fd >= 0)
    mmap(0, RING_PAGES * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, Fd, 0);
  return Fd;
}

int main(int Argc, char **Argv) {
  int Go[2], Status = 0;
  char Byte = 0;
  if (Argc < 2 || pipe(Go))
    return 2;
  pid_t Child = fork();
  if (!Child) {
    close(Go[1]);
    if (read(Go[0], &Byte, 1) != 1)
      _exit(3);
    execvp(Argv[1], Argv + 1);
    _exit(127);
  }
  if (openTicks(Child) < 0) {
    perror("ticks: perf_event_open");
    close(Go[1]);
  } else if (write(Go[1], &Byte, 1) != 1)
    return 2;
  waitpid(Child, &Status, 0);
  return WIFEXITED(Status) ? WEXITSTATUS(Status) : 1;
}
