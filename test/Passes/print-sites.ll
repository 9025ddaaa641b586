; print<hpinstr-sites> lists each function's markers by block, and says which stand behind a call that may not return.
; RUN: %opt -load-pass-plugin=%plugin -passes='print<hpinstr-sites>' -disable-output %s | FileCheck %s

; CHECK: sites of @first
; CHECK-NEXT: %entry: 1 2
; CHECK-NEXT: %entry behind a call: 3
; CHECK-NEXT: %exit: 4
; CHECK-NEXT: sites of @second
; CHECK-NOT: sites of @external
define void @first() {
entry:
  call void @llvm.sideeffect() nomerge "hpi"="1,2"
  call void @external()
  call void @llvm.sideeffect() nomerge "hpi"="3"
  br label %exit
exit:
  call void @llvm.sideeffect() nomerge "hpi"="4"
  ret void
}

define void @second() {
  call void @llvm.sideeffect()
  ret void
}

declare void @external()
declare void @llvm.sideeffect()
