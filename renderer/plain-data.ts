/** A copy without Vue's proxies and without `undefined`, as ports and bridges want it. */
export const plainData = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
