import { createHash, randomBytes } from 'node:crypto';
import type { DeskId } from '../../../shared/ids.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Hello, SessionKeys, Trust } from './handshake.ts';
import {
  helloKeyOf,
  helloSchema,
  isProvenHello,
  isProvenStream,
  readStreamProof,
  welcomeFor,
} from './handshake.ts';
import type { KeyPair } from './keys.ts';
import { makeKeyPair } from './keys.ts';
import type { Message } from './messages.ts';
import { mostBytes, readFrame, writeFrame } from './messages.ts';
import { numberOf, seal, unseal } from './seal.ts';

/** Where a stream goes: a response that stays open. */
export type StreamLine = {
  write(text: string): void;
  /** Bytes that were written and have not left. */
  waiting(): number;
  end(): void;
};
export type Refusal = { readonly status: number; readonly json: { readonly [name: string]: unknown } };
export type LinkDoor = {
  hello(body: Buffer): Refusal;
  /** @returns why not, or the function to call when the line is gone */
  stream(authorization: string, line: StreamLine): Refusal | (() => void);
  /** Why a session's messages are not even read; null when they are. */
  refusal(session: string): Refusal | null;
  messages(session: string, body: Buffer): Refusal | { readonly status: 200; readonly bytes: Buffer };
};

export type LinkServerParts = {
  readonly own: KeyPair;
  readonly deskId: DeskId;
  /** The desk a key belongs to; null when it may not be heard. */
  readonly deskOf: (key: string) => DeskId | null;
  /** The key of an invitation that holds now. */
  readonly inviteKey: (id: string) => Buffer | null;
  /** Called once, when a desk has shown that it is the one that was invited. */
  readonly onJoined: (invite: string, desk: DeskId, key: string) => void;
  /** @returns what is answered at once */
  readonly onMessages: (from: DeskId, messages: readonly Message[]) => readonly Message[];
  /** The first words of a stream. */
  readonly onOpened: (desk: DeskId) => readonly Message[];
  readonly onClosed: (desk: DeskId) => void;
  readonly clock: Clock;
  readonly log: Log;
};
export type LinkServer = LinkDoor & {
  /** To every desk on the line but this one. */
  say(messages: readonly Message[], except?: DeskId): void;
  desks(): readonly DeskId[];
  /** Lets go of those whose key no longer counts. */
  sift(): void;
  stop(): void;
};

type Session = {
  readonly keys: SessionKeys;
  readonly desk: DeskId;
  readonly key: string;
  readonly invite: string | null;
  line: StreamLine | null;
  sent: number;
  taken: number;
  lastAnswer: { readonly of: string; readonly bytes: Buffer } | null;
  cancel: () => void;
};

const pendingMs = 20_000;
/** The shortest pause the ways between are known to end a connection for is a minute, nginx's. */
const signEveryMs = 20_000;
/** A reader that is slower than that is let go of: it asks anew for what it has not seen. */
const mostWaiting = 2 * 1024 * 1024;
const mostSessions = 64;
const mostHellos = 20;
const hellosMs = 1_000;
const mostRemembered = 2_000;

const refused = (status: number, reason: string, more: object = {}): Refusal => ({
  status,
  json: { ok: false, reason, ...more },
});
const unknownCaller = refused(401, 'not a computer of this shop');

/** The listening desk's side of the link. Who is not known costs a look into a map, and nothing is told to him. */
export function createLinkServer(parts: LinkServerParts): LinkServer {
  const { own, deskId, deskOf, inviteKey, clock, log } = parts;
  const sessions = new Map<string, Session>();
  const helloKeys = new Map<string, Buffer>();
  /** Keys of sessions that were begun: a hello is taken once. */
  const heard = new Set<string>();
  let hellos = { since: clock.uptime(), count: 0 };
  let isStopped = false;

  function isCrowd(): boolean {
    const now = clock.uptime();
    if (now - hellos.since >= hellosMs) hellos = { since: now, count: 0 };
    hellos.count += 1;
    return hellos.count > mostHellos;
  }

  function trustOf({ invite, key }: Hello): Trust | null {
    if (invite !== null) {
      const secret = inviteKey(invite);
      return secret && { by: 'invite', key: secret };
    }
    return deskOf(key) === null ? null : { by: 'desk-key', otherKey: key };
  }

  function helloKey(trust: Trust): Buffer {
    if (trust.by === 'invite') return helloKeyOf(own, trust);
    const kept = helloKeys.get(trust.otherKey) ?? helloKeyOf(own, trust);
    helloKeys.set(trust.otherKey, kept);
    return kept;
  }

  function hello(body: Buffer): Refusal {
    const said = helloSchema.safeParse(parseJson(body.toString('utf8'))).data;
    if (isStopped) return refused(503, 'not listening');
    if (!said) return refused(400, 'not a hello');
    const { desk, key, to, once, invite } = said;
    if (to !== null && to !== own.publicKey) {
      return refused(421, 'another computer answers here', { key: own.publicKey });
    }
    const trust = trustOf(said);
    if (trust === null) return unknownCaller;
    if (isCrowd()) return refused(429, 'too many at once');
    try {
      if (!isProvenHello(said, helloKey(trust))) return unknownCaller;
      // an invited desk says itself who it is; it cannot be one that is known already under another key
      if ((trust.by === 'desk-key' && deskOf(key) !== desk) || desk === deskId) return unknownCaller;
      if (heard.has(once)) return refused(409, 'repeated');
      remember(once);
      const session = randomBytes(16).toString('base64url');
      const { welcome, keys } = welcomeFor(
        said,
        { session, desk: deskId },
        { own, once: makeKeyPair(), trust },
      );
      begin({ keys, desk, key, invite });
      return { status: 200, json: welcome };
    } catch (error) {
      // OpenSSL's word for a key that agrees with nothing
      log.warn('a hello was refused', { error });
      return unknownCaller;
    }
  }

  function remember(once: string): void {
    heard.add(once);
    if (heard.size <= mostRemembered) return;
    for (const oldest of heard) {
      heard.delete(oldest);
      break;
    }
  }

  function begin(known: Pick<Session, 'keys' | 'desk' | 'key' | 'invite'>): void {
    const id = known.keys.session;
    for (const [other, { key, line }] of sessions) if (key === known.key && line === null) forget(other);
    if (sessions.size >= mostSessions) {
      const waiting = [...sessions].find(([, { line }]) => line === null) ?? [...sessions][0];
      if (waiting) forget(waiting[0]);
    }
    const cancel = clock.after(pendingMs, () => forget(id));
    sessions.set(id, { ...known, line: null, sent: 0, taken: 0, lastAnswer: null, cancel });
  }

  function forget(id: string): void {
    const session = sessions.get(id);
    if (!session) return;
    sessions.delete(id);
    session.cancel();
    if (session.line === null) return;
    session.line.end();
    if (!desks().includes(session.desk)) parts.onClosed(session.desk);
  }

  function stream(authorization: string, line: StreamLine): Refusal | (() => void) {
    const asked = readStreamProof(authorization);
    const session = asked && sessions.get(asked.session);
    if (!asked || !session || session.line !== null || !isProvenStream(session.keys, asked.proof)) {
      return unknownCaller;
    }
    if (session.invite !== null) {
      if (inviteKey(session.invite) === null) return unknownCaller;
      parts.onJoined(session.invite, session.desk, session.key);
    }
    const id = asked.session;
    if (!isKnown(session)) return unknownCaller;
    session.cancel();
    session.line = line;
    for (const [other, { key }] of sessions) if (key === session.key && other !== id) forget(other);
    line.write(': orderbell\n\n');
    keepAlive(session);
    send(session, parts.onOpened(session.desk));
    return () => forget(id);
  }

  function keepAlive(session: Session): void {
    session.cancel = clock.after(signEveryMs, () => {
      session.line?.write(':\n\n');
      keepAlive(session);
    });
  }

  const isKnown = ({ key, desk }: Session): boolean => deskOf(key) === desk;

  function send(session: Session, messages: readonly Message[]): void {
    const { keys, line } = session;
    if (line === null || messages.length === 0) return;
    const isSlow = line.waiting() > mostWaiting;
    if (isSlow || !isKnown(session)) {
      if (isSlow) log.warn('a desk reads too slowly and has to ask anew', { desk: session.desk });
      forget(keys.session);
      return;
    }
    session.sent += 1;
    const sealed = seal(keys.down, keys.session, session.sent, writeFrame(messages));
    line.write(`data: ${sealed.toString('base64url')}\n\n`);
  }

  const heardOf = (id: string): Session | null => {
    const session = sessions.get(id);
    return session && session.line !== null && isKnown(session) ? session : null;
  };

  function take(id: string, body: Buffer): ReturnType<LinkDoor['messages']> {
    const session = heardOf(id);
    if (!session) return unknownCaller;
    if (body.length > mostBytes) return refused(413, 'the body is too large');
    const { keys, desk, lastAnswer } = session;
    const number = numberOf(body);
    if (number === null) return refused(400, 'not a message');
    const digest = createHash('sha256').update(body).digest('base64url');
    // its answer was lost on the way
    if (lastAnswer?.of === digest) return { status: 200, bytes: lastAnswer.bytes };
    if (number <= session.taken) return refused(409, 'repeated');
    if (number !== session.taken + 1) return refused(409, 'one before it is missing');
    const text = unseal(keys.up, keys.session, body);
    if (text === null) return refused(401, 'not what was sent');
    session.taken = number;
    const messages = readFrame(text);
    const answer = messages === null ? [] : parts.onMessages(desk, messages);
    const bytes = seal(keys.back, keys.session, number, writeFrame(answer));
    session.lastAnswer = { of: digest, bytes };
    return { status: 200, bytes };
  }

  const open = (): readonly Session[] => [...sessions.values()].filter(({ line }) => line !== null);
  const desks = (): readonly DeskId[] => open().map(({ desk }) => desk);

  return {
    hello,
    stream,
    refusal: (id) => (heardOf(id) ? null : unknownCaller),
    messages: take,
    desks,
    say(messages, except) {
      for (const session of open()) if (session.desk !== except) send(session, messages);
    },
    sift() {
      helloKeys.clear();
      for (const [id, session] of sessions) if (session.invite === null && !isKnown(session)) forget(id);
    },
    stop() {
      isStopped = true;
      for (const id of sessions.keys()) forget(id);
    },
  };
}
