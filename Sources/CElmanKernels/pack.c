#include <string.h>
#include "CElmanKernels.h"

enum { WIDTH = ELMAN_WIDTH, DEPTH_GROUP = ELMAN_DEPTH_GROUP };

size_t elman_packed_count(size_t depth, size_t columns) {
  return depth * ((columns + WIDTH - 1) / WIDTH * WIDTH);
}

size_t elman_quantized_depth(size_t depth) {
  return (depth + DEPTH_GROUP - 1) / DEPTH_GROUP * DEPTH_GROUP;
}

void elman_pack(size_t depth, size_t columns, const float *source, size_t stride, bool transposed,
                float *panels) {
  for (size_t column = 0; column < columns; column += WIDTH) {
    const size_t width = columns - column < WIDTH ? columns - column : WIDTH;
    float *panel = panels + column * depth;
    if (width < WIDTH) memset(panel, 0, depth * WIDTH * sizeof(float));
    if (transposed) {
      for (size_t j = 0; j < width; j++)
        for (size_t k = 0; k < depth; k++) panel[k * WIDTH + j] = source[(column + j) * stride + k];
    } else if (width == WIDTH) {
      for (size_t k = 0; k < depth; k++)
        memcpy(panel + k * WIDTH, source + k * stride + column, WIDTH * sizeof(float));
    } else {
      for (size_t k = 0; k < depth; k++)
        memcpy(panel + k * WIDTH, source + k * stride + column, width * sizeof(float));
    }
  }
}

void elman_pack_int8(size_t depth, size_t columns, const int8_t *source, int8_t *panels,
                     int32_t *sums) {
  const size_t padded = elman_quantized_depth(depth);
  for (size_t column = 0; column < columns; column += WIDTH, panels += padded * WIDTH) {
    const size_t width = columns - column < WIDTH ? columns - column : WIDTH;
    memset(panels, 0, padded * WIDTH);
    memset(sums + column, 0, WIDTH * sizeof *sums);
    for (size_t k = 0; k < depth; k++) {
      const int8_t *row = source + k * columns + column;
      int8_t *group = panels + (k - k % DEPTH_GROUP) * WIDTH + k % DEPTH_GROUP;
      for (size_t j = 0; j < width; j++) {
        group[j * DEPTH_GROUP] = row[j];
        sums[column + j] += row[j];
      }
    }
  }
}
