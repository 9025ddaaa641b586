; Inlining, unrolling and cleaning up keep every marker: what ran four times is counted four times.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,verify,default<O3>,verify,print<hpinstr-sites>' -disable-output %s \
; RUN:   | FileCheck %s

; CHECK: sites of @loop
; CHECK-NEXT: 1
; CHECK-NEXT: 2{{$}}
; CHECK-NOT: sites of @callee
define i32 @loop(i32 %x) {
entry:
  call void @__hpi_mark.A(i32 1)
  br label %body
body:
  %i = phi i32 [ 0, %entry ], [ %n, %body ]
  %s = phi i32 [ %x, %entry ], [ %t, %body ]
  %t = call i32 @callee(i32 %s)
  %n = add i32 %i, 1
  %c = icmp ult i32 %n, 4
  br i1 %c, label %body, label %exit
exit:
  ret i32 %t
}

define internal i32 @callee(i32 %x) {
  call void @__hpi_mark.A(i32 2)
  %r = mul i32 %x, %x
  ret i32 %r
}

declare void @__hpi_mark.A(i32)
