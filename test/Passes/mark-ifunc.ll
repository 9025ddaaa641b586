; A resolver of an ifunc runs before there is thread-local storage: it keeps no marker. What it resolves to does.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,verify,print<hpinstr-sites>' -disable-output %s | FileCheck %s

@chosen = ifunc i32 (), ptr @resolver

; CHECK: sites of @resolver
; CHECK-NEXT: sites of @implementation
; CHECK-NEXT: {{.*}}: 2
define internal ptr @resolver() {
  call void @__hpi_mark.A(i32 1)
  ret ptr @implementation
}

define internal i32 @implementation() {
  call void @__hpi_mark.A(i32 2)
  ret i32 1
}

define i32 @use() {
  %r = call i32 @chosen()
  ret i32 %r
}

declare void @__hpi_mark.A(i32)
