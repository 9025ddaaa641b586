// A coroutine counts calls, not resumptions; co_await resuming is no new beginning.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <coroutine>

struct Generator {
  struct promise_type {
    // The promise is an aggregate, made from N: its own initialiser does not run.
    int Value = 0;                                       // HITS: 0
    Generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; } // HITS: 3
    std::suspend_always initial_suspend() { return {}; } // HITS: 3
    std::suspend_always final_suspend() noexcept { return {}; } // HITS: 1
    std::suspend_always yield_value(int V) {             // HITS: 7
      Value = V;                                         // HITS: 7
      return {};                                         // HITS: 7
    }
    void return_void() {}                                // HITS: 1
    void unhandled_exception() {}                        // HITS: 0
  };
  std::coroutine_handle<promise_type> Handle;
};

static Generator iota(int N) {  // HITS: 3
  int I = 0;                    // HITS: 2
  while (I < N) {               // HITS: 7
    co_yield I;                 // HITS: 6
    ++I;                        // HITS: 5
  }
  co_yield 100;                 // HITS: 1
  co_return;                    // HITS: 1
}

static int take(Generator G, int N) {   // HITS: 3
  int S = 0;                            // HITS: 3
  while (N-- > 0) {                     // HITS: 11
    G.Handle.resume();                  // HITS: 8
    S += G.Handle.promise().Value;      // HITS: 8
  }
  G.Handle.destroy();                   // HITS: 3
  return S;                             // HITS: 3
}

int main() { return take(iota(3), 5) + take(iota(9), 3) + take(iota(1), 0) != 206; } // HITS: 1
