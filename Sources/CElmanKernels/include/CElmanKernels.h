// Numeric kernels of Elman: single precision, one core, one source for every instruction set.
//
// Every function gives the same bits on every instruction set and for every number of rows it is
// called with. Three rules make that so: a product is summed over k in order, by fused
// multiply-adds, or exactly, in whole numbers; pointwise work is the same expression everywhere; a
// reduction keeps sixteen partial sums, element i in sum i mod 16, and adds these in one fixed
// order at the end.
//
// Matrices are row-major. A stride is the distance between two rows, in floats. Pointers need no
// alignment beyond that of float. Arrays must not overlap unless a comment says so.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#ifdef __cplusplus
extern "C" {
#endif

enum {
  /// The columns of a panel, the lanes of a vector, and the partial sums of a reduction.
  ELMAN_WIDTH = 16,
  /// The bytes of a row, or of a column, that are multiplied at a time.
  ELMAN_DEPTH_GROUP = 4,
};

// Instruction sets

typedef enum elman_instruction_set {
  /// SSE2 with a software fused multiply-add on x86-64 (slow), NEON on arm64 (fast).
  ELMAN_BASELINE = 0,
  ELMAN_AVX2 = 1,
  ELMAN_AVX512 = 2,
  /// AVX-512 with dot products of bytes.
  ELMAN_AVX512_VNNI = 3,
  /// NEON with dot products of bytes.
  ELMAN_NEON_DOT = 4,
} elman_instruction_set;

/// Tells whether this machine can run the kernels built for an instruction set.
bool elman_supports(elman_instruction_set set);

/// The instruction set in use: the best that the machine has, unless one was selected.
elman_instruction_set elman_selected(void);

/// Selects an instruction set for the whole process. Results do not change, only speed.
/// Returns false, and changes nothing, where the machine lacks it.
bool elman_select(elman_instruction_set set);

// Matrix product

/// The floats that a packed `depth` × `columns` matrix takes: columns rounded up to ELMAN_WIDTH.
size_t elman_packed_count(size_t depth, size_t columns);

/// Packs the right-hand side of a product in panels of ELMAN_WIDTH columns; a panel holds one float
/// of each for each k. Columns missing from the last panel are zero. With `transposed` the source is
/// stored as columns × depth.
void elman_pack(size_t depth, size_t columns, const float *source, size_t stride, bool transposed,
                float *panels);

/// A product and what it is added to: left rows × depth, a packed right depth × columns.
typedef struct elman_product {
  size_t rows;
  size_t columns;
  size_t depth;
  const float *left;
  size_t left_stride;
  bool left_transposed;          ///< Whether left is stored as depth × rows.
  const float *panels;           ///< The right-hand side.
  const float *_Nullable start;  ///< NULL for zero; the result, to add to what is there.
  size_t start_stride;           ///< 0 for one row that is added to every row (a bias).
  float *result;
  size_t result_stride;
} elman_product;

// Matrix product of bytes
//
// A number is held as a byte q of -127 … 127 and stands for q · scale. Weights have one scale a
// column, activations one a row. Depth is at most 65,536, where no sum of 32 bits overflows.

/// Depth rounded up to ELMAN_DEPTH_GROUP: the bytes of a quantised row, and of a column in a panel.
size_t elman_quantized_depth(size_t depth);

/// Packs bytes, depth × columns without gaps, in panels of ELMAN_WIDTH columns; a panel holds
/// ELMAN_DEPTH_GROUP bytes of each column for as many k. Bytes beyond the depth and the columns are
/// zero. `panels` has room for elman_quantized_depth(depth) bytes a column, and `sums`, the sum of
/// each column's bytes, for one element a column, both for the columns rounded up to ELMAN_WIDTH.
/// The bytes may be any.
void elman_pack_int8(size_t depth, size_t columns, const int8_t *source, int8_t *panels,
                     int32_t *sums);

/// A product of bytes, with left and right as they are quantised and packed.
typedef struct elman_int8_product {
  size_t rows;
  size_t columns;
  size_t depth;
  const uint8_t *left;
  const float *row_scales;
  const int8_t *panels;
  const float *column_scales;    ///< As many as panels have columns, as are the sums.
  const int32_t *column_sums;
  const float *_Nullable start;  ///< As in elman_product.
  size_t start_stride;
  float *result;
  size_t result_stride;
} elman_int8_product;

// Adam

typedef struct elman_adam_step {
  float learning_rate;       ///< with both bias corrections taken in
  float first_decay;         ///< β1
  float second_decay;        ///< β2
  float epsilon;
  float gradient_scale;      ///< for clipping
  float weight_decay;        ///< decoupled, times the learning rate
} elman_adam_step;

#pragma clang assume_nonnull end

// The kernels

#define KERNEL(RESULT, NAME, PARAMETERS, NAMES) RESULT elman_##NAME PARAMETERS;
#include "ElmanKernels.inc"
#undef KERNEL

#ifdef __cplusplus
}
#endif
