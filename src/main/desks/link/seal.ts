import { createCipheriv, createDecipheriv } from 'node:crypto';

const cipher = 'aes-256-gcm';
const counterBytes = 8;
const tagBytes = 16;

/**
 * Numbered messages of one session in one direction, encrypted and authenticated: AES-256-GCM with the number as nonce, under
 * a key that no other session and no other direction has.
 * @param about what the message is bound to without being in it: the session
 */
export function seal(key: Buffer, about: string, number: number, text: string): Buffer {
  const counter = counterOf(number);
  const encrypting = createCipheriv(cipher, key, nonceOf(counter));
  encrypting.setAAD(Buffer.from(about));
  const inner = Buffer.concat([encrypting.update(text, 'utf8'), encrypting.final()]);
  return Buffer.concat([counter, inner, encrypting.getAuthTag()]);
}

/** The number a sealed message says it has; null when it is too short to be one. Nothing is proven by it. */
export function numberOf(sealed: Buffer): number | null {
  if (sealed.length < counterBytes + tagBytes) return null;
  const number = sealed.readBigUInt64BE(0);
  return number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : null;
}

/** @returns the text; null when a single bit is not as it was sealed */
export function unseal(key: Buffer, about: string, sealed: Buffer): string | null {
  if (numberOf(sealed) === null) return null;
  const counter = sealed.subarray(0, counterBytes);
  const decrypting = createDecipheriv(cipher, key, nonceOf(counter), { authTagLength: tagBytes });
  decrypting.setAAD(Buffer.from(about));
  decrypting.setAuthTag(sealed.subarray(-tagBytes));
  const inner = decrypting.update(sealed.subarray(counterBytes, -tagBytes));
  try {
    return Buffer.concat([inner, decrypting.final()]).toString('utf8');
  } catch {
    // Node says in this way, and without a code of its own, that the tag is another one
    return null;
  }
}

function counterOf(number: number): Buffer {
  const counter = Buffer.alloc(counterBytes);
  counter.writeBigUInt64BE(BigInt(number));
  return counter;
}

const nonceOf = (counter: Buffer): Buffer => Buffer.concat([Buffer.alloc(4), counter]);
