; Marks that always run together become one; those with a call between them that may not come back stay apart.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,verify' -S %s | FileCheck %s

; CHECK-LABEL: define void @straight(
; CHECK-COUNT-1: call void @llvm.sideeffect() #[[ALL:[0-9]+]]
; CHECK-NOT: llvm.sideeffect
; CHECK: ret void
define void @straight(ptr %p) {
  call void @__hpi_mark.A(i32 1)
  store i32 1, ptr %p
  call void @__hpi_mark.A(i32 2)
  call void @harmless()
  call void @__hpi_mark.A(i32 3)
  ret void
}

; CHECK-LABEL: define void @apart(
; CHECK: call void @llvm.sideeffect() #[[FOUR:[0-9]+]]
; CHECK: call void @mayThrow()
; CHECK: call void @llvm.sideeffect() #[[FIVE:[0-9]+]]
; CHECK: store volatile
; CHECK: call void @llvm.sideeffect() #[[SIX:[0-9]+]]
; CHECK: call void asm
; CHECK: call void @llvm.sideeffect() #[[SEVEN:[0-9]+]]
define void @apart(ptr %p) {
  call void @__hpi_mark.A(i32 4)
  call void @mayThrow()
  call void @__hpi_mark.A(i32 5)
  store volatile i32 1, ptr %p
  call void @__hpi_mark.A(i32 6)
  call void asm sideeffect "syscall", ""()
  call void @__hpi_mark.A(i32 7)
  ret void
}

; CHECK-DAG: attributes #[[ALL]] = { nomerge "hpi"="1,2,3" }
; CHECK-DAG: attributes #[[FOUR]] = { nomerge "hpi"="4" }
; CHECK-DAG: attributes #[[FIVE]] = { nomerge "hpi"="5" }
; CHECK-DAG: attributes #[[SIX]] = { nomerge "hpi"="6" }
; CHECK-DAG: attributes #[[SEVEN]] = { nomerge "hpi"="7" }

declare void @__hpi_mark.A(i32)
declare void @harmless() nounwind willreturn
declare void @mayThrow()
