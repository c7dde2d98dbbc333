type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what is there: a value that is undefined leaves no key behind. */
export const omitUndefined = <T extends object>(values: T): Given<T> =>
  // Object.fromEntries forgets the keys; only undefined values were taken out
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
