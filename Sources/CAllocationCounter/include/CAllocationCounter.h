// Counts the heap allocations of the process that links it.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Tells whether allocations are counted: with glibc, outside a sanitizer.
bool elman_counts_allocations(void);

/// The blocks allocated so far by all threads; a block that is resized counts anew. 0 where
/// nothing is counted.
uint64_t elman_allocation_count(void);
