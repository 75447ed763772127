/** The items that have a hash, ascending; empty where none has it. */
export type Postings = (hash: number) => Uint32Array;

/** From the hash of each item, below 2^bits; as CSR over the hashes. */
export function postings(hashes: Uint32Array, bits: number): Postings {
  const indptr = new Uint32Array(2 ** bits + 1);
  for (const hash of hashes) indptr[hash + 1]++;
  for (let hash = 0; hash < 2 ** bits; hash++) indptr[hash + 1] += indptr[hash];
  const next = indptr.slice(0, -1);
  const items = new Uint32Array(hashes.length);
  hashes.forEach((hash, row) => (items[next[hash]++] = row));
  return (hash) => items.subarray(indptr[hash], indptr[hash + 1]);
}
