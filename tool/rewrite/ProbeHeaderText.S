/* ProbeHeaderText.S - include/hpinstr/probe.h as bytes of the program. */
        .section .rodata
        .globl HpiProbeHeaderStart, HpiProbeHeaderEnd
HpiProbeHeaderStart:
        .incbin HPI_PROBE_HEADER
HpiProbeHeaderEnd:
        .section .note.GNU-stack,"",%progbits
