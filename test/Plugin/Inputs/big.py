# big.py - prints a C program of big functions.
print("static int big(int X) {")
for I in range(10000):
    print(f"  X += {I};" if I % 10 else f"  if (X & {I}) X ^= {I};")
print("  return X;\n}")
print("static int nested(int X) { return " + "(" * 200 + "X" + "".join(f" + {I})" for I in range(200)) + "; }")
print("static int chain(int X) { return " + " &&\n  ".join(f"X != {I}" for I in range(2000)) + "; }")
print("static int cascade(int X) { " + " else ".join(f"if (X == {I}) return {I + 1};\n" for I in range(500)) + " return 0; }")
print("static int blocks(int X) { " + "{" * 200 + "X++;" + "}" * 200 + " return X; }")
print("int main(void) { return big(1) == 12345 || nested(0) == 1 || chain(0) || cascade(1) != 2 || blocks(1) != 2; }")
