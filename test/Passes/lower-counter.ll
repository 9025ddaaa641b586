; A marker becomes an addition to a counter of the calling thread; no marker is left.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK-DAG: @__hpi_counters = private global [{{[0-9]+}} x i64] zeroinitializer, section "__hpi_cnts", align 8
; CHECK-DAG: @__hpi.v1.off = {{.*}}hidden thread_local(initialexec) global i64 0

; CHECK-LABEL: define void @count(
; CHECK: call {{.*}}ptr @llvm.threadlocal.address.p0(ptr @__hpi.v1.off)
; CHECK: %[[ADDRESS:.*]] = getelementptr i8, ptr @__hpi_counters, i64 %
; CHECK: %[[BASE:.*]] = call ptr asm "", "=r,0"(ptr %[[ADDRESS]])
; CHECK: %[[WHERE:[0-9a-z.]+]] = getelementptr i64, ptr %[[BASE]], i64 0
; CHECK: %[[COUNT:.*]] = load volatile i64, ptr %[[WHERE]]{{.*}} !nosanitize
; CHECK: %[[SUM:.*]] = add i64 %[[COUNT]], 1
; CHECK: store volatile i64 %[[SUM]], ptr %[[WHERE]]{{.*}} !nosanitize
; CHECK-NOT: "hpi"=
; CHECK-NOT: call void @llvm.sideeffect
; CHECK: ret void
define void @count() {
  call void @llvm.sideeffect() nomerge "hpi"="0"
  ret void
}

declare void @llvm.sideeffect()
