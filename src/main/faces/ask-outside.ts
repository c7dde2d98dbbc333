import { lookup } from 'node:dns';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request } from 'node:https';
import { isOutside } from './face-address.ts';

/** One answer of a server, its body not read yet. */
export type Answer = {
  readonly status: number;
  /** Where it sends on to. */
  readonly location: string | null;
  readonly type: string;
  /** In bytes, as it says itself; null when it does not. */
  readonly length: number | null;
  readonly body: AsyncIterable<Buffer>;
  /** Ends the connection; what was not read never comes. */
  readonly drop: () => void;
};
export type AskOutside = (address: URL, signal: AbortSignal) => Promise<Answer>;

/** Asks a server of the internet, and no machine behind this one's back: a known name may lead anywhere. */
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

/** Refuses a name as soon as one of its addresses is not outside. */
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
