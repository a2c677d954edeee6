#include "CElmanKernels.h"
int elman_placeholder(void) { return 1; }
