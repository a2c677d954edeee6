#pragma once
#include <stddef.h>

/// The bytes of `english-text.safetensors`, at an address that is a multiple of 64, and their number.
const void *elman_english_text(size_t *count);
