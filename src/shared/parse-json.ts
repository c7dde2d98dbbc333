/** @returns undefined for invalid JSON, which no schema accepts, such as a proxy's error page */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
