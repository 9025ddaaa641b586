struct Base {
  virtual int get();
  virtual ~Base();
};
struct Other {
  virtual int more() = 0;
  virtual ~Other() = default;
};
struct Derived : Base, Other {
  int get() override;
  int more() override;
  ~Derived() override;
};
int plus(int N);
int minus(int N);
extern int (*Table[2])(int);
Base *make(int N);
int repeat(int (*F)(int), int N);
