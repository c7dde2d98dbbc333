import type { DeskId } from '../../../shared/ids.ts';
import { messageOf } from '../../../shared/problem.ts';
import { inviteIdOf } from './code.ts';
import type { SessionKeys, Trust } from './handshake.ts';
import { helloKeyOf, keysOfWelcome, proveHello, welcomeSchema } from './handshake.ts';
import type { Http } from './http.ts';
import { askJson } from './http.ts';
import type { KeyPair } from './keys.ts';
import { makeKeyPair } from './keys.ts';

export type DialParts = {
  readonly http: Http;
  /** The public address of the listening desk, without a slash at its end. */
  readonly address: string;
  readonly own: KeyPair;
  readonly deskId: DeskId;
  readonly trust: Trust;
  readonly signal: AbortSignal;
};

/** What became of a hello. */
export type Dialled =
  | { readonly kind: 'welcome'; readonly keys: SessionKeys; readonly desk: DeskId }
  /** Another computer than the one that was meant answers at the address. */
  | { readonly kind: 'another' }
  /** Ours is not one of the keys, or the invitation is not one of the invitations, that are known there. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'away'; readonly why: string };

/** Says hello to the listening desk. Never rejects. */
export async function dial({ http, address, own, deskId, trust, signal }: DialParts): Promise<Dialled> {
  const once = makeKeyPair();
  const said = {
    version: 1 as const,
    desk: deskId,
    key: own.publicKey,
    to: trust.by === 'desk-key' ? trust.otherKey : null,
    once: once.publicKey,
    invite: trust.by === 'invite' ? inviteIdOf(trust.key) : null,
  };
  try {
    const hello = proveHello(said, helloKeyOf(own, trust));
    const { status, json } = await askJson(http, `${address}/desks/hello`, hello, signal);
    if (status === 421) return { kind: 'another' };
    if (status === 401) return { kind: 'unknown' };
    const welcome = welcomeSchema.safeParse(json).data;
    if (status !== 200 || !welcome) return { kind: 'away', why: `the other computer answered ${status}` };
    const keys = keysOfWelcome(hello, welcome, { own, once, trust });
    if (keys === null) return { kind: 'another' };
    return { kind: 'welcome', keys, desk: welcome.desk };
  } catch (error) {
    return { kind: 'away', why: whyOf(error) };
  }
}

/** "fetch failed" says nothing; what it was caused by does. */
export const whyOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? messageOf(error.cause) : messageOf(error);
