// formats.cpp - what people format: numbers of all sorts, padded text, through fmtlib.
#include <cstdio>
#include <fmt/format.h>

int main() {
  unsigned long Sum = 0;
  fmt::memory_buffer Buffer;
  for (int I = 0; I < 700000; ++I) {
    Buffer.clear();
    fmt::format_to(fmt::appender(Buffer), "{:>8} {:x} {:.3f}|", I, I * 77, I * 0.37);
    fmt::format_to(fmt::appender(Buffer), "{} {:<12} {:e}", "name", I % 1000, I * 1.5);
    Sum += Buffer.size() + static_cast<unsigned char>(Buffer[Buffer.size() / 2]);
  }
  std::printf("%lu\n", Sum);
  return 0;
}
