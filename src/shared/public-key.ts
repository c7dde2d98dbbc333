import { z } from 'zod';

/** 32 bytes of an X25519 public key, base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'not a key');
