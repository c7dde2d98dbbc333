import type { KeyObject } from 'node:crypto';
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import { publicKeySchema } from '../../../shared/public-key.ts';

/** A pair of X25519 keys: a desk's own for as long as it lives, or one of a single session. */
export type KeyPair = {
  readonly publicKey: string;
  /** The secret both have who know one private and the other public key. @throws when the other is no key */
  agree(otherPublicKey: string): Buffer;
  /** PKCS #8, base64url, to be kept as a secret. */
  kept(): string;
};

export const makeKeyPair = (): KeyPair => pairOf(generateKeyPairSync('x25519').privateKey);

/** @throws when the text is no private key */
export const readKeyPair = (kept: string): KeyPair =>
  pairOf(createPrivateKey({ key: Buffer.from(kept, 'base64url'), format: 'der', type: 'pkcs8' }));

function pairOf(privateKey: KeyObject): KeyPair {
  const { x } = z.object({ x: publicKeySchema }).parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  return {
    publicKey: x,
    agree: (other) =>
      diffieHellman({
        privateKey,
        publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: other }, format: 'jwk' }),
      }),
    kept: () => privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
  };
}

/** @param salt what both sides have said, so that who heard something else has another key */
export const deriveKey = (secret: Buffer, salt: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, `orderbell link ${purpose}`, 32));

export const proofOf = (key: Buffer, said: string): string =>
  createHmac('sha256', key).update(said).digest('base64url');

/** In a time that tells nothing of where they differ. */
export function isProof(proof: string, key: Buffer, said: string): boolean {
  const expected = Buffer.from(proofOf(key, said));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
