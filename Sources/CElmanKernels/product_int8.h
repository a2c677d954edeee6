// The matrix product of bytes: result = start + (sum · row scale) · column scale.
//
// The sums are exact whole numbers, so they are the same whatever the order, the tile and the
// instruction set; what follows is the same expression everywhere, rounded at each step.
#pragma once
#include "dots.h"

// One group of depth for all of a tile's columns and rows.
INLINE void add_group(size_t rows, size_t vectors, const uint8_t *left, size_t left_stride,
                      const int8_t *panels, size_t panel_step,
                      Part sum[DOT_ROWS][DOT_VECTORS][PARTS]) {
  Bytes x[DOT_ROWS];
  UNROLL for (size_t i = 0; i < rows; i++) {
    int32_t four;
    __builtin_memcpy(&four, left + i * left_stride, sizeof four);
    x[i] = row_bytes(four);
  }
  UNROLL for (size_t j = 0; j < vectors; j++) UNROLL for (size_t p = 0; p < PARTS; p++) {
    const Weights w = part_weights(panels + j * panel_step, p);
    UNROLL for (size_t i = 0; i < rows; i++) sum[i][j][p] = add_products(sum[i][j][p], x[i], w);
  }
}

// What a tile reads and writes besides its place in the result.
typedef struct ByteOperands {
  size_t padded_depth;
  const uint8_t *left;
  const float *row_scales;
  const int8_t *panels;
  const float *column_scales;
  const int32_t *column_sums;
} ByteOperands;

INLINE void byte_tile(size_t rows, size_t vectors, ByteOperands of, const float *start,
                      size_t start_stride, float *result, size_t result_stride,
                      size_t last_width) {
  Part sum[DOT_ROWS][DOT_VECTORS][PARTS];
  UNROLL for (size_t i = 0; i < rows; i++) UNROLL for (size_t j = 0; j < vectors; j++)
    UNROLL for (size_t p = 0; p < PARTS; p++) sum[i][j][p] = no_sum();
  for (size_t k = 0; k < of.padded_depth; k += DEPTH_GROUP)
    add_group(rows, vectors, of.left + k, of.padded_depth, of.panels + k * WIDTH,
              of.padded_depth * WIDTH, sum);

  UNROLL for (size_t j = 0; j < vectors; j++) {
    const size_t width = j + 1 < vectors ? WIDTH : last_width;
    const Lanes column_scale = load(of.column_scales + j * WIDTH, WIDTH);
    UNROLL for (size_t i = 0; i < rows; i++) {
      const IntLanes sums = whole_sums(sum[i][j], of.column_sums + j * WIDTH);
      const Lanes product =
          __builtin_convertvector(sums, Lanes) * splat(of.row_scales[i]) * column_scale;
      const Lanes before = start ? load(start + i * start_stride + j * WIDTH, width) : splat(0);
      store(result + i * result_stride + j * WIDTH, before + product, width);
    }
  }
}

// Both counts become constants, so that the sums find their registers.
#define TILE_OF_ROWS(ROWS)                                                                       \
  case ROWS:                                                                                     \
    if (ROWS <= DOT_ROWS && vectors <= DOT_VECTORS)                                              \
      byte_tile(ROWS, vectors, of, start, start_stride, result, result_stride, last_width);      \
    break

#define DEFINE_TILES_OF_VECTORS(VECTORS)                                                         \
  static void byte_tiles_##VECTORS(size_t rows, ByteOperands of, const float *start,             \
                                   size_t start_stride, float *result, size_t result_stride,     \
                                   size_t last_width) {                                          \
    enum { vectors = VECTORS };                                                                  \
    switch (rows) {                                                                              \
      TILE_OF_ROWS(1);                                                                           \
      TILE_OF_ROWS(2);                                                                           \
      TILE_OF_ROWS(3);                                                                           \
      TILE_OF_ROWS(4);                                                                           \
      TILE_OF_ROWS(5);                                                                           \
      TILE_OF_ROWS(6);                                                                           \
    }                                                                                            \
  }

DEFINE_TILES_OF_VECTORS(1)
DEFINE_TILES_OF_VECTORS(2)
DEFINE_TILES_OF_VECTORS(3)
DEFINE_TILES_OF_VECTORS(4)

typedef void (*ByteTiles)(size_t, ByteOperands, const float *, size_t, float *, size_t, size_t);
static const ByteTiles byte_tiles[4] = {byte_tiles_1, byte_tiles_2, byte_tiles_3, byte_tiles_4};

static void multiply_int8(elman_int8_product of) {
  const size_t padded = padded_depth(of.depth);
  // A block of rows that stays in the second-level cache while every panel passes over it.
  const size_t cached = 192 * 1024 / (padded ? padded : 1);
  const size_t block_rows = cached < DOT_ROWS ? DOT_ROWS : cached - cached % DOT_ROWS;

  for (size_t block = 0; block < of.rows; block += block_rows) {
    const size_t block_end = block + block_rows < of.rows ? block + block_rows : of.rows;
    for (size_t column = 0; column < of.columns; column += DOT_VECTORS * WIDTH) {
      const size_t rest = of.columns - column;
      const size_t width = rest < DOT_VECTORS * WIDTH ? rest : DOT_VECTORS * WIDTH;
      const size_t vectors = (width + WIDTH - 1) / WIDTH;
      const size_t last_width = width - (vectors - 1) * WIDTH;
      size_t tiles_left = (block_end - block + DOT_ROWS - 1) / DOT_ROWS;
      for (size_t row = block; row < block_end;) {
        const size_t height = (block_end - row + tiles_left - 1) / tiles_left;
        tiles_left--;
        const ByteOperands operands = {padded,
                                       of.left + row * padded,
                                       of.row_scales + row,
                                       of.panels + column * padded,
                                       of.column_scales + column,
                                       of.column_sums + column};
        byte_tiles[vectors - 1](height, operands,
                                of.start ? of.start + row * of.start_stride + column : 0,
                                of.start_stride, of.result + row * of.result_stride + column,
                                of.result_stride, last_width);
        row += height;
      }
    }
  }
}

static int32_t multiply_add_rounds_int8(size_t rounds) {
  uint8_t left[DOT_ROWS][DEPTH_GROUP];
  int8_t panels[DOT_VECTORS][DEPTH_GROUP * WIDTH];
  __builtin_memset(left, ZERO_POINT + 1, sizeof left);
  __builtin_memset(panels, 1, sizeof panels);
  Part sum[DOT_ROWS][DOT_VECTORS][PARTS];
  UNROLL for (size_t i = 0; i < DOT_ROWS; i++) UNROLL for (size_t j = 0; j < DOT_VECTORS; j++)
    UNROLL for (size_t p = 0; p < PARTS; p++) sum[i][j][p] = no_sum();
  const size_t groups = rounds * (24 / (DOT_ROWS * DOT_VECTORS));
  for (size_t group = 0; group < groups; group++) {
    // The operands may have changed for all the compiler knows: no product is kept.
    __asm__ volatile("" : : "r"(left), "r"(panels) : "memory");
    add_group(DOT_ROWS, DOT_VECTORS, left[0], DEPTH_GROUP, panels[0], sizeof panels[0], sum);
  }
  const IntLanes column_sums = (int32_t)(groups * DEPTH_GROUP);
  IntLanes total = 0;
  UNROLL for (size_t i = 0; i < DOT_ROWS; i++) UNROLL for (size_t j = 0; j < DOT_VECTORS; j++)
    total += whole_sums(sum[i][j], (const int32_t *)&column_sums);
  return total[0];
}
