/* A line whose visits take three, five and seven readings of the clock. */
static volatile int Sum;
static void leaf(int N) {
  while (N-- > 0)
    ++Sum;
}

static void loop(void) {
  for (int I = 0; I < 3; ++I)
    leaf(I);
}

int main(void) { loop(); }
