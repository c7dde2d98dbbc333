const graphemes = new Intl.Segmenter(); // slow to make

/** At most two letters of a name, of its first and its last word; `?` for nobody's. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  const letters = ends.map((word = '') => [...graphemes.segment(word)][0]?.segment ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}
