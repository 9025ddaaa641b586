; A call of a mark function becomes a marker of its site; the mark function itself is gone.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,verify' -S %s | FileCheck %s

; CHECK-LABEL: define i32 @branch(
; CHECK: entry:
; CHECK-NEXT: call void @llvm.sideeffect() #[[ONE:[0-9]+]]
; CHECK: then:
; CHECK-NEXT: call void @llvm.sideeffect() #[[TWO:[0-9]+]]
; CHECK-NEXT: ret i32 1
; CHECK-NOT: __hpi_mark
; CHECK: attributes #[[ONE]] = { nomerge "hpi"="7" }
; CHECK: attributes #[[TWO]] = { nomerge "hpi"="12" }

define i32 @branch(i1 %c) {
entry:
  call void @"\01__hpi_mark.AB12"(i32 7)
  br i1 %c, label %then, label %else
then:
  call void @"\01__hpi_mark.AB12"(i32 12)
  ret i32 1
else:
  ret i32 0
}

declare void @"\01__hpi_mark.AB12"(i32)
