#pragma once
#include <stddef.h>

/// The bytes of `english-accurate.safetensors`, at an address that is a multiple of 64, and their number.
const void *elman_english_accurate(size_t *count);
