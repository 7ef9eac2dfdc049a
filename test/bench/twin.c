/*
 * The engine's kernels in plain C: the baseline of `npm run bench`. The same algorithms on the same data as
 * assembly/uniform.ts, bits.ts, log.ts (whole-log clearing) and send.ts, written as one would write them in C; the
 * bench compares what they compute. Reads one command a line, answers each with its milliseconds and a checksum.
 */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef uint64_t u64;
typedef int64_t i64;
typedef uint32_t u32;

#define GOLDEN 0x9e3779b97f4a7c15ull
#define MAX_SECTION_NS 50000000

static u32 pages, words, blocks;
/* One block, so that `begin` can take everything back to the start at once. */
static u64 *memory, *at_start, *waiting, *waiting_summary, *written, *written_summary, *zero;
static size_t memory_bytes;

static struct {
  u64 seed, hash;
  i64 now, link_busy_until, unsent, sent_bytes, normal, zeros;
  u32 cursor, wrapped;
  i64 section_start, section_pages;
} s, s_at_start;

static i64 page_bytes, link_buffer_ns;
static double link_ns_per_byte, local_ns_per_page, first_touch_ns_per_page, zero_page_ns;

static inline u64 mix(u64 x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

static inline u64 draw(u64 key, u64 counter) { return mix(key + counter * GOLDEN); }

static u64 stream_key(u64 seed, u64 stream, u64 epoch) {
  return mix(mix(seed + GOLDEN * (stream + 1)) ^ epoch * 0xd1342543de82ef95ull);
}

static inline void absorb(u64 value) { s.hash = mix(s.hash ^ value) + GOLDEN; }

typedef u32 lanes __attribute__((vector_size(16)));

static inline lanes draw32(lanes x, u32 key) {
  x = (x ^ x >> 16) * 0x7feb352d;
  x = (x ^ x >> 15 ^ key) * 0x846ca68b;
  return x ^ x >> 16;
}

/* Two words at once: in which lanes' pages is the number below the threshold? */
static inline lanes bernoulli_pair(u64 key, u32 pair, u32 threshold) {
  lanes at = ((lanes){0, 32, 64, 96} + (pair << 6)) ^ (u32)key, below = {0}, equal = ~(lanes){0};
  typedef int32_t ilanes __attribute__((vector_size(16)));
  lanes rest = (lanes){0} + threshold;
  for (u32 planes = 8;;planes = 1) {
    for (; planes; planes--) {
      lanes bit = (lanes)((ilanes)rest >> 31), next = equal & ~(draw32(at, key >> 32) ^ bit);
      below |= (equal ^ next) & bit;
      equal = next;
      rest += rest;
      at += 0x3779b97f;
    }
    u64 left[2];
    memcpy(left, &equal, 16);
    if (!(left[0] | left[1])) break;
  }
  return below;
}

/* Over all pages, whose number is a multiple of 64. */
static void mark(u64 key, double writes) {
  double singles = pages >> 5, last = writes < singles ? writes : singles;
  u64 *log = written, *summary = written_summary, count = pages;
  for (u64 i = 0, end = (u64)last; i < end; i++) {
    u32 page = (draw(key, i) >> 32) * count >> 32;
    log[page >> 6] |= 1ull << (page & 63);
    summary[page >> 12] |= 1ull << (page >> 6 & 63);
  }
  if (writes <= singles) return;
  u64 threshold = (u64)((1 - exp(-(writes - singles) / pages)) * 4294967296.0);
  for (u32 pair = 0; pair < words; pair += 2) {
    lanes both = bernoulli_pair(key, pair, threshold);
    u64 bits[2];
    memcpy(bits, &both, 16);
    for (u32 i = 0; i < 2; i++) {
      if (!bits[i]) continue;
      log[pair + i] |= bits[i];
      summary[pair >> 6] |= 1ull << (pair + i & 63);
    }
  }
}

static u64 count(void) {
  u64 found = 0;
  for (u32 word = 0; word < words; word++) found += (u64)__builtin_popcountll(written[word]);
  return found;
}

static void harvest(void) {
  i64 found = 0;
  for (u32 block = 0; block < blocks; block++) {
    for (u64 summary = written_summary[block]; summary; summary &= summary - 1) {
      u32 word = block * 64 + (u32)__builtin_ctzll(summary);
      u64 log = written[word];
      if (!log) continue;
      written[word] = 0;
      if (zero[word] & log) zero[word] &= ~log;
      u64 fresh = log & ~waiting[word];
      if (!fresh) continue;
      waiting[word] |= fresh;
      waiting_summary[word >> 6] |= 1ull << (word & 63);
      found += __builtin_popcountll(fresh);
      absorb(word);
      absorb(fresh);
    }
    written_summary[block] = 0;
  }
  s.unsent += found;
}

static void send_bits(u32 word, u64 bits) {
  i64 zeros = __builtin_popcountll(bits & zero[word]), normal = __builtin_popcountll(bits) - zeros;
  i64 bytes = normal * (page_bytes + 8) + zeros * 9, from = s.now;
  double copy = normal * (s.wrapped ? local_ns_per_page : first_touch_ns_per_page) + zeros * zero_page_ns;
  i64 at = from + (i64)copy;
  if (link_ns_per_byte > 0) {
    i64 begin = s.link_busy_until > from ? s.link_busy_until : from;
    i64 busy = begin + (i64)(bytes * link_ns_per_byte);
    s.link_busy_until = busy;
    if (busy - link_buffer_ns > at) at = busy - link_buffer_ns;
  }
  s.now = at;
  waiting[word] &= ~bits;
  s.unsent -= normal + zeros;
  s.normal += normal;
  s.zeros += zeros;
  s.sent_bytes += bytes;
  s.section_pages += normal + zeros;
}

static u32 seek_waiting(u32 word) {
  for (;;) {
    if (word >= words) {
      word = 0;
      s.wrapped = 1;
    }
    u32 block = word >> 6;
    u64 rest = waiting_summary[block] >> (word & 63);
    if (!rest) {
      word = (block + 1) << 6;
      continue;
    }
    word += (u32)__builtin_ctzll(rest);
    if (word >= words) continue;
    if (waiting[word]) return word;
    waiting_summary[block] &= ~(1ull << (word & 63));
    word++;
  }
}

static inline i64 later(i64 a, i64 b) { return a > b ? a : b; }

/* From the cursor to the end of memory, or until a word does not fit into the section. */
static int send_plain_words(void) {
  u64 *words_at = waiting, *summaries = waiting_summary, *zero_words = zero;
  double per_page = s.wrapped ? local_ns_per_page : first_touch_ns_per_page;
  i64 latest = s.section_start + MAX_SECTION_NS, unsent = s.unsent, now = s.now, busy = s.link_busy_until;
  i64 sent = 0, pages_sent = 0, zeros_sent = 0, normal = 0, zeros = 0, bytes = 0, work_ns = 0, wire_ns = 0;
  u32 cursor = s.cursor, block = cursor >> 6, end = blocks;
  u64 rest = summaries[block] & ~0ull << (cursor & 63);
  for (;; rest = summaries[block]) {
    u64 done = 0;
    while (rest) {
      u32 word = block * 64 + (u32)__builtin_ctzll(rest);
      u64 bits = words_at[word];
      i64 zero_bits = __builtin_popcountll(bits & zero_words[word]), all = __builtin_popcountll(bits);
      if (all - zero_bits != normal || zero_bits != zeros) {
        zeros = zero_bits;
        normal = all - zeros;
        bytes = normal * (page_bytes + 8) + zeros * 9;
        work_ns = (i64)(normal * per_page + zeros * zero_page_ns);
        wire_ns = (i64)(bytes * link_ns_per_byte);
      }
      i64 at = now + work_ns, clear = busy;
      if (link_ns_per_byte > 0) {
        clear = later(busy, now) + wire_ns;
        at = later(at, clear - link_buffer_ns);
      }
      if (at > latest) break;
      if (bits) {
        words_at[word] = 0;
        cursor = word;
        now = at;
        busy = clear;
      }
      sent += bytes;
      pages_sent += all;
      zeros_sent += zeros;
      done |= rest & -rest;
      rest &= rest - 1;
    }
    if (done) summaries[block] &= ~done;
    if (rest || pages_sent == unsent || ++block >= end) break;
  }
  s.cursor = cursor;
  s.now = now;
  s.link_busy_until = busy;
  s.unsent = unsent - pages_sent;
  s.normal += pages_sent - zeros_sent;
  s.zeros += zeros_sent;
  s.sent_bytes += sent;
  s.section_pages += pages_sent;
  return pages_sent != 0;
}

/* One section without the limiter's target: ends with the memory, or page by page at 50 ms. */
static void send_section(void) {
  while (s.unsent > 0) {
    u32 word = s.cursor = seek_waiting(s.cursor);
    if (send_plain_words()) continue;
    for (u64 rest = waiting[word]; rest; rest &= rest - 1) {
      int check = (s.section_pages & 63) == 0;
      send_bits(word, rest & -rest);
      if (check && s.now - s.section_start > MAX_SECTION_NS) return;
    }
  }
}

static void send_all(void) {
  while (s.unsent > 0) {
    s.section_start = s.now;
    s.section_pages = 0;
    send_section();
  }
}

static u64 *take(u64 **at, size_t count) {
  u64 *block = *at;
  *at += (count + 1) & ~(size_t)1;
  return block;
}

/* All pages wait; of each 1024, the last 24 are zero. */
static void lay_out(void) {
  words = pages / 64;
  blocks = words / 64;
  memory_bytes = 8 * (3 * (size_t)words + 2 * (size_t)blocks);
  u64 *at = memory = malloc(memory_bytes);
  at_start = malloc(memory_bytes);
  if (!memory || !at_start) exit(1);
  memset(memory, 0, memory_bytes);
  waiting = take(&at, words);
  waiting_summary = take(&at, blocks);
  written = take(&at, words);
  written_summary = take(&at, blocks);
  zero = take(&at, words);
  memset(waiting, 255, 8 * (size_t)words);
  memset(waiting_summary, 255, 8 * (size_t)blocks);
  for (u32 word = 15; word < words; word += 16) zero[word] = ~0ull << 40;
  s.hash = s.seed;
  s.unsent = pages;
  memcpy(at_start, memory, memory_bytes);
  s_at_start = s;
}

static void begin(void) {
  memcpy(memory, at_start, memory_bytes);
  s = s_at_start;
}

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* twin PAGES PAGE_BYTES SEED LINK_NS_PER_BYTE LINK_BUFFER_NS LOCAL_NS_PER_PAGE FIRST_TOUCH_NS_PER_PAGE ZERO_PAGE_NS */
int main(int argc, char **argv) {
  if (argc != 9) return 2;
  pages = (u32)strtoul(argv[1], 0, 10);
  page_bytes = strtol(argv[2], 0, 10);
  s.seed = mix(strtoull(argv[3], 0, 10));
  link_ns_per_byte = atof(argv[4]);
  link_buffer_ns = (i64)atof(argv[5]);
  local_ns_per_page = atof(argv[6]);
  first_touch_ns_per_page = atof(argv[7]);
  zero_page_ns = atof(argv[8]);
  lay_out();
  u64 counted = 0;
  char line[80];
  while (fgets(line, sizeof line, stdin)) {
    double from = now_ms();
    if (line[0] == 'b') begin();
    if (line[0] == 'm') mark(stream_key(s.seed, 1, 1), atof(line + 1));
    if (line[0] == 'c') counted = count();
    if (line[0] == 'h') harvest();
    if (line[0] == 's') send_all();
    double took = now_ms() - from;
    printf("%f %016" PRIx64 " %" PRIi64 " %" PRIi64 " %" PRIu64 "\n", took, s.hash, s.now, s.sent_bytes, counted);
    fflush(stdout);
  }
  return 0;
}
