// A coroutine's time is that of its parts between suspensions; what others do meanwhile is theirs.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -std=c++20 -O0 -fplugin-arg-hpinstr-functions=numbers,step,main %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o0 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o0 %s
// RUN: %clangxx_hp -std=c++20 -O2 -fplugin-arg-hpinstr-functions=numbers,step,main %s -o %t/p
// RUN: env HPINSTR_OUT=%t/o2 HPINSTR_OPTIONS=clock_step=1000 %t/p && %check-times %t/o2 %s
#include <coroutine>

static volatile int Sum;

struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> Handle;
};

static void step() {           // FUNC: 3 3 3
  Sum = Sum + 1;               // TIME: 3 3 3
}

static Task numbers(int N) {
  for (int I = 0; I < N; ++I) {
    step();                    // TIME: 3 9 6
    co_yield I;                // TIME: 3 3 3
    Sum = Sum + 1;             // TIME: 3 3 3
  }
}

int main() {
  Task T = numbers(3);
  while (!T.Handle.done()) {   // TIME: 4 4 4
    for (int I = 0; I < 100; ++I) // TIME: 306 306 306
      Sum = Sum + 1;           // TIME: 300 300 300
    T.Handle.resume();
  }
  T.Handle.destroy();
}
