; At -O0 an access through a pointer may end the program there: marks around it stay apart. Accesses to locals and
; globals, and all accesses that an optimiser may move anyway, do not part marks.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,print<hpinstr-sites>' -disable-output %s | FileCheck %s

; CHECK-LABEL: sites of @plain
; CHECK-NEXT: {{.*}}: 1 2
; CHECK-LABEL: sites of @faulting
; CHECK-NEXT: {{.*}}: 3
; CHECK-NEXT: : 4
define void @plain(ptr %p) {
  %local = alloca i32
  call void @__hpi_mark.A(i32 1)
  store i32 1, ptr %local
  store i32 1, ptr @global
  call void @__hpi_mark.A(i32 2)
  ret void
}
define void @faulting(ptr %p) noinline optnone {
  call void @__hpi_mark.A(i32 3)
  store i32 1, ptr %p
  call void @__hpi_mark.A(i32 4)
  ret void
}

@global = global i32 0
declare void @__hpi_mark.A(i32)
