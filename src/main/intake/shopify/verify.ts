import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the signature is the base64 HMAC-SHA256 of exactly these bytes with this key. The base64 text itself is compared, so
 * that a signature has only one valid spelling.
 */
export function isSigned(body: Uint8Array, signature: string, secret: string): boolean {
  if (secret === '') return false; // an empty key is known to everybody
  const given = Buffer.from(signature);
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
