/* truth.c - lines of known times. Each calls a function without probes; the program finds out what such a call takes
 * in loops without probes, in turns with the timed ones. Prints for each line: its number, ns a call, least of all turns. */
#include <stdio.h>
#include <time.h>

enum { TURNS = 300, NUM_LINES = 4 };

static double now(void) {
  struct timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec * 1e9 + T.tv_nsec;
}

__attribute__((noinline)) static void work(long N) {
  for (long I = 0; I < N; ++I)
    __asm__ volatile("" : "+r"(I));
}

static int FirstLine;
static const long Work[NUM_LINES] = {2000, 20000, 200000, 1000000};

__attribute__((noinline)) static void timed(void) {
  FirstLine = __LINE__ + 1;
  work(Work[0]);
  work(Work[1]);
  work(Work[2]);
  work(Work[3]);
}

static double truth(long N) {
  int Times = N <= 20000 ? 20 : 1;
  double Start = now();
  for (int I = 0; I < Times; ++I)
    work(N);
  return (now() - Start) / Times;
}

int main(void) {
  double Least[NUM_LINES] = {1e18, 1e18, 1e18, 1e18};
  for (int Turn = 0; Turn < TURNS; ++Turn) {
    timed();
    for (int I = 0; I < NUM_LINES; ++I) {
      double Ns = truth(Work[I]);
      Least[I] = Ns < Least[I] ? Ns : Least[I];
    }
  }
  for (int I = 0; I < NUM_LINES; ++I)
    printf("%d %.1f\n", FirstLine + I, Least[I]);
}
