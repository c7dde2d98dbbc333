/** Decodes a part of a URL. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part; // a URL typed by hand may hold a lone %
    throw error;
  }
}
