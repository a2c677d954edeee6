#include <string.h>
#include "CElmanKernels.h"

enum { WIDTH = 16 };

size_t elman_packed_count(size_t depth, size_t columns) {
  return depth * ((columns + WIDTH - 1) / WIDTH * WIDTH);
}

size_t elman_quantized_depth(size_t depth) { return (depth + 3) / 4 * 4; }

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
