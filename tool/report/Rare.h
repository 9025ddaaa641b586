//===- Rare.h - a value that few have ---------------------------*- C++ -*-===//
//
// Owns: the value, apart from its owner, which stays small without one. Must not: share it.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_RARE_H
#define HPINSTR_TOOL_REPORT_RARE_H

#include <memory>
#include <optional>

namespace hpinstr {

/// As std::optional<T>, of the size of a pointer: profiles have millions of lines, of which few have all figures.
template <typename T> class Rare {
public:
  Rare() = default;
  Rare(std::nullopt_t) {}
  Rare(const Rare &Other) : Value(Other.Value ? std::make_unique<T>(*Other.Value) : nullptr) {}
  Rare(Rare &&Other) noexcept = default;
  Rare &operator=(const Rare &Other) {
    if (this != &Other)
      *this = Rare(Other);
    return *this;
  }
  Rare &operator=(Rare &&Other) noexcept = default;
  ~Rare() = default;

  explicit operator bool() const { return Value != nullptr; }
  T &emplace() { return *(Value = std::make_unique<T>()); }
  T &operator*() { return *Value; }
  const T &operator*() const { return *Value; }
  T *operator->() { return Value.get(); }
  const T *operator->() const { return Value.get(); }

private:
  std::unique_ptr<T> Value;
};

} // namespace hpinstr

#endif
