#include <hpinstr/hpinstr.h>

HPINSTR_OFF int uncounted(void);
int uncounted(void) { return 0; }

int main(int argc, char **argv) {
  int failed;
  HPINSTR_REGION_BEGIN(area);
  (void)argv;
  hpinstr_thread_name("main thread");
  hpinstr_label("label");
  hpinstr_heap_setpoint();
  hpinstr_stop();
  hpinstr_start();
  failed = hpinstr_dump(0);
  HPINSTR_REGION_END(area);
  return uncounted() + (argc > 1 ? failed != 0 : failed == 0);
}
