/**
 * Reads the beginning of a response, which may be endless. @returns slightly more than `mostBytes`: the last chunk is kept whole
 */
export async function readStart({ body }: Response, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > mostBytes) break; // cancels the rest
  }
  return Buffer.concat(chunks);
}
