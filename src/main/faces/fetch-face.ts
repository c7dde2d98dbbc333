import type { AskOutside } from './ask-outside.ts';
import { faceAddress } from './face-address.ts';
import { imageType } from './image-type.ts';

export const mostFaceBytes = 512 * 1024;
const mostRedirects = 2;

/** Why there is no picture; for the log, without the address, which identifies the person. */
export type NoFace = 'not-allowed' | 'refused' | 'no-image' | 'too-large';

/**
 * Fetches a picture from a known host; each redirect has to lead to one as well.
 * @throws the connection's error, or `signal`'s reason
 */
export async function fetchFace(ask: AskOutside, url: string, signal: AbortSignal): Promise<Buffer | NoFace> {
  let address = faceAddress(url);
  for (let hop = 0; address !== null && hop <= mostRedirects; hop += 1) {
    const answer = await ask(address, signal);
    const isElsewhere = answer.status >= 300 && answer.status < 400 && answer.location !== null;
    if (isElsewhere) {
      answer.drop();
      address = faceAddress(answer.location ?? '', address);
      continue;
    }
    try {
      if (answer.status !== 200) return 'refused';
      if (!/^image\//i.test(answer.type)) return 'no-image';
      if ((answer.length ?? 0) > mostFaceBytes) return 'too-large';
      const bytes = await readUpTo(answer.body, mostFaceBytes);
      if (bytes === null) return 'too-large';
      return imageType(bytes) === null ? 'no-image' : bytes;
    } finally {
      answer.drop();
    }
  }
  return 'not-allowed';
}

async function readUpTo(body: AsyncIterable<Buffer>, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
