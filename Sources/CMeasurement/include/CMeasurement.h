// What the benchmarks need of the process that links it: its heap allocations and its cores.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Tells whether allocations are counted: with glibc, outside a sanitizer.
bool elman_counts_allocations(void);

/// The blocks allocated so far by all threads; a block that is resized counts anew. 0 where
/// nothing is counted.
uint64_t elman_allocation_count(void);

/// How many cores the process may run on; 1 where it is not known.
int elman_core_count(void);

/// Lets all threads of the process, and processes started later, run on one core alone: the last
/// one that they may run on, since the first is often busy with others' work. Does nothing where
/// the system lets no process choose its cores.
void elman_pin_to_one_core(void);
