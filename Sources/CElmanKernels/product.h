// The matrix product: result = start + left · right.
//
// A tile of up to 6 rows and COLUMN_VECTORS × 16 columns stays in registers while k runs over the
// whole depth. Each element of it is one chain of fused multiply-adds in the order of k, which is
// why the tile's shape, and with it the number of rows and the instruction set, leaves no trace.
#pragma once
#include "lanes.h"

#ifndef COLUMN_VECTORS
#define COLUMN_VECTORS 1
#endif

enum { TILE_ROWS = 6 };

// The tile's left-hand side is read as left[row * row_step + k * depth_step], which serves both a
// row-major and a transposed matrix.
#define DEFINE_TILE(ROWS, VECTORS)                                                               \
  static void tile_##ROWS##x##VECTORS(size_t depth, const float *left, size_t row_step,          \
                                      size_t depth_step, const float *panels, const float *start, \
                                      size_t start_stride, float *result, size_t result_stride,  \
                                      size_t last_width) {                                       \
    Lanes sum[ROWS][VECTORS];                                                                    \
    UNROLL for (size_t i = 0; i < ROWS; i++) UNROLL for (size_t j = 0; j < VECTORS; j++)         \
      sum[i][j] = start ? load(start + i * start_stride + j * WIDTH,                             \
                               j + 1 < VECTORS ? WIDTH : last_width)                             \
                        : splat(0);                                                              \
    for (size_t k = 0; k < depth; k++) {                                                         \
      Lanes right[VECTORS];                                                                      \
      UNROLL for (size_t j = 0; j < VECTORS; j++)                                                \
        right[j] = load(panels + j * depth * WIDTH + k * WIDTH, WIDTH);                          \
      UNROLL for (size_t i = 0; i < ROWS; i++) {                                                 \
        Lanes x = splat(left[i * row_step + k * depth_step]);                                    \
        UNROLL for (size_t j = 0; j < VECTORS; j++)                                              \
          sum[i][j] = multiply_add(x, right[j], sum[i][j]);                                      \
      }                                                                                          \
    }                                                                                            \
    UNROLL for (size_t i = 0; i < ROWS; i++) UNROLL for (size_t j = 0; j < VECTORS; j++)         \
      store(result + i * result_stride + j * WIDTH, sum[i][j],                                   \
            j + 1 < VECTORS ? WIDTH : last_width);                                               \
  }

#define DEFINE_TILES(VECTORS) \
  DEFINE_TILE(1, VECTORS)     \
  DEFINE_TILE(2, VECTORS)     \
  DEFINE_TILE(3, VECTORS)     \
  DEFINE_TILE(4, VECTORS)     \
  DEFINE_TILE(5, VECTORS)     \
  DEFINE_TILE(6, VECTORS)

#define TILES(VECTORS)                                                               \
  {                                                                                  \
    tile_1x##VECTORS, tile_2x##VECTORS, tile_3x##VECTORS, tile_4x##VECTORS,          \
        tile_5x##VECTORS, tile_6x##VECTORS                                           \
  }

typedef void (*Tile)(size_t, const float *, size_t, size_t, const float *, const float *, size_t,
                     float *, size_t, size_t);

DEFINE_TILES(1)
#if COLUMN_VECTORS == 4
DEFINE_TILES(2)
DEFINE_TILES(3)
DEFINE_TILES(4)
static const Tile tiles[4][TILE_ROWS] = {TILES(1), TILES(2), TILES(3), TILES(4)};
#else
static const Tile tiles[1][TILE_ROWS] = {TILES(1)};
#endif

static void multiply(elman_product of) {
  const size_t row_step = of.left_transposed ? 1 : of.left_stride;
  const size_t depth_step = of.left_transposed ? of.left_stride : 1;
  // A block of rows that stays in the second-level cache while every panel passes over it.
  const size_t cached = 192 * 1024 / sizeof(float) / (of.depth ? of.depth : 1);
  const size_t block_rows = cached < TILE_ROWS ? TILE_ROWS : cached - cached % TILE_ROWS;

  for (size_t block = 0; block < of.rows; block += block_rows) {
    const size_t block_end = block + block_rows < of.rows ? block + block_rows : of.rows;
    for (size_t column = 0; column < of.columns; column += COLUMN_VECTORS * WIDTH) {
      const size_t rest = of.columns - column;
      const size_t width = rest < COLUMN_VECTORS * WIDTH ? rest : COLUMN_VECTORS * WIDTH;
      const size_t vectors = (width + WIDTH - 1) / WIDTH;
      const size_t last_width = width - (vectors - 1) * WIDTH;
      // Rows are spread evenly: 7 rows are 4 + 3, not 6 + 1, since a thin tile wastes its loads.
      size_t tiles_left = (block_end - block + TILE_ROWS - 1) / TILE_ROWS;
      for (size_t row = block; row < block_end;) {
        const size_t height = (block_end - row + tiles_left - 1) / tiles_left;
        tiles_left--;
        tiles[vectors - 1][height - 1](
            of.depth, of.left + row * row_step, row_step, depth_step, of.panels + column * of.depth,
            of.start ? of.start + row * of.start_stride + column : 0, of.start_stride,
            of.result + row * of.result_stride + column, of.result_stride, last_width);
        row += height;
      }
    }
  }
}

static float multiply_add_rounds(size_t rounds) {
  // As many chains as the tile has, so that latency hides as it does there.
  enum { CHAINS = COLUMN_VECTORS == 4 ? 24 : 6 };
  Lanes sum[CHAINS];
  UNROLL for (size_t i = 0; i < CHAINS; i++) sum[i] = splat((float)i);
  const Lanes x = splat(0.999f), y = splat(0.001f);
  for (size_t round = 0; round < rounds * (24 / CHAINS); round++) {
    UNROLL for (size_t i = 0; i < CHAINS; i++) sum[i] = multiply_add(sum[i], x, y);
  }
  Lanes total = splat(0);
  UNROLL for (size_t i = 0; i < CHAINS; i++) total += sum[i];
  return sum_of_lanes(total);
}
