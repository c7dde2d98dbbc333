/** A part of an address as it was before it was escaped. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part; // an address typed by hand may hold a lone %
    throw error;
  }
}
