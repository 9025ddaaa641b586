; A module with sites carries its tables, a descriptor that points to them, and the runtime, of which one copy is kept.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK-DAG: @__hpi_tables = private constant {{.*}}c"HPIT{{.*}}, section "__hpi_tabs", align 8
; CHECK-DAG: @__hpi_module = private constant { i32, i32, i64, i64, i64, i64, i64, i64, i64, i64 } {{.*}}@__hpi_tables{{.*}}@__hpi_counters{{.*}}, section "__hpi_mods", align 8
; CHECK-DAG: @llvm.used = {{.*}}ptr @__hpi_tables, ptr @__hpi_module{{.*}}, section "llvm.metadata"
; CHECK-DAG: $__hpi.v1.enter = comdat any
; CHECK-DAG: define linkonce_odr hidden {{.*}}@__hpi.v1.enter() {{.*}}comdat
define void @count() {
  call void @llvm.sideeffect() nomerge "hpi"="0"
  ret void
}

declare void @llvm.sideeffect()
