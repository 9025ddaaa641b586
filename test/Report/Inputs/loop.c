/* Described by loop.json: main calls work twice, whose loop runs three times in all. */
static int unused(void) {
  return 1;
}

int work(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += i > 1 ? i : 0;

  return sum;
}

int main(void) {
  return work(1) + work(2);
}
