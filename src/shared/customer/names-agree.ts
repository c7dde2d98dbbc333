/**
 * Whether two names can belong to one customer, by the phonetic forms of their words. `Olena K.` agrees with `Коваленко Олена`,
 * `Olena` with both, and an empty name with any; `Olena Kovalenko` does not agree with `Olena Shevchenko`.
 */
export function namesAgree(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const left = [...long];
  // whole words first, so that an initial does not use up a word that a whole word needs
  return [...short]
    .toSorted((a, b) => b.length - a.length)
    .every((word) => {
      const at = left.indexOf(word);
      const found = at >= 0 ? at : left.findIndex((known) => isInitial(word, known));
      if (found < 0) return false;
      left.splice(found, 1);
      return true;
    });
}

const isInitial = (one: string, other: string): boolean =>
  (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other));

export const sameName = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && one.length === other.length && one.every((word) => other.includes(word));
