type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Returns a copy without undefined values. */
export const omitUndefined = <T extends object>(values: T): Given<T> =>
  // Object.fromEntries forgets the keys; only undefined values were taken out
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
