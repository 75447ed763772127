/**
 * Plain values with typed arrays in them, laid out in one buffer: the arrays' bytes go into the buffer, and what is
 * left is small enough to be sent as a message. `unpack` makes views, not copies.
 */
type Bytes = Uint32Array | Int32Array | Float32Array;

const kinds = { u: Uint32Array, i: Int32Array, f: Float32Array } as const;

/** Stands for an array: kind, first byte, number of elements. */
interface Place {
  readonly $: keyof typeof kinds;
  readonly at: number;
  readonly length: number;
}

/** Bytes that the arrays of `value` take. */
export function packedBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + packedBytes(one), 0);
}

/** Copies the arrays of `value` into `buffer`, which is large enough; returns `value` with places instead of them. */
export function pack(value: unknown, buffer: ArrayBufferLike): unknown {
  let at = 0;
  const packed = (one: unknown): unknown => {
    if (ArrayBuffer.isView(one)) {
      const place = { $: kindOf(one), at, length: (one as Bytes).length };
      new kinds[place.$](buffer as ArrayBuffer, at, place.length).set(one as Bytes);
      at += one.byteLength;
      return place;
    }
    return mapped(one, packed);
  };
  return packed(value);
}

/** What was packed, its arrays lying in `buffer`. */
export function unpack(value: unknown, buffer: ArrayBufferLike): unknown {
  if (isPlace(value)) return new kinds[value.$](buffer as ArrayBuffer, value.at, value.length);
  return mapped(value, (one) => unpack(one, buffer));
}

/** The same value with its arrays in shared memory; arrays that are there already stay where they are. */
export function inSharedMemory<T>(value: T): T {
  const known = new Map<ArrayBufferView, ArrayBufferView>();
  const shared = (one: unknown): unknown => {
    if (!ArrayBuffer.isView(one)) return mapped(one, shared);
    if (one.buffer instanceof SharedArrayBuffer) return one;
    let copy = known.get(one);
    if (!copy) {
      const of = new kinds[kindOf(one)](new SharedArrayBuffer(one.byteLength) as unknown as ArrayBuffer);
      of.set(one as Bytes);
      known.set(one, (copy = of));
    }
    return copy;
  };
  return shared(value) as T;
}

function mapped(value: unknown, each: (one: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(each);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(one)]));
}

function kindOf(view: ArrayBufferView): keyof typeof kinds {
  for (const [kind, type] of Object.entries(kinds)) {
    if (view instanceof type) return kind as keyof typeof kinds;
  }
  throw new TypeError(`${view.constructor.name} cannot be packed`);
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && '$' in value && 'at' in value;
