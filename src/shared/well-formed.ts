/**
 * Returns the value with every text in it well-formed, property names too. A lone surrogate, as in a truncated mail or a form,
 * is not valid outside JavaScript: SQLite and BigQuery return it as U+FFFD, so a computer that kept it would have another fact
 * than all the others.
 * @returns the value itself if there is nothing to repair; this is checked first, because every event that is read gets here
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
