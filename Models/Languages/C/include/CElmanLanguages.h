#pragma once
#include <stddef.h>

/// The bytes of `languages.safetensors`, at an address that is a multiple of 64, and their number.
const void *elman_languages(size_t *count);
