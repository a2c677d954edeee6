#include "CProcessLimits.h"

#include <pthread.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void elman_share_heap(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
#endif
}

// Lives until whoever holds the gate opens it.
static void *wait_at(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

int elman_count_threads(int most) {
  pthread_t threads[1024];
  pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  int count = 0;
  pthread_mutex_lock(&gate);
  while (count < most && count < 1024 && pthread_create(&threads[count], NULL, wait_at, &gate) == 0) count++;
  pthread_mutex_unlock(&gate);
  for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
  return count;
}
