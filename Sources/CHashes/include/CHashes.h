#ifndef ELMAN_HASHES_H
#define ELMAN_HASHES_H

#include <stddef.h>
#include <stdint.h>

/// Takes whole blocks of 64 bytes into the state of a SHA-256 hash, which are eight words.
///
/// It is C since builds for tests leave Swift as it is written, and models are large.
void elman_sha256_compress(uint32_t *state, const uint8_t *blocks, size_t count);

#endif
