// What the limits of a process mean for its heap and its threads.
#pragma once

/// Lets all threads share one heap, where the C library would give each its own; elsewhere it does nothing.
///
/// A heap of glibc reserves 64 MB of addresses. A thread that cannot have one maps a page for each thing
/// that it allocates, which takes for ever. To be called before there are other threads.
void elman_share_heap(void);

/// How many threads can live at the same time, up to a number of at most 1024. They have ended when it
/// returns.
int elman_count_threads(int most);
