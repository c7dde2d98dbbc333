/** What an answer begins with: it may have no end. @returns little more than `mostBytes`, for the last piece is taken whole */
export async function readStart({ body }: Response, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > mostBytes) break; // lets go of the rest
  }
  return Buffer.concat(chunks);
}
