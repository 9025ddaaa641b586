// A forked child and an image that exec starts are sampled too, each in its own report; closing every descriptor loses
// nothing. What a child did last, before exec, may be missing.
// RUN: rm -rf %t.out && %clang_hp -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'parent.self > 85e6' 'child.self > 40e6' 'image.self > 85e6' \
// RUN:   'parent.self < 130e6' 'child.self < 130e6' 'image.self < 130e6'
#include "Inputs/burn.h"
#include <sys/wait.h>
#include <unistd.h>

int main(int Argc, char **Argv) {
  if (Argc > 1) {
    burn(100); // image
    return 0;
  }
  for (int Fd = 3; Fd < 1024; ++Fd)
    close(Fd);
  if (fork() == 0) {
    burn(100); // child
    execl("/proc/self/exe", Argv[0], "image", (char *)0);
  }
  burn(100); // parent
  wait(0);
}
