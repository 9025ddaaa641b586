; A module without marks keeps its code, and gets neither counters, tables nor runtime.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK-NOT: section "__hpi
; CHECK-LABEL: define i32 @same(
; CHECK-NEXT: call void @other()
; CHECK-NEXT: %r = add i32 %x, 1
; CHECK-NEXT: ret i32 %r
; CHECK-NOT: define
define i32 @same(i32 %x) {
  call void @other()
  %r = add i32 %x, 1
  ret i32 %r
}

declare void @other()
