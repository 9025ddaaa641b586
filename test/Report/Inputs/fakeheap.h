/* fakeheap.h - an allocator whose calls are logged with their call stacks; addheap.py makes chunks of the log. */
#ifndef FAKEHEAP_H
#define FAKEHEAP_H
#ifdef __cplusplus
extern "C" {
#endif
extern int TakeThread; /* thread that the next calls are said to come from */
void *take(unsigned long Bytes);
void give(void *Block);
#ifdef __cplusplus
}
#endif
#endif
