import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Sent = { readonly subscriber_id: string; readonly data: unknown; readonly message_tag?: string };
type Answer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  /** The connection is cut after the message was taken: sent, but nobody is told. */
  | 'cut'
  | 'silence';

export type FakeManychat = {
  readonly url: string;
  /** What subscribers have on their screens. */
  readonly delivered: readonly Sent[];
  readonly requests: readonly { readonly path: string; readonly authorization: string | undefined }[];
  /** Answers of `sendContent`, one after the other; a success when there is none left. */
  sending: Answer[];
  /** Answers of the contact's page, likewise. */
  contacts: Answer[];
  lastInteraction: string | null | undefined;
  /** Called when a contact is looked up, before the answer. */
  onContact: () => void;
  token: string;
  close(): Promise<void>;
};

/** A small ManyChat on loopback: one page, contacts that have just written, messages that arrive. */
export async function startFakeManychat(): Promise<FakeManychat> {
  const delivered: Sent[] = [];
  const requests: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname: path } = new URL(request.url ?? '/', 'http://fake');
      const { authorization } = request.headers;
      requests.push({ path, authorization });
      const answer = answerTo(path, authorization, Buffer.concat(chunks).toString());
      if (answer === 'cut') request.socket.destroy();
      else if (answer !== 'silence') {
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      }
    });
  });

  function answerTo(path: string, authorization: string | undefined, body: string): Answer {
    if (authorization !== `Bearer ${fake.token}`) {
      return { status: 401, body: { status: 'error', message: 'Wrong token' } };
    }
    if (path === '/fb/page/getInfo') return success({ id: '1', name: 'Kvitka', is_pro: true });
    if (path === '/fb/subscriber/getInfo') {
      fake.onContact();
      return (
        fake.contacts.shift() ?? success({ id: '7', name: 'Olena', last_interaction: fake.lastInteraction })
      );
    }
    if (path === '/fb/sending/sendContent') {
      const answer = fake.sending.shift() ?? success(undefined);
      if (answer === 'cut' || answer === 'silence' || answer.status === 200 || answer.status >= 500) {
        delivered.push(JSON.parse(body) as Sent);
      }
      return answer;
    }
    return { status: 404, body: '' };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeManychat = {
    url: `http://127.0.0.1:${port}`,
    delivered,
    requests,
    sending: [],
    contacts: [],
    lastInteraction: '2025-03-04T09:30:00+00:00',
    onContact: () => {},
    token: '1:secret',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

export const success = (data: unknown) => ({ status: 200, body: { status: 'success', data } });
export const refusal = (message: string, code?: number, status = 400) => ({
  status,
  body: { status: 'error', message, ...(code !== undefined && { code }) },
});
