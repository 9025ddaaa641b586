#!/usr/bin/env python3
"""cppgen.py - makes up small C++ programs: loops, jumps, exceptions, destructors, lambdas, templates, in all nestings.

usage: cppgen.py SEED     prints a program that ends, whose output depends on nothing but SEED

No expression's value depends on what the language leaves open. Every few thousand steps an exception or exit ends what runs,
wherever that is. Must not: run or compile anything.
"""
import random
import sys

HEAD = """#include <cstdio>
#include <cstdlib>
#include <vector>
#define TWICE(X) do { (X) += 3u; if ((X) & 1u) (X) ^= 5u; } while (0)
#define LESS(X, N) ((X) % 16u < (N))
static unsigned Steps, Print, Limit = LIMIT;
static void step() {
  if (++Steps == Limit)
    throw 1;
  if (Steps == 2 * Limit)
    std::exit(0);
}
static unsigned idle(unsigned A) { return A & 3u ? A >> 2 : A + 1; }
#define MADE(Name) \\
  struct Name##Case { static unsigned Made; }; \\
  unsigned Name##Case::Made = idle(Steps + 9u); \\
  static unsigned Name(unsigned A, unsigned B)
#define PAIR(Name) static unsigned Name##Twice(unsigned A) { return A * 2u; } static unsigned Name(unsigned A, unsigned B)
struct Guard {
  explicit Guard(unsigned A) : Kept(A * 7u) { Print ^= A; }
  ~Guard() {
    if (Kept & 2u)
      Print += Kept;
  }
  unsigned Kept;
  unsigned More = 3;
};
template <typename T> static T folded(T A, unsigned N) {
  for (unsigned I = 0; I < N; ++I)
    A = static_cast<T>(A * 31u + I);
  return A;
}
"""

MAIN = """int main() {
  std::atexit([] { std::printf("%u %u\\n", Print, Steps); });
  for (unsigned Round = 0; Round < 6; ++Round) {
    try {
      Print += f0(Round, Round * 5u);
    } catch (int Thrown) {
      Print += unsigned(Thrown);
    }
  }
  return 0;
}
"""


class Program:
    def __init__(self, Seed):
        self.Rng, self.Lines, self.NumFunctions, self.Names = random.Random(Seed), [], 0, 0
        self.Total = self.Rng.randint(3, 6)

    def put(self, Depth, Text):
        self.Lines.append("  " * Depth + Text)

    def name(self, Stem):
        self.Names += 1
        return f"{Stem}{self.Names}"

    def value(self):
        A, B = self.Rng.choice("ABC"), self.Rng.choice("ABC")
        Forms = [A, f"{A} + {B}", f"({A} ^ {self.Rng.randint(1, 99)}u)", f"{A} * 3u", f"{A} % {self.Rng.randint(2, 9)}u",
                 f"idle({A})", f"folded<{self.Rng.choice(['unsigned', 'unsigned char'])}>({A}, {self.Rng.randint(0, 4)})"]
        if self.Function + 1 < self.Total:
            Callee = self.Rng.randint(self.Function + 1, self.Total - 1)
            Forms += [f"f{Callee}({A}, {B})"] * 2
        return self.Rng.choice(Forms)

    def condition(self, Depth):
        First = f"LESS({self.Rng.choice('ABC')}, {self.Rng.randint(2, 14)}u)"
        Roll = self.Rng.random()
        if Roll < 0.6:
            return First
        if Roll < 0.8:
            return f"{self.value()} > {self.Rng.randint(0, 60)}u"
        Operator = self.Rng.choice(["&&", "||"])
        return f"{First} {Operator}\n{'  ' * (Depth + 3)}{self.value()} % 2u == {self.Rng.randint(0, 1)}u"

    def block(self, Depth, Nest, InLoop, Jumps=True):
        for _ in range(self.Rng.randint(1, 4)):
            self.statement(Depth, Nest, InLoop, Jumps)

    def body(self, Depth, Nest, InLoop, Jumps=True):
        """What follows a head: with braces, or a simple statement without."""
        if self.Rng.random() < 0.3:
            self.Lines[-1] = self.Lines[-1].removesuffix(" {")
            self.simple(Depth + 1, InLoop, Jumps)
            return False
        self.block(Depth + 1, Nest + 1, InLoop, Jumps)
        return True

    def simple(self, Depth, InLoop, Jumps):
        Forms = [f"{self.Rng.choice('ABC')} {self.Rng.choice(['=', '+=', '^='])} {self.value()};"] * 5
        Forms += ["step();", f"TWICE({self.Rng.choice('ABC')});", "Print += A;"]
        if InLoop:
            Forms += ["continue;", "break;"]
        if Jumps:
            Forms += [f"return {self.value()};", f"throw {self.Rng.randint(2, 9)};"]
        self.put(Depth, self.Rng.choice(Forms))

    def statement(self, Depth, Nest, InLoop, Jumps):
        if Nest > 3 or self.Rng.random() < 0.45:
            # A jump in the middle would make what follows dead code.
            return self.simple(Depth, False, False)
        self.Rng.choice([self.branch, self.branch, self.branch, self.loop, self.loop, self.switch, self.attempt, self.closure,
                         self.guard, self.choice])(Depth, Nest, InLoop, Jumps)

    def branch(self, Depth, Nest, InLoop, Jumps):
        self.put(Depth, f"if ({self.condition(Depth)}) {{")
        IsOpen = self.body(Depth, Nest, InLoop, Jumps)
        for _ in range(self.Rng.choice([0, 0, 1, 2])):
            self.put(Depth, f"{'} ' if IsOpen else ''}else if ({self.condition(Depth)}) {{")
            IsOpen = self.body(Depth, Nest, InLoop, Jumps)
        if self.Rng.random() < 0.5:
            self.put(Depth, f"{'} ' if IsOpen else ''}else {{")
            IsOpen = self.body(Depth, Nest, InLoop, Jumps)
        if IsOpen:
            self.put(Depth, "}")

    def loop(self, Depth, Nest, InLoop, Jumps):
        I, N, Kind = self.name("I"), self.Rng.randint(0, 5), self.Rng.randint(0, 3)
        Tail = "}"
        if Kind == 0:
            self.put(Depth, f"for (unsigned {I} = 0; {I} < {N}; ++{I}) {{")
        elif Kind == 1:
            self.put(Depth, f"unsigned {I} = {N};")
            self.put(Depth, f"while ({I}-- > 0) {{")
        elif Kind == 2:
            self.put(Depth, f"unsigned {I} = {N};")
            self.put(Depth, "do {")
            Tail = f"}} while ({I}-- > 0);"
        else:
            Range = f"{{1u, A, {N}u}}" if self.Rng.random() < 0.5 else f"std::vector<unsigned>{{B, {N}u}}"
            self.put(Depth, f"for (unsigned {I} : {Range}) {{")
            self.put(Depth + 1, f"C ^= {I};")
        if Kind == 2 or Kind == 3:
            self.block(Depth + 1, Nest + 1, True, Jumps)
        elif not self.body(Depth, Nest, True, Jumps):
            return
        self.put(Depth, Tail)

    def switch(self, Depth, Nest, InLoop, Jumps):
        self.put(Depth, f"switch ({self.Rng.choice('ABC')} % 4u) {{")
        for Case in ["case 0:", "case 1:", self.Rng.choice(["case 2:", "default:"])]:
            self.put(Depth, Case)
            self.put(Depth + 1, "{")
            self.block(Depth + 2, Nest + 1, False, Jumps)
            self.put(Depth + 1, "}")
            self.put(Depth + 1, self.Rng.choice(["break;", "[[fallthrough]];", "break;"]) if Case[-2] in "01" else "break;")
        self.put(Depth, "}")

    def attempt(self, Depth, Nest, InLoop, Jumps):
        self.put(Depth, "try {")
        self.block(Depth + 1, Nest + 1, InLoop, Jumps)
        self.put(Depth, "} catch (int Thrown) {")
        self.put(Depth + 1, "A += unsigned(Thrown);")
        self.simple(Depth + 1, InLoop, Jumps)
        self.put(Depth, "}")

    def closure(self, Depth, Nest, InLoop, Jumps):
        Name = self.name("Part")
        self.put(Depth, f"auto {Name} = [&](unsigned X) {{")
        self.block(Depth + 1, Nest + 2, False, False)
        self.put(Depth + 1, "return X + A;")
        self.put(Depth, "};")
        self.put(Depth, f"B += {Name}(C);")

    def guard(self, Depth, Nest, InLoop, Jumps):
        self.put(Depth, "{")
        self.put(Depth + 1, f"Guard {self.name('G')}({self.value()});")
        self.block(Depth + 1, Nest + 1, InLoop, Jumps)
        self.put(Depth, "}")

    def choice(self, Depth, Nest, InLoop, Jumps):
        self.put(Depth, f"A = LESS(B, {self.Rng.randint(2, 14)}u)")
        self.put(Depth + 3, f"? {self.value()}")
        self.put(Depth + 3, f": {self.value()};")

    def text(self):
        for self.Function in reversed(range(self.Total)):
            Head = self.Rng.choice(["static unsigned {}(unsigned A, unsigned B)", "MADE({})", "PAIR({})"])
            self.put(0, Head.format(f"f{self.Function}") + " {")
            self.put(1, "unsigned C = A + B;")
            self.put(1, "step();")
            self.block(1, 0, False)
            self.block(1, 0, False)
            self.put(1, "return C;")
            self.put(0, "}")
        return HEAD.replace("LIMIT", str(self.Rng.randint(50, 3000))) + "\n".join(self.Lines) + "\n" + MAIN


print(Program(int(sys.argv[1])).text(), end="")
