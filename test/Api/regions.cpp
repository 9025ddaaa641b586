// Regions count visits and wall time from any thread, also those that an exception leaves; stopped ones do not count.
// RUN: rm -rf %t.out && %clangxx_hp -O2 -pthread -I%source/include %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr merge -o %t.merged %t.out && %hpinstr export --format json -o %t.json %t.merged
// RUN: %python %source/test/Report/Inputs/validate.py %source/docs/export-schema.json %t.json
// RUN: %python -c 'import json; J = json.load(open("%t.json")); R = {r["name"]: r for r in J["regions"]}; \
// RUN:   assert [R[n]["visits"] for n in ("inner", "sleep", "thrown")] == [4000, 2, 3], R; \
// RUN:   assert R["sleep"]["min_ns"] >= 5000000 and R["sleep"]["wall_ns"] >= 10000000 and R["sleep"]["max_ns"] <= R["sleep"]["wall_ns"], R; \
// RUN:   assert sorted((t["name"], t["threads"]) for t in J["threads"]) == [("main", 1), ("worker", 4)], J["threads"]'
#include <chrono>
#include <hpinstr/hpinstr.h>
#include <thread>
#include <vector>

static void visit() {
  hpinstr_thread_name("worker");
  for (int I = 0; I < 1000; ++I)
    hpinstr::Region Guard("inner");
}

int main() {
  hpinstr_thread_name("main");
  std::vector<std::thread> Threads;
  for (int I = 0; I < 4; ++I)
    Threads.emplace_back(visit);
  for (std::thread &Thread : Threads)
    Thread.join();
  for (int I = 0; I < 3; ++I)
    try {
      hpinstr::Region Guard("thrown");
      throw I;
    } catch (int) {
    }
  for (int I = 0; I < 2; ++I) {
    HPINSTR_REGION_BEGIN(sleep);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    HPINSTR_REGION_END(sleep);
  }
  hpinstr_stop();
  hpinstr::Region Guard("inner");
  return 0;
}
