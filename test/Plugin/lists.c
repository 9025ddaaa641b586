// Allow and deny lists choose by function and by file; `hpinstr doctor` says what was left out and why.
// RUN: rm -rf %t && mkdir -p %t
// RUN: echo 'fun:den*' > %t/deny && echo 'fun:main' > %t/allow && echo 'src:*lists.c' > %t/source
// RUN: %clang_hp -fplugin-arg-hpinstr-deny=%t/deny %s -o %t/p && env HPINSTR_OUT=%t/1 %t/p
// RUN: %hpinstr export --format tsv %t/1 | FileCheck %s --check-prefix=DENY
// RUN: %hpinstr doctor %t/1 | FileCheck %s --check-prefix=DOCTOR
// RUN: %clang_hp -fplugin-arg-hpinstr-allow=%t/allow %s -o %t/p && env HPINSTR_OUT=%t/2 %t/p
// RUN: %hpinstr export --format tsv %t/2 | FileCheck %s --check-prefix=ALLOW
// RUN: %clang_hp -fplugin-arg-hpinstr-allow=%t/source -fplugin-arg-hpinstr-deny=%t/deny %s -o %t/p
// RUN: env HPINSTR_OUT=%t/3 %t/p && %hpinstr export --format tsv %t/3 | FileCheck %s --check-prefix=DENY
// RUN: %clang -fplugin=%plugin -fplugin-arg-hpinstr-deny=%t/source -S -emit-llvm %s -o - | FileCheck %s --check-prefix=FILE

// DENY-NOT: lists.c	[[@LINE+6]]
// DENY: lists.c	[[@LINE+8]]	1
// ALLOW-NOT: lists.c	[[@LINE+4]]
// ALLOW: lists.c	[[@LINE+6]]	1
// DOCTOR: 1 excluded by a deny list: denied ({{.*}}lists.c:
// FILE-NOT: section "__hpi_cnts"
int denied(void) {
  return 0;
}
int main(void) {
  return denied();
}
