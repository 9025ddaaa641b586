/* idle.c - a program that does nothing: what is left is the cost of starting and ending. */
int main(void) { return 0; }
