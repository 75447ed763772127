/** A typed array that grows: for columns whose length is known only at the end of the file. */
export interface Growing<T> {
  push(value: number): void;
  /** The values pushed so far, in memory of their own. */
  whole(): T;
}

export function growing<T extends Uint32Array | Float32Array>(make: new (length: number) => T): Growing<T> {
  let values = new make(1024);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const larger = new make(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    whole: () => values.slice(0, length) as T,
  };
}
