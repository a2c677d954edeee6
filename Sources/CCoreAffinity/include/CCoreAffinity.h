// Keeps the process that links it on one core.
#pragma once

/// How many cores the process may run on; 1 where it is not known.
int elman_core_count(void);

/// Lets all threads of the process, and processes started later, run on one core alone: the last
/// one that they may run on, since the first is often busy with others' work. Does nothing where
/// the system lets no process choose its cores.
void elman_pin_to_one_core(void);
