/* Definitions and block-opening declarations of C89, old-style parameter lists among them.
RUN: rm -rf %t && mkdir -p %t
RUN: %clang_hp -O0 -std=c89 -Wno-everything -Wno-error %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
RUN: %clang_hp -O2 -std=c89 -Wno-everything -Wno-error %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
 */

extern int strcmp();          /* HITS: - */

int                           /* HITS: - */
add(a, b)                     /* HITS: 6 */
  int a;                      /* HITS: - */
  int b;                      /* HITS: - */
{                             /* HITS: - */
  int sum;                    /* HITS: - */
  sum = a + b;                /* HITS: 6 */
  return sum;                 /* HITS: 6 */
}                             /* HITS: - */

main()                        /* HITS: 1 */
{
  int i, total;               /* HITS: - */
  register int j = 3;         /* HITS: 1 */
  total = 0;                  /* HITS: 1 */
  for (i = 0; i < 6; i++)     /* HITS: 7 */
    total = add(total, j);    /* HITS: 6 */
  if (total != 18) {          /* HITS: 1 */
    char *why = "wrong";      /* HITS: 0 */
    return strcmp(why, "");   /* HITS: 0 */
  }                           /* HITS: - */
  return 0;                   /* HITS: 1 */
}
