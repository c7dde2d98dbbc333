/**
 * The same value with every text in it well-formed, names too. Half of a surrogate pair, as a mail that was cut or a form can
 * hold one, is no text outside JavaScript: SQLite and BigQuery give it back as U+FFFD, so that a desk which kept it would
 * hold another fact than all the others.
 * @returns the value itself where nothing has to be mended, which is looked at first: every entry that is read comes by here
 */
export function wellFormed(value: unknown): unknown {
  return isWellFormed(value) ? value : mended(value);
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormed);
  for (const [name, inner] of Object.entries(value)) {
    if (!name.isWellFormed() || !isWellFormed(inner)) return false;
  }
  return true;
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(mended);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toWellFormed(), mended(inner)]),
  );
}
