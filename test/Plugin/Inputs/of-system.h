/* of-system.h - included as a system header. */
static inline int ofSystem(int X) { return X; }
