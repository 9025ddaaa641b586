//===- Shim.cpp - hpinstr.so: one file for every supported LLVM -----------===//
//
// Owns: finding out which LLVM has loaded us and opening the plugin built for it. Must not: use any LLVM or Clang
// symbol, nor the C++ library: this file must load into every version.
//
//===----------------------------------------------------------------------===//
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace {

void *Implementation = nullptr;

[[noreturn]] void refuse(unsigned Major, const char *Detail) {
  fprintf(stderr,
          "hpinstr: error: this plugin serves LLVM " HPI_LLVM_VERSIONS
          ", and the program that loads it is LLVM %u; use a %s\n",
          Major, Detail);
  exit(1);
}

/// Writes the path of the plugin for LLVM \p Major, which stands beside this file. \returns false where it is too long
bool pluginPath(char *Path, size_t Size, unsigned Major) {
  Dl_info Self;
  if (!dladdr(reinterpret_cast<void *>(&pluginPath), &Self) || !Self.dli_fname)
    return false;
  const char *Slash = strrchr(Self.dli_fname, '/');
  int Length = Slash ? static_cast<int>(Slash - Self.dli_fname) : 1;
  bool InClang = dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev") != nullptr;
  int Written = snprintf(Path, Size, "%.*s/hpinstr-%s-%u.so", Length, Slash ? Self.dli_fname : ".",
                         InClang ? "clang" : "opt", Major);
  return Written > 0 && static_cast<size_t>(Written) < Size;
}

__attribute__((constructor)) void openImplementation() {
  using VersionFunction = void (*)(unsigned *, unsigned *, unsigned *);
  auto GetVersion = reinterpret_cast<VersionFunction>(dlsym(RTLD_DEFAULT, "LLVMGetVersion"));
  if (!GetVersion)
    return; // Not a compiler: someone inspects the file.
  unsigned Major = 0, Minor = 0, Patch = 0;
  GetVersion(&Major, &Minor, &Patch);
  char Path[4096];
  if (!pluginPath(Path, sizeof(Path), Major))
    return;
  Implementation = dlopen(Path, RTLD_NOW | RTLD_LOCAL);
  if (Implementation)
    return;
  if (FILE *File = fopen(Path, "r")) {
    fclose(File);
    fprintf(stderr, "hpinstr: error: %s: expected to load into LLVM %u.%u.%u, found: %s; rebuild hpinstr\n", Path,
            Major, Minor, Patch, dlerror());
    exit(1);
  }
  refuse(Major, "compiler of one of these versions");
}

} // namespace

// The entry point of `opt -load-pass-plugin`. Its result is returned in memory whose layout only the implementation
// knows: jump there with all registers as they are.
extern "C" __attribute__((used, visibility("hidden"))) void *hpiPassPluginInfoAddress() {
  return Implementation ? dlsym(Implementation, "hpiPassPluginInfo") : nullptr;
}

#if defined(__x86_64__)
asm(".text\n.globl llvmGetPassPluginInfo\n.type llvmGetPassPluginInfo, @function\nllvmGetPassPluginInfo:\n"
    "  pushq %rdi\n  callq hpiPassPluginInfoAddress\n  popq %rdi\n  jmpq *%rax\n"
    ".size llvmGetPassPluginInfo, .-llvmGetPassPluginInfo\n");
#elif defined(__aarch64__)
asm(".text\n.globl llvmGetPassPluginInfo\n.type llvmGetPassPluginInfo, %function\nllvmGetPassPluginInfo:\n"
    "  stp x8, x30, [sp, #-16]!\n  bl hpiPassPluginInfoAddress\n  mov x16, x0\n  ldp x8, x30, [sp], #16\n  br x16\n"
    ".size llvmGetPassPluginInfo, .-llvmGetPassPluginInfo\n");
#endif
