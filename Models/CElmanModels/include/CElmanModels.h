#pragma once
#include <stddef.h>

/// A model file that is part of the program.
typedef struct {
  /// Its name, without `.safetensors`.
  const char *name;
  /// The bytes of the file, at an address that is a multiple of 64.
  const void *bytes;
  /// How many bytes the file has.
  size_t size;
} elman_embedded_model;

/// The number of models that are part of the program.
size_t elman_embedded_model_count(void);

/// A model by its number, below `elman_embedded_model_count()`.
elman_embedded_model elman_embedded_model_at(size_t index);
