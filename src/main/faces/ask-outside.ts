import { lookup } from 'node:dns';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request } from 'node:https';
import { isOutside } from './face-address.ts';

/** One response of a server, its body not read yet. */
export type Answer = {
  readonly status: number;
  /** The target of a redirect. */
  readonly location: string | null;
  readonly type: string;
  /** In bytes, from its header; null without one. */
  readonly length: number | null;
  readonly body: AsyncIterable<Buffer>;
  /** Ends the connection and drops the rest of the body. */
  readonly drop: () => void;
};
export type AskOutside = (address: URL, signal: AbortSignal) => Promise<Answer>;

/** Sends a request to a public server only: a known host name may resolve to a private address. */
export const askOutside: AskOutside = (address, signal) =>
  new Promise((resolve, reject) => {
    const options = { signal, lookup: outsideOnly, headers: { accept: 'image/*' }, agent: false };
    const asked = request(address, options, (response: IncomingMessage) => {
      const { statusCode = 0, headers } = response;
      resolve({
        status: statusCode,
        location: headers.location ?? null,
        type: headers['content-type'] ?? '',
        length: headers['content-length'] === undefined ? null : Number(headers['content-length']),
        body: response,
        drop: () => response.destroy(),
      });
    });
    asked.on('error', reject);
    asked.end();
  });

/** Refuses a name as soon as one of its addresses is not public. */
export const outsideOnly: NonNullable<RequestOptions['lookup']> = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || first === undefined) return done(error ?? new Error('the name leads nowhere'), '', 4);
    if (!found.every(({ address }) => isOutside(address))) {
      return done(new Error('the name leads to an address that is not outside'), '', 4);
    }
    if (options.all) done(null, found);
    else done(null, first.address, first.family);
  });
};
