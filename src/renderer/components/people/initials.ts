const graphemes = new Intl.Segmenter(); // slow to make

/** At most two letters: of the first and the last word of a name; `?` for no name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  const letters = ends.map((word = '') => [...graphemes.segment(word)][0]?.segment ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}
