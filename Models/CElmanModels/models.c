#include "CElmanModels.h"
