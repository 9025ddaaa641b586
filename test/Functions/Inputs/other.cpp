struct Thing {
  int Value;
  explicit Thing(int N);
};
int helper(int N);

Thing::Thing(int N) : Value(helper(N)) {}
int helper(int N) { return N + 1; }
