// Coroutines over many suspensions, destroyed half-way, throwing; the frame may be elided.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clangxx_hp -O3 -std=c++20 %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s

#include <coroutine>

struct Task {
  struct promise_type {
    int Value = 0;
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; } // HITS: 300
    std::suspend_always initial_suspend() { return {}; } // HITS: 300
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int V) { Value = V; return {}; } // HITS: 100*1000+100*50
    void return_void() {}                                // HITS: 100
    void unhandled_exception() { throw; }                // HITS: 100
  };
  std::coroutine_handle<promise_type> H;
};

static Task iota(int N, int Bad) {     // HITS: 300
  for (int I = 0; I < N; ++I) {        // HITS: 100*1001+100*51
    if (I == Bad)                      // HITS: 100*1000+100*51
      throw I;                         // HITS: 100
    co_yield I;                        // HITS: 100*1000+100*50
  }
}
static long drain(int N, int Bad, bool Start) { // HITS: 300
  Task T = iota(N, Bad);               // HITS: 300
  long S = 0;                          // HITS: 300
  try {                                // HITS: -
    while (Start && (T.H.resume(), !T.H.done())) // HITS: 100*1001+100*51+100
      S += T.H.promise().Value;        // HITS: 100*1000+100*50
  } catch (int) {                      // HITS: -
    S += 1;                            // HITS: 100
  }
  T.H.destroy();                       // HITS: 300
  return S;                            // HITS: 300
}

int main() {
  long S = 0;
  for (int I = 0; I < 100; ++I)        // HITS: 101
    S += drain(1000, -1, true) + drain(90, 50, true) + drain(5, 5, false); // HITS: 100
  return S != 100 * (499500 + 1225 + 1); // HITS: 1
}
