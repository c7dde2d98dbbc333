import { createHash } from 'node:crypto';
import { z } from 'zod';
import { deskIdSchema } from '../../../shared/ids.ts';
import { publicKeySchema } from '../../../shared/public-key.ts';
import type { KeyPair } from './keys.ts';
import { deriveKey, isProof, proofOf } from './keys.ts';

const proofSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'not a proof');

/** The first word of a desk that wants to be heard. */
export const helloSchema = z
  .strictObject({
    version: z.literal(1),
    desk: deskIdSchema,
    /** The desk's own key. */
    key: publicKeySchema,
    /** The desk it takes the other for; an invited one knows none. */
    to: publicKeySchema.nullable(),
    /** A key of this one session. */
    once: publicKeySchema,
    /** Set by a desk that is not known yet: which invitation it has. */
    invite: z.string().length(22).nullable(),
    proof: proofSchema,
  })
  .readonly();
export type Hello = z.infer<typeof helloSchema>;

export const welcomeSchema = z
  .strictObject({
    session: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    desk: deskIdSchema,
    key: publicKeySchema,
    once: publicKeySchema,
    proof: proofSchema,
  })
  .readonly();
export type Welcome = z.infer<typeof welcomeSchema>;

/** The keys of one session; nobody has them who has not taken part in it, and nobody later. */
export type SessionKeys = {
  readonly session: string;
  readonly up: Buffer;
  /** Of what is answered to a message up. */
  readonly back: Buffer;
  readonly down: Buffer;
  readonly stream: Buffer;
};

/** What makes a desk believed: the key of an invitation, or the one its own key and the other's agree on. */
export type Trust =
  | { readonly by: 'invite'; readonly key: Buffer }
  | { readonly by: 'desk-key'; readonly otherKey: string };

const noSalt = Buffer.alloc(0);

/** To be kept: it is the same each time, and what an unknown caller could make us compute. */
export const helloKeyOf = (own: KeyPair, trust: Trust): Buffer =>
  trust.by === 'invite'
    ? deriveKey(trust.key, noSalt, 'hello by invite')
    : deriveKey(own.agree(trust.otherKey), noSalt, 'hello');

const saidInHello = ({ version, desk, key, to, once, invite }: Omit<Hello, 'proof'>): string =>
  JSON.stringify([version, desk, key, to, once, invite]);
const saidInWelcome = ({ session, desk, key, once }: Omit<Welcome, 'proof'>): string =>
  JSON.stringify([session, desk, key, once]);

export const proveHello = (hello: Omit<Hello, 'proof'>, helloKey: Buffer): Hello => ({
  ...hello,
  proof: proofOf(helloKey, saidInHello(hello)),
});

export const isProvenHello = (hello: Hello, helloKey: Buffer): boolean =>
  isProof(hello.proof, helloKey, saidInHello(hello));

type Said = { readonly hello: Omit<Hello, 'proof'>; readonly welcome: Omit<Welcome, 'proof'> };
type Side = { readonly own: KeyPair; readonly once: KeyPair; readonly trust: Trust };
type Agreed = SessionKeys & { readonly welcomeKey: Buffer };

/**
 * Each side's own key and its key of the session agree with each of the other's: who has one of them only, or has them later,
 * has nothing.
 * @throws when the other's key is none
 */
function agree({ hello, welcome }: Said, side: Side, isHost: boolean): Agreed {
  const other = isHost ? hello : welcome;
  const both = side.once.agree(other.once);
  const secret =
    side.trust.by === 'invite'
      ? Buffer.concat([both, side.trust.key])
      : Buffer.concat([
          both,
          isHost ? side.own.agree(other.once) : side.once.agree(other.key),
          isHost ? side.once.agree(other.key) : side.own.agree(other.once),
          side.own.agree(other.key),
        ]);
  const salt = createHash('sha256')
    .update(saidInHello(hello))
    .update('\n')
    .update(saidInWelcome(welcome))
    .digest();
  return {
    session: welcome.session,
    up: deriveKey(secret, salt, 'up'),
    back: deriveKey(secret, salt, 'back'),
    down: deriveKey(secret, salt, 'down'),
    stream: deriveKey(secret, salt, 'stream'),
    welcomeKey: deriveKey(secret, salt, 'welcome'),
  };
}

/** Answers a hello that was proven. @throws when what it has for a key is none */
export function welcomeFor(
  hello: Hello,
  said: Pick<Welcome, 'session' | 'desk'>,
  side: Side,
): { readonly welcome: Welcome; readonly keys: SessionKeys } {
  const welcome = { ...said, key: side.own.publicKey, once: side.once.publicKey };
  const { welcomeKey, ...keys } = agree({ hello, welcome }, side, true);
  return { welcome: { ...welcome, proof: proofOf(welcomeKey, saidInWelcome(welcome)) }, keys };
}

/** @returns null when whoever answers is not the one who was meant */
export function keysOfWelcome(hello: Hello, welcome: Welcome, side: Side): SessionKeys | null {
  if (side.trust.by === 'desk-key' && side.trust.otherKey !== welcome.key) return null;
  const { welcomeKey, ...keys } = agree({ hello, welcome }, side, false);
  return isProof(welcome.proof, welcomeKey, saidInWelcome(welcome)) ? keys : null;
}

const streamSaid = (session: string): string => `open ${session}`;
export const proveStream = ({ session, stream }: SessionKeys): string =>
  `Orderbell ${session}.${proofOf(stream, streamSaid(session))}`;

/** @returns the session a stream is asked for, and its proof */
export function readStreamProof(
  authorization: string,
): { readonly session: string; readonly proof: string } | null {
  const [, session, proof] = /^Orderbell ([\w-]{22})\.([\w-]{43})$/.exec(authorization) ?? [];
  return session !== undefined && proof !== undefined ? { session, proof } : null;
}

export const isProvenStream = ({ session, stream }: SessionKeys, proof: string): boolean =>
  isProof(proof, stream, streamSaid(session));
