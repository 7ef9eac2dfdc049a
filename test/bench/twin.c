/* The engine's marking, harvest and counting in plain C, over the same number of pages: the baseline of the bench. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  uint64_t pages = argc > 2 ? strtoull(argv[1], 0, 10) : 0, writes = argc > 2 ? strtoull(argv[2], 0, 10) : 0;
  uint64_t words = pages / 64, found = 0, counted = 0;
  uint64_t *log = calloc(words, 8), *summary = calloc(words / 64 + 1, 8), *waiting = calloc(words, 8);
  double a = now();
  for (uint64_t i = 0; i < writes; i++) {
    uint64_t page = ((mix(42 + i * 0x9e3779b97f4a7c15ull) >> 32) * pages) >> 32;
    log[page >> 6] |= 1ull << (page & 63);
    summary[page >> 12] |= 1ull << ((page >> 6) & 63);
  }
  double b = now();
  for (uint64_t w = 0; w < words; w++) counted += __builtin_popcountll(log[w]);
  double c = now();
  for (uint64_t s = 0; s < words / 64; s++) {
    for (uint64_t bits = summary[s]; bits; bits &= bits - 1) {
      uint64_t w = s * 64 + __builtin_ctzll(bits), fresh = log[w] & ~waiting[w];
      log[w] = 0;
      waiting[w] |= fresh;
      found += __builtin_popcountll(fresh);
    }
    summary[s] = 0;
  }
  double d = now();
  printf("{\"mark\":%f,\"count\":%f,\"sync\":%f,\"pages\":%llu}", b - a, c - b, d - c,
         (unsigned long long)(counted + found));
  return 0;
}
