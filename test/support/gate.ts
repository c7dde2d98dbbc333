import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/main/ports.ts';

/** Faults of a service or of its network. The last ones execute the request and lose the answer. */
export const faults = [
  'refuses to be connected to',
  'says nothing',
  'fails with 500',
  'fails with a page of HTML',
  'is overloaded and says until when',
  'has had enough and says until when',
  'leads elsewhere',
  'answers with nothing',
  'answers with a page of HTML',
  'does it and breaks off the answer',
  'does it and answers half of the JSON',
  'does it and says nothing',
] as const;
export type Fault = (typeof faults)[number];

export type Gate = {
  readonly url: string;
  /** When closed, it answers like a service that is down. */
  isOpen: boolean;
  /** The current fault; hanging requests are cut when it changes. */
  fault: Fault | null;
  /** The number of requests that met a fault. */
  readonly struck: number;
  /**
   * Requests before the retry-after time of any earlier answer, except Google's sign-in, which has separate
   * limits. A request within a second of that answer was already under way.
   */
  readonly askedTooEarly: number;
  /** Requests under way, except those that a fault never answers. */
  readonly underWay: number;
};

type Exchange = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Forwards the request. @returns the whole answer */
  readonly passOn: () => Promise<Answer>;
};
type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

const html = '<html><body>Down for maintenance</body></html>';
const asHtml = { 'content-type': 'text/html' };
const asJson = { 'content-type': 'application/json' };

const laterMs = 20_000;
const onItsWayMs = 1_000;
const later = { 'retry-after': String(laterMs / 1_000) };
export const saysUntilWhen: ReadonlySet<Fault> = new Set([
  'is overloaded and says until when',
  'has had enough and says until when',
]);
const isSilent: ReadonlySet<Fault> = new Set(['says nothing', 'does it and says nothing']);

const strike: { readonly [F in Fault]: (exchange: Exchange) => Promise<void> | void } = {
  'refuses to be connected to': ({ incoming }) => void incoming.socket.destroy(),
  'says nothing': () => {},
  'fails with 500': ({ outgoing }) => void outgoing.writeHead(500, asJson).end('{}'),
  'fails with a page of HTML': ({ outgoing }) => void outgoing.writeHead(502, asHtml).end(html),
  'is overloaded and says until when': ({ outgoing }) =>
    void outgoing.writeHead(503, { ...asJson, ...later }).end('{}'),
  'has had enough and says until when': ({ outgoing }) =>
    void outgoing.writeHead(429, { ...asJson, ...later }).end('{}'),
  'leads elsewhere': ({ outgoing }) => void outgoing.writeHead(302, { location: '/elsewhere' }).end(),
  'answers with nothing': ({ outgoing }) => void outgoing.writeHead(200, asJson).end(),
  'answers with a page of HTML': ({ outgoing }) => void outgoing.writeHead(200, asHtml).end(html),
  async 'does it and breaks off the answer'({ incoming, outgoing, passOn }) {
    const { status, headers, body } = await passOn();
    outgoing.writeHead(status, headers);
    outgoing.write(body.subarray(0, 1), () => incoming.socket.destroy());
  },
  async 'does it and answers half of the JSON'({ outgoing, passOn }) {
    const { status, body } = await passOn();
    outgoing.writeHead(status, asJson).end(body.subarray(0, body.length / 2));
  },
  async 'does it and says nothing'({ passOn }) {
    await passOn();
  },
};

/** A proxy in front of a loopback service that injects faults. */
export async function startGate(target: string, clock: Pick<Clock, 'now'>): Promise<Gate> {
  const askedAt = new Map<string, number>();
  let askedTooEarly = 0;
  /** Counts early requests, and stores the retry-after time of an answer. */
  function watch({ url = '/' }: IncomingMessage): void {
    const service = url.startsWith('/token') ? 'sign-in' : 'service';
    const now = clock.now();
    const since = now - (askedAt.get(service) ?? Number.NEGATIVE_INFINITY);
    if (since > onItsWayMs && since < laterMs) askedTooEarly += 1;
    if (fault !== null && saysUntilWhen.has(fault)) askedAt.set(service, now);
  }

  const server = createServer((incoming, outgoing) => {
    outgoing.on('error', () => {});
    watch(incoming);
    if (!gate.isOpen) {
      incoming.resume();
      outgoing.writeHead(503, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const isAnswered = fault === null || !isSilent.has(fault);
    if (isAnswered) {
      underWay += 1;
      outgoing.once('close', () => {
        underWay -= 1;
      });
    }
    if (fault !== null) {
      struck += 1;
      const passOn = (): Promise<Answer> => wholeAnswer(incoming, target);
      Promise.resolve(strike[fault]({ incoming, outgoing, passOn })).catch(() => outgoing.destroy());
      return;
    }
    const { method = 'GET', headers, url = '/' } = incoming;
    const passed = request(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gate has no port');
  let fault: Fault | null = null;
  let struck = 0;
  let underWay = 0;
  const gate: Gate = {
    url: `http://127.0.0.1:${address.port}`,
    isOpen: true,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      server.closeAllConnections();
    },
    get struck() {
      return struck;
    },
    get askedTooEarly() {
      return askedTooEarly;
    },
    get underWay() {
      return underWay;
    },
  };
  return gate;
}

async function wholeAnswer(incoming: IncomingMessage, target: string): Promise<Answer> {
  const { method = 'GET', headers, url = '/' } = incoming;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const passed = request(new URL(url, target), { method, headers }, resolve);
    passed.on('error', reject);
    incoming.pipe(passed);
  });
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(Buffer.from(piece));
  return { status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(pieces) };
}
