; Two places that run often, with a call between them that seldom runs and may not come back: the way past the call is counted,
; and each of the two is a sum of that and of what the call's block has. %both stays without an addition.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK-LABEL: define void @step(
; CHECK: br i1 %often, label %hpi.edge, label %seldom
; CHECK: seldom:
; CHECK: store volatile
; CHECK: call void @mayLeave()
; CHECK: store volatile
; CHECK: hpi.edge:
; CHECK: store volatile
; CHECK: br label %both
; CHECK: both:
; CHECK-NOT: store volatile
; CHECK: ret void
define void @step(i1 %often) {
entry:
  call void @llvm.sideeffect() nomerge "hpi"="0"
  br i1 %often, label %both, label %seldom, !prof !0
seldom:
  call void @llvm.sideeffect() nomerge "hpi"="1"
  call void @mayLeave()
  br label %both
both:
  call void @llvm.sideeffect() nomerge "hpi"="2"
  call void @mayLeave()
  ret void
}

declare void @llvm.sideeffect()
declare void @mayLeave()
!0 = !{!"branch_weights", i32 1000, i32 1}
