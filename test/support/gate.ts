import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/main/ports.ts';

/** What may be wrong with a service, or with the way to it. The last ones do what was asked, and lose the answer. */
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
  /** Shut, it answers as a service that is down. */
  isOpen: boolean;
  /** What is wrong with it at present; what hangs when that changes is cut off. */
  fault: Fault | null;
  /** How many requests met a fault. */
  readonly struck: number;
  /**
   * How many came before the time had passed that an answer asked for, whoever had been given that answer: what is behind one
   * address is one service, but where Google signs in, which has limits of its own. What comes within a second of that
   * answer was on its way already.
   */
  readonly askedTooEarly: number;
  /** Requests on their way through it, those that a fault never answers left out. */
  readonly underWay: number;
};

type Exchange = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Hands the request on. @returns the whole answer */
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

/** Stands before a service on loopback, and is what is wrong with it. */
export async function startGate(target: string, clock: Pick<Clock, 'now'>): Promise<Gate> {
  const askedAt = new Map<string, number>();
  let askedTooEarly = 0;
  /** Counts it where it comes too early, and notes whether its answer asks for time. */
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
