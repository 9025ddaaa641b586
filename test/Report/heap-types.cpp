// The type of what the standard library allocates stands in the names of its functions, inlined or not.
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clangxx_hp -O0" %s %t
// RUN: %hpinstr report --types %t.out | FileCheck %s
// RUN: env HPI_PLAIN=%clang bash %S/Inputs/fakeheap.sh "%clangxx_hp -O2" %s %t
// RUN: %hpinstr report --types %t.out | FileCheck %s
// RUN: %hpinstr merge -o %t.hpi %t.out && %hpinstr report --types %t.hpi | FileCheck %s
// RUN: %hpinstr export --format=json -o %t.json %t.out && %python %S/Inputs/validate.py %source/docs/export-schema.json %t.json
#include "fakeheap.h"
#include <map>
#include <memory>
#include <vector>

struct Point {
  double X, Y, Z;
};

std::vector<Point> Points;
std::map<int, Point> Map;
std::shared_ptr<Point> Shared;
std::unique_ptr<Point> Unique;

int main() {
  Points.reserve(4);
  Map[1] = {};
  Map[2] = {};
  Shared = std::make_shared<Point>();
  Unique = std::make_unique<Point>();
  Points.push_back({});
  take(7);
}

// CHECK: live bytes    blocks   all bytes    blocks  type
// CHECK-NEXT: {{^ +}}7         1           7         1  (no type: malloc)
// CHECK-NEXT: {{^ +}}0         0         {{[0-9]+}}         3  Point
// CHECK-NEXT: {{^ +}}0         0         {{[0-9]+}}         2  std::_Rb_tree_node<std::pair<int const, Point>{{ ?}}>
// CHECK-NOT: {{^ +[0-9]+ +[0-9]+ +[0-9]+ }}
// CHECK: 6 allocs
