/** @returns undefined for a text that is no JSON, which no schema takes: the page of a proxy, perhaps */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
