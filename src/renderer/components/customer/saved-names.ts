/** The suffixes of all storage keys with this prefix. */
export const savedNamesIn = (storage: Storage, begin: string): readonly string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').flatMap((place) =>
    place.startsWith(begin) ? place.slice(begin.length) : [],
  );
