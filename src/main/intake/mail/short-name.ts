/** Letters, digits and dashes, for the name of a source. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'mail';

/** `orders@mail.wolt.com` → `wolt`, `shop.co.uk` → `shop`. */
export function shortName(domain: string): string {
  const labels = domain.split('.');
  const second = labels.at(-2) ?? labels[0] ?? 'mail';
  const isSuffix =
    labels.length > 2 && /^(co|com|org|net|gov|ac|in)$/.test(second) && (labels.at(-1)?.length ?? 0) === 2;
  return slug(isSuffix ? (labels.at(-3) ?? second) : second);
}
