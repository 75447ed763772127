/**
 * Seeded randomness. Everything random in Pinwise takes one of these generators as a parameter, and the seed
 * is stored with the run or study, so that each can be made again.
 *
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), seeded through murmur3's 32-bit finaliser.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** Standard normal (Box-Muller, the cosine half). */
  normal(): number;
}

/** murmur3's 32-bit finaliser: a bijection of the 32-bit integers that mixes every bit. */
export function mix32(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a, 32 bits, of the UTF-8 bytes of `text`. */
export function fnv1a32(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of utf8(text)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

/** A number in [0, 1) that depends on `text` alone: mix32(FNV-1a) / 2^32. `unit('item|1F600')` = 0.6343200367. */
export function unit(text: string): number {
  return mix32(fnv1a32(text)) / 2 ** 32;
}

/**
 * A generator for (`seed`, `stream`). Different streams of one seed are unrelated, so that drawing more numbers
 * in one place changes nothing elsewhere.
 */
export function random(seed: number, stream = ''): Random {
  let a = mix32((seed >>> 0) ^ 0x9e3779b9);
  let b = mix32(Math.floor(seed / 2 ** 32) ^ 0x243f6a88);
  let c = mix32(fnv1a32(stream));
  let counter = 1;
  const draw = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) draw();
  const next = (): number => draw() / 2 ** 32;
  return {
    next,
    below: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** Fisher-Yates shuffle in place; returns its argument. */
export function shuffle<T extends { length: number; [i: number]: unknown }>(values: T, rng: Random): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const held = values[i];
    values[i] = values[j];
    values[j] = held;
  }
  return values;
}

function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const c = character.codePointAt(0)!;
    if (c < 0x80) yield c;
    else if (c < 0x800) yield* [0xc0 | (c >> 6), 0x80 | (c & 63)];
    else if (c < 0x10000) yield* [0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)];
    else yield* [0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)];
  }
}
