/* Machine.c - the machine, and what is known of its noise. See Machine.h.
 *
 * The model comes from the processor itself: /proc/cpuinfo takes milliseconds on a machine with many of them.
 */
#include "Machine.h"

#include "Environment.h"

HPI_RT void modelText(struct HpiText *Text) HPI_SYM("modelText");

#if defined(__x86_64__)
/* The brand string: leaves 0x80000002 to 0x80000004 of CPUID, 16 bytes each, with blanks around it. */
void modelText(struct HpiText *Text) {
  uint32_t Words[13] = {0}, Highest = 0x80000000u;
  __asm__ volatile("cpuid" : "+a"(Highest) : : "ebx", "ecx", "edx");
  for (uint64_t I = 0; I < 3 && Highest >= 0x80000004u; ++I)
    __asm__ volatile("cpuid"
                     : "=a"(Words[4 * I]), "=b"(Words[4 * I + 1]), "=c"(Words[4 * I + 2]), "=d"(Words[4 * I + 3])
                     : "a"(0x80000002u + (uint32_t)I));
  const char *Model = (const char *)Words;
  while (*Model == ' ')
    ++Model;
  textAdd(Text, Model);
}
#else
void modelText(struct HpiText *Text) { (void)Text; }
#endif

HPI_RT char readLine(struct HpiScratch *Scratch, const char *Path, struct HpiText *Text) HPI_SYM("readLine");

/* Appends the first line of a file. \returns its first character, 0 where there is none */
char readLine(struct HpiScratch *Scratch, const char *Path, struct HpiText *Text) {
  uint64_t Size = readWhole(Path, Scratch->Read, 128), End = 0;
  while (End < Size && Scratch->Read[End] != '\n')
    ++End;
  if (Text)
    textAddBytes(Text, Scratch->Read, End);
  return Size ? Scratch->Read[0] : 0;
}

HPI_RT void turboText(struct HpiScratch *Scratch, struct HpiText *Text) HPI_SYM("turboText");

void turboText(struct HpiScratch *Scratch, struct HpiText *Text) {
  char Off = readLine(Scratch, "/sys/devices/system/cpu/intel_pstate/no_turbo", 0);
  char On = Off ? 0 : readLine(Scratch, "/sys/devices/system/cpu/cpufreq/boost", 0);
  if (Off || On)
    textAdd(Text, Off == '0' || On == '1' ? "on" : "off");
}

HPI_RT void systemText(struct HpiScratch *Scratch, struct HpiText *Text) HPI_SYM("systemText");

void systemText(struct HpiScratch *Scratch, struct HpiText *Text) {
  if (sysUname(&Scratch->Uname))
    return;
  textAdd(Text, Scratch->Uname.Sysname);
  textAdd(Text, " ");
  textAdd(Text, Scratch->Uname.Release);
  textAdd(Text, " ");
  textAdd(Text, Scratch->Uname.Machine);
}

uint64_t machineText(struct HpiScratch *Scratch, uint32_t Tag, char *Data, uint64_t Capacity) {
  struct HpiText Text;
  textStart(&Text, Data, Capacity);
  if (Tag == HPI_PROC_MACHINE)
    systemText(Scratch, &Text);
  else if (Tag == HPI_PROC_CPU)
    modelText(&Text);
  else if (Tag == HPI_PROC_CPUS)
    readLine(Scratch, "/sys/devices/system/cpu/online", &Text);
  else if (Tag == HPI_PROC_GOVERNOR)
    readLine(Scratch, "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", &Text);
  else
    turboText(Scratch, &Text);
  return Text.Size;
}

uint32_t readLoad(void) {
  struct HpiSystem System;
  return sysSystem(&System) ? 0 : (uint32_t)(System.Loads[0] * 1000 / 65536 + 1);
}
