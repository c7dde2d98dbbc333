/** The label of a fee row without its amount: `Packing   ₴15.00` → `Packing`. */
export function feeLabelOf(text: string): string {
  return text
    .split(/\s*\n\s*/)
    .map((line) =>
      line
        .replace(/[-−–+]?\s*[^\p{L}\d\s]?\s*\d[\d\s.,'’]*\s*(?:[^\p{L}\d\s]|\p{L}{1,3}\.?)?\s*$/u, '')
        .replace(/[\s:–—-]+$/, '')
        .trim(),
    )
    .filter((line) => /\p{L}/u.test(line))
    .join(' ')
    .slice(0, 200);
}
