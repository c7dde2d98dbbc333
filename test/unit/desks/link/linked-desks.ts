import { onTestFinished } from 'vitest';
import type { Http } from '../../../../src/main/desks/link/http.ts';
import type { Link, LinkParts } from '../../../../src/main/desks/link/link.ts';
import { createLink } from '../../../../src/main/desks/link/link.ts';
import type { Message } from '../../../../src/main/desks/link/messages.ts';
import type { LinkDoor } from '../../../../src/main/desks/link/server.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { DeskId, OrderId } from '../../../../src/shared/ids.ts';
import { deskIdSchema, entryIdSchema, orderIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';

/** What becomes of a request on its way: `lost-after` arrives, and its answer does not come back. */
export type Sky = 'fair' | 'lost-before' | 'lost-after';
export type Asked = { readonly path: string; readonly bytes: number };

export type Line = {
  readonly doors: Map<string, LinkDoor>;
  /** Every request that was made. */
  readonly asked: Asked[];
  sky: (asked: Asked) => Sky;
  /** Ends the streams that are open, as a way between does. */
  cut(): void;
  /** Down the open streams nothing comes any more, and nobody says so. */
  isStuck: boolean;
  readonly http: Http;
};

/** The public addresses of a test's desks, without a network. */
export function makeLine(): Line {
  const streams = new Set<() => void>();
  const doors = new Map<string, LinkDoor>();
  const asked: Asked[] = [];
  const line: Line = {
    doors,
    asked,
    sky: () => 'fair',
    isStuck: false,
    cut() {
      for (const end of streams) end();
    },
    http: async (url, init) => {
      const { origin, pathname: path } = new URL(url);
      init.signal?.throwIfAborted();
      const body = bytesOf(init.body);
      const one = { path, bytes: body.length };
      asked.push(one);
      const sky = line.sky(one);
      const door = doors.get(origin);
      if (sky === 'lost-before' || !door) throw new TypeError('fetch failed');
      const answer = answerOf(door, path, body, new Headers(init.headers), (open) =>
        streamOf(open, init.signal ?? null),
      );
      if (sky === 'lost-after') throw new TypeError('fetch failed');
      return answer;
    },
  };

  function streamOf(open: Open, signal: AbortSignal | null): Response {
    let control: ReadableStreamDefaultController<Uint8Array> | null = null;
    const stream = new ReadableStream<Uint8Array>({
      start: (given) => {
        control = given;
      },
    });
    let isOver = false;
    const end = (why?: Error): void => {
      if (isOver) return;
      isOver = true;
      streams.delete(end);
      if (why) control?.error(why);
      else control?.close();
      if (typeof gone === 'function') gone();
    };
    const gone = open({
      write: (text) => {
        if (!isOver && !line.isStuck) control?.enqueue(Buffer.from(text));
      },
      waiting: () => 0,
      end,
    });
    if (typeof gone !== 'function') return Response.json(gone.json, { status: gone.status });
    streams.add(end);
    signal?.addEventListener('abort', () => end(new Error('aborted')));
    return new Response(stream);
  }
  return line;
}

type Open = (line: Parameters<LinkDoor['stream']>[1]) => ReturnType<LinkDoor['stream']>;

function answerOf(
  door: LinkDoor,
  path: string,
  body: Buffer,
  headers: Headers,
  streamOf: (open: Open) => Response,
): Response {
  if (path === '/desks/stream') {
    return streamOf((line) => door.stream(headers.get('authorization') ?? '', line));
  }
  const session = headers.get('x-orderbell-session') ?? '';
  const answer =
    path === '/desks/hello' ? door.hello(body) : (door.refusal(session) ?? door.messages(session, body));
  return 'json' in answer
    ? Response.json(answer.json, { status: answer.status })
    : new Response(new Uint8Array(answer.bytes));
}

const bytesOf = (body: RequestInit['body']): Buffer => {
  if (typeof body === 'string') return Buffer.from(body);
  return body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0);
};

export type LinkedDesk = {
  readonly id: DeskId;
  readonly name: string;
  readonly ledger: Ledger;
  readonly link: Link;
  readonly secrets: Map<string, string>;
  /** What it heard of people, by whose line. */
  readonly heard: { readonly from: DeskId; readonly messages: readonly Message[] }[];
  note(text: string): OrderId;
  notes(): readonly string[];
};

export const addressOf = (name: string): string => `https://${name}.example.com`;
export const settle = (clock: FakeClock): Promise<void> => clock.advance(100);

export type DeskOptions = Partial<Omit<LinkParts, 'secrets' | 'ledger'>> & {
  readonly ledger?: Ledger;
  readonly secrets?: Map<string, string>;
};

/** A desk as far as the link goes: a real ledger, and a name by which it is reached when it listens. */
export function linkedDesk(
  line: Line,
  clock: FakeClock,
  name: string,
  options: DeskOptions = {},
): LinkedDesk {
  const ledger = options.ledger ?? memoryLedger({ clock, deskId: `desk-${name}` });
  const secrets = options.secrets ?? new Map<string, string>();
  const heard: LinkedDesk['heard'] = [];
  const listens = options.listens ?? false;
  const link = createLink({
    clock,
    log: quietLog(),
    shop: 'shop.orderbell',
    listens,
    publicUrl: () => (listens ? addressOf(name) : null),
    receiver: () => deskIdSchema.parse('desk-host'),
    onDoubt: () => {},
    share: () => ({ everyMs: null, left: null }),
    by: () => name,
    presence: {
      heard: (from, messages) => heard.push({ from, messages }),
      words: () => [],
      gone() {},
      lost() {},
    },
    onChange: () => {},
    http: line.http,
    ...options,
    ledger,
    secrets: {
      read: async (one) => secrets.get(one),
      write: async (one, value) => void secrets.set(one, value),
      remove: async (one) => void secrets.delete(one),
    },
  });
  if (listens) line.doors.set(addressOf(name), link.door);
  link.start();
  onTestFinished(() => link.stop());
  let count = 0;
  return {
    id: ledger.deskId,
    name,
    ledger,
    link,
    secrets,
    heard,
    note(text) {
      count += 1;
      const orderId = orderIdSchema.parse(`manual:${name}-${count}`);
      ledger.entries.append({
        id: entryIdSchema.parse(`note-added:${name}:${count}:${text.length}`),
        kind: 'note-added',
        orderId,
        at: clock.now(),
        by: name,
        data: { text },
      });
      return orderId;
    },
    notes: () =>
      [...ledger.entries.each()]
        .flatMap((entry) => (entry.kind === 'note-added' ? [entry.data.text] : []))
        .sort(),
  };
}

/** A desk that listens and others that were linked to it by a code each. */
export async function makeLinked(names: readonly string[], options: DeskOptions = {}) {
  const clock = fakeClock();
  const line = makeLine();
  const host = linkedDesk(line, clock, 'host', { ...options, listens: true });
  await settle(clock);
  const desks: LinkedDesk[] = [];
  for (const name of names) {
    const desk = linkedDesk(line, clock, name, options);
    await settle(clock);
    await join(clock, host, desk);
    desks.push(desk);
  }
  return { clock, line, host, desks };
}

export async function join(clock: FakeClock, host: LinkedDesk, desk: LinkedDesk): Promise<void> {
  const { code } = await host.link.invite();
  const joined = desk.link.join(code);
  await settle(clock);
  await joined;
  await settle(clock);
}
