// The ways to multiply four bytes of a row with four bytes of each of sixteen columns and to add
// the products up, exactly, in 32 bits.
//
// The sums of sixteen columns fill PARTS registers. A way that multiplies 16-bit numbers in pairs
// keeps two sums for each column, side by side, until the end. A way defines
//   Part, Bytes, Weights   a register of sums, of one row's bytes, and of columns' weights
//   row_bytes              four bytes of a row, as often as a register of weights holds columns
//   part_weights           the weights that belong to one part
//   add_products           sum + bytes · weights
// and PAIRED_SUMS if it keeps pairs, SIGNED_BYTES if it takes the zero point from a row's bytes
// first. DOT_ROWS × DOT_VECTORS × PARTS sums stay in registers.
#pragma once
#include "quantize.h"
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

enum { ZERO_POINT = 128 };
_Static_assert(DEPTH_GROUP == 4, "a group is read as 32 bits");

#if defined(DOT_VNNI)
enum { PARTS = 1, DOT_ROWS = 6, DOT_VECTORS = 4 };
typedef __m512i Part, Bytes, Weights;
INLINE Part no_sum(void) { return _mm512_setzero_si512(); }
INLINE Bytes row_bytes(int32_t four) { return _mm512_set1_epi32(four); }
INLINE Weights part_weights(const int8_t *group, size_t part) {
  return _mm512_loadu_si512(group + part * 64);
}
INLINE Part add_products(Part sum, Bytes x, Weights w) { return _mm512_dpbusd_epi32(sum, x, w); }

#elif defined(DOT_AVX512)
enum { PARTS = 2, DOT_ROWS = 6, DOT_VECTORS = 2 };
#define PAIRED_SUMS
typedef __m512i Part, Bytes, Weights;
INLINE Part no_sum(void) { return _mm512_setzero_si512(); }
INLINE Bytes row_bytes(int32_t four) { return _mm512_cvtepu8_epi16(_mm256_set1_epi32(four)); }
INLINE Weights part_weights(const int8_t *group, size_t part) {
  return _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i_u *)(group + part * 32)));
}
INLINE Part add_products(Part sum, Bytes x, Weights w) {
  return _mm512_add_epi32(sum, _mm512_madd_epi16(x, w));
}

#elif defined(DOT_AVX2)
enum { PARTS = 4, DOT_ROWS = 2, DOT_VECTORS = 1 };
#define PAIRED_SUMS
typedef __m256i Part, Bytes, Weights;
INLINE Part no_sum(void) { return _mm256_setzero_si256(); }
INLINE Bytes row_bytes(int32_t four) { return _mm256_cvtepu8_epi16(_mm_set1_epi32(four)); }
INLINE Weights part_weights(const int8_t *group, size_t part) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i_u *)(group + part * 16)));
}
INLINE Part add_products(Part sum, Bytes x, Weights w) {
  return _mm256_add_epi32(sum, _mm256_madd_epi16(x, w));
}

#elif defined(__SSE2__)
enum { PARTS = 8, DOT_ROWS = 1, DOT_VECTORS = 1 };
#define PAIRED_SUMS
typedef __m128i Part, Bytes, Weights;
INLINE Part no_sum(void) { return _mm_setzero_si128(); }
INLINE Bytes row_bytes(int32_t four) {
  return _mm_unpacklo_epi8(_mm_set1_epi32(four), _mm_setzero_si128());
}
INLINE Weights part_weights(const int8_t *group, size_t part) {
  const __m128i eight = _mm_loadl_epi64((const __m128i_u *)(group + part * 8));
  return _mm_srai_epi16(_mm_unpacklo_epi8(eight, eight), 8);
}
INLINE Part add_products(Part sum, Bytes x, Weights w) {
  return _mm_add_epi32(sum, _mm_madd_epi16(x, w));
}

#elif defined(DOT_NEON)
enum { PARTS = 4, DOT_ROWS = 6, DOT_VECTORS = 1 };
#define SIGNED_BYTES
typedef int32x4_t Part;
typedef int8x16_t Bytes, Weights;
INLINE Part no_sum(void) { return vdupq_n_s32(0); }
INLINE Bytes row_bytes(int32_t four) {
  return veorq_s8(vreinterpretq_s8_s32(vdupq_n_s32(four)), vdupq_n_s8(INT8_MIN));
}
INLINE Weights part_weights(const int8_t *group, size_t part) {
  return vld1q_s8(group + part * 16);
}
INLINE Part add_products(Part sum, Bytes x, Weights w) { return vdotq_s32(sum, x, w); }

#elif defined(__ARM_NEON)
enum { PARTS = 8, DOT_ROWS = 2, DOT_VECTORS = 1 };
#define PAIRED_SUMS
#define SIGNED_BYTES
typedef int32x4_t Part;
typedef int8x8_t Bytes, Weights;
INLINE Part no_sum(void) { return vdupq_n_s32(0); }
INLINE Bytes row_bytes(int32_t four) {
  return veor_s8(vreinterpret_s8_s32(vdup_n_s32(four)), vdup_n_s8(INT8_MIN));
}
INLINE Weights part_weights(const int8_t *group, size_t part) { return vld1_s8(group + part * 8); }
INLINE Part add_products(Part sum, Bytes x, Weights w) { return vpadalq_s16(sum, vmull_s8(x, w)); }

#else
enum { PARTS = 1, DOT_ROWS = 1, DOT_VECTORS = 1 };
typedef IntLanes Part;
typedef uint8_t Bytes __attribute__((ext_vector_type(4)));
typedef const int8_t *Weights;
INLINE Part no_sum(void) { return 0; }
INLINE Bytes row_bytes(int32_t four) {
  Bytes bytes;
  __builtin_memcpy(&bytes, &four, sizeof bytes);
  return bytes;
}
INLINE Weights part_weights(const int8_t *group, size_t part) { return group + part * 64; }
INLINE Part add_products(Part sum, Bytes x, Weights w) {
  for (size_t j = 0; j < WIDTH; j++)
    for (size_t k = 0; k < DEPTH_GROUP; k++) sum[j] += x[k] * w[j * DEPTH_GROUP + k];
  return sum;
}
#endif

// The sums of sixteen columns, one in each lane, without what the zero point added to them.
INLINE IntLanes whole_sums(const Part parts[PARTS], const int32_t *column_sums) {
#ifdef PAIRED_SUMS
  int32_t __attribute__((ext_vector_type(32))) pairs;
  __builtin_memcpy(&pairs, parts, sizeof pairs);
  IntLanes sums = __builtin_shufflevector(pairs, pairs, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22,
                                          24, 26, 28, 30) +
                  __builtin_shufflevector(pairs, pairs, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23,
                                          25, 27, 29, 31);
#else
  IntLanes sums;
  __builtin_memcpy(&sums, parts, sizeof sums);
#endif
#ifdef SIGNED_BYTES
  (void)column_sums;
#else
  sums -= *(const IntLanesInMemory *)column_sums * ZERO_POINT;
#endif
  return sums;
}
