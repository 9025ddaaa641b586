// A statement with co_await begins once, however often it is resumed; what stands behind it counts on resumption.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <coroutine>

static std::coroutine_handle<> Waiting;

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }              // HITS: 4
    std::suspend_never initial_suspend() { return {}; }  // HITS: 4
    std::suspend_never final_suspend() noexcept { return {}; } // HITS: 3
    void return_void() {}                                // HITS: 3
    void unhandled_exception() {}                        // HITS: 0
  };
};
struct Event {
  bool await_ready() { return false; }                   // HITS: 7
  void await_suspend(std::coroutine_handle<> H) { Waiting = H; } // HITS: 7
  int await_resume() { return 5; }                       // HITS: 6
};

static int Sum;

static Task work(int N) {         // HITS: 4
  Sum += 1;                       // HITS: 4
  int X = co_await Event();       // HITS: 4
  Sum += X;                       // HITS: 3
  Sum += N + co_await Event();    // HITS: 3
  Sum += 100;                     // HITS: 3
}

int main() {
  for (int I = 0; I < 3; ++I) {   // HITS: 4
    work(I);                      // HITS: 3
    Waiting.resume();             // HITS: 3
    Waiting.resume();             // HITS: 3
  }
  work(9);                        // HITS: 1
  Waiting.destroy();              // HITS: 1
  return Sum != 4 + 15 + 18 + 300; // HITS: 1
}
