import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a delivery carries the base64 HMAC-SHA256 of exactly these bytes under this key. The base64 text itself is compared, so
 * that a signature has one spelling only.
 */
export function isSigned(body: Uint8Array, signature: string, secret: string): boolean {
  if (secret === '') return false; // an empty key is one that everybody has
  const given = Buffer.from(signature);
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
