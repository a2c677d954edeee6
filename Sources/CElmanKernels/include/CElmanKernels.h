#pragma once
int elman_placeholder(void);
