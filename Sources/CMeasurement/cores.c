#define _GNU_SOURCE
#include "CMeasurement.h"

#include <unistd.h>

#if defined(__linux__)

#include <dirent.h>
#include <sched.h>
#include <stdlib.h>

int elman_core_count(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return CPU_COUNT(&allowed);
}

void elman_pin_to_one_core(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  int core = CPU_SETSIZE - 1;
  while (core > 0 && !CPU_ISSET(core, &allowed)) core--;
  CPU_ZERO(&allowed);
  CPU_SET(core, &allowed);
  // A thread that is there already keeps its cores unless it is told.
  DIR *threads = opendir("/proc/self/task");
  if (!threads) return;
  for (struct dirent *entry; (entry = readdir(threads));) {
    pid_t thread = (pid_t)atoi(entry->d_name);
    if (thread > 0) sched_setaffinity(thread, sizeof allowed, &allowed);
  }
  closedir(threads);
}

#else

int elman_core_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

void elman_pin_to_one_core(void) {}

#endif
