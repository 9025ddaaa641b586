__attribute__((noinline)) static int NAME(int N) { return N; }
static int (*volatile Own)(int) = NAME;
int entry(int N) { return Own(N); }
