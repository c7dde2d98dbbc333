import type { DeskId } from '../../../shared/ids.ts';
import { messageOf } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import type { Clock, Log } from '../../ports.ts';
import { createBucket } from './bucket.ts';
import type { Dialled } from './dial.ts';
import { dial, whyOf } from './dial.ts';
import type { SessionKeys, Trust } from './handshake.ts';
import { proveStream } from './handshake.ts';
import type { Http } from './http.ts';
import { ask, openAt } from './http.ts';
import type { KeyPair } from './keys.ts';
import type { Message } from './messages.ts';
import { createStreamReader } from './read-stream.ts';
import type { Uplink } from './uplink.ts';
import { createUplink } from './uplink.ts';

/** Where the listening desk is reached, and what it is known by. */
export type Peer = { readonly address: string; readonly trust: Trust };

export type LinkClientParts = {
  readonly deskId: DeskId;
  readonly own: () => KeyPair;
  /** Whom to be linked to; null: nobody now. Asked before each attempt. */
  readonly peer: () => Peer | null;
  /** Another computer than the one that was meant answered: which one listens may have changed. */
  readonly onAnother: () => void;
  readonly onOpened: () => readonly Message[];
  /** @returns what is said at once */
  readonly onMessages: (from: DeskId, messages: readonly Message[]) => readonly Message[];
  readonly onClosed: () => void;
  readonly onState: () => void;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
};

export type ClientState =
  | { readonly kind: 'idle' | 'connecting' }
  | { readonly kind: 'open'; readonly desk: DeskId }
  /** `unknown`: the other computer does not know this one. */
  | { readonly kind: 'away' | 'unknown'; readonly why: string; readonly nextAt: number };

export type LinkClient = {
  state(): ClientState;
  /** On the average one request in so many milliseconds; null: as many as there is to say. */
  everyMs(): number | null;
  /** Dropped when there is no line: what is written down is asked for when there is one again. */
  say(messages: readonly Message[]): void;
  /** Looks anew whom to be linked to, and does not wait for the next attempt. */
  look(): void;
  start(): void;
  stop(): Promise<void>;
};

/** The listening desk gives a sign each twenty seconds. */
const silentMs = 60_000;
const idleMs = 30_000;
const firstRetryMs = 2_000;
const mostRetryMs = 5 * 60_000;
const unknownRetryMs = 60_000;
/** A line that held for less does not make the next attempt a first one. */
const steadyMs = 60_000;
const stopMs = 2_000;

/** The side of a desk that does not listen: one line down that stays open, and a request for whatever it has to say. */
export function createLinkClient(parts: LinkClientParts): LinkClient {
  const { deskId, own, peer, http, clock, log } = parts;
  const bucket = createBucket(() => clock.uptime());
  const stopping = new AbortController();
  let state: ClientState = { kind: 'idle' };
  let uplink: Uplink | null = null;
  let line: AbortController | null = null;
  let at: Peer | null = null;
  let retryMs = firstRetryMs;
  let wake = (): void => {};
  let isWoken = false;
  let everyMs: number | null = null;

  function become(next: ClientState): void {
    const isNews = next.kind !== 'idle' || state.kind !== 'idle';
    state = next;
    if (isNews && !stopping.signal.aborted) parts.onState();
  }

  async function nap(ms: number): Promise<void> {
    if (isWoken || stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
    wake = () => {};
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false;
      at = peer();
      if (at === null) {
        become({ kind: 'idle' });
        await nap(idleMs);
        continue;
      }
      await attempt(at);
    }
  }

  async function attempt(to: Peer): Promise<void> {
    if (state.kind === 'idle') become({ kind: 'connecting' });
    line = new AbortController();
    const signal = AbortSignal.any([stopping.signal, line.signal]);
    const said = await dial({ http, address: to.address, own: own(), deskId, trust: to.trust, signal });
    if (said.kind === 'welcome') {
      const begun = clock.uptime();
      const why = await hold(to, said, signal);
      if (clock.uptime() - begun >= steadyMs) retryMs = firstRetryMs;
      return failed('away', why);
    }
    if (said.kind === 'another') {
      parts.onAnother();
      return failed('away', 'Another computer answers at the address of the one that listens');
    }
    if (said.kind === 'unknown') return failed('unknown', 'The computer that listens does not know this one');
    return failed('away', said.why);
  }

  async function failed(kind: 'away' | 'unknown', why: string): Promise<void> {
    if (stopping.signal.aborted || isWoken) return;
    const ms = kind === 'unknown' ? Math.max(unknownRetryMs, retryMs) : retryMs;
    retryMs = Math.min(retryMs * 2, mostRetryMs);
    become({ kind, why, nextAt: clock.now() + ms });
    await nap(ms);
  }

  /** @returns why the line is no more */
  async function hold(
    { address }: Peer,
    { keys, desk }: Extract<Dialled, { kind: 'welcome' }>,
    signal: AbortSignal,
  ): Promise<string> {
    let cancelWatch = (): void => {};
    let why: string | null = null;
    const end = (reason: string): void => {
      why ??= reason;
      line?.abort();
    };
    const watch = (): void => {
      cancelWatch();
      cancelWatch = clock.after(silentMs, () => end('The other computer gave no sign for a minute'));
    };
    const answer = (messages: readonly Message[]): void => {
      const back = messages.length > 0 ? parts.onMessages(desk, heedPace(messages)) : [];
      if (back.length > 0) uplink?.say(back);
    };
    try {
      watch();
      const stream = await openAt(http, `${address}/desks/stream`, proveStream(keys), signal);
      if (stream.status !== 200) {
        await stream.body?.cancel();
        return `the other computer answered ${stream.status}`;
      }
      uplink = createUplink({
        keys,
        post: (bytes) => post(address, keys, bytes, signal),
        bucket,
        clock,
        onAnswer: answer,
        onLost: end,
      });
      become({ kind: 'open', desk });
      log.info('linked to the computer that listens', { desk });
      uplink.say(parts.onOpened());
      const read = createStreamReader(keys);
      const text = new TextDecoder();
      for await (const piece of stream.body ?? []) {
        watch();
        const messages = read(text.decode(piece, { stream: true }));
        if (messages === null) return 'What came was not what the other computer said';
        answer(messages);
      }
      return why ?? 'The other computer ended the line';
    } catch (error) {
      if (why === null && !signal.aborted) log.debug('the line ended', { error: messageOf(error) });
      return why ?? whyOf(error);
    } finally {
      cancelWatch();
      line?.abort();
      uplink?.stop();
      if (uplink !== null) parts.onClosed();
      uplink = null;
    }
  }

  function heedPace(messages: readonly Message[]): readonly Message[] {
    for (const message of messages) {
      if (message.say !== 'listens') continue;
      everyMs = message.everyMs;
      bucket.allow(everyMs);
    }
    return messages;
  }

  const post = (address: string, { session }: SessionKeys, bytes: Buffer, signal: AbortSignal) =>
    ask(http, `${address}/desks/messages`, {
      method: 'POST',
      signal,
      headers: { 'x-orderbell-session': session, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });

  let running: Promise<void> = Promise.resolve();
  return {
    state: () => state,
    everyMs: () => everyMs,
    start() {
      running = run().catch((error: unknown) => log.error('the link ended', { error }));
    },
    say: (messages) => uplink?.say(messages),
    look() {
      // while nobody is known to be reached instead, a line that stands is kept
      const next = peer();
      if (state.kind === 'open' && (next === null || isSame(next, at))) return;
      retryMs = firstRetryMs;
      isWoken = true;
      line?.abort();
      wake();
    },
    async stop() {
      stopping.abort();
      wake();
      await atMost(clock, stopMs, running);
    },
  };
}

function isSame(one: Peer | null, other: Peer | null): boolean {
  if (one === null || other === null || one.address !== other.address) return one === other;
  // an invited desk is known by its key once it is linked
  if (one.trust.by === 'invite' || other.trust.by === 'invite') return one.trust.by !== other.trust.by;
  return one.trust.otherKey === other.trust.otherKey;
}
