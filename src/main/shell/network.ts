import { once } from 'node:events';
import type net from 'node:net';
import type tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { atMost } from '../at-most.ts';
import type { Desk, Host } from '../host.ts';

export type NetworkParts = {
  readonly net: Pick<typeof net, 'setDefaultAutoSelectFamilyAttemptTimeout'>;
  readonly tls: Pick<typeof tls, 'getCACertificates' | 'setDefaultCACertificates'>;
  /** Tells which certificates this computer trusts. */
  readonly trustWorker: URL;
  readonly composeDesk: (host: Host) => Promise<Desk>;
};

/** Node gives up on each address but the last after a quarter of a second, and a slow line takes longer to answer. */
const attemptMs = 2_500;
/** A desk that is composed before then asks its services again. */
const trustWithinMs = 2_000;

/**
 * Lets a desk reach its services as this computer's browsers do: over a slow line, and where a virus scanner or a company's
 * network shows certificates of its own, which the system trusts and Node does not know.
 * @returns what composes the desk once that is so
 */
export function onThisNetwork({ net, tls, trustWorker, composeDesk }: NetworkParts) {
  net.setDefaultAutoSelectFamilyAttemptTimeout(attemptMs);
  const failure = trustSystem(tls, trustWorker).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  return async (host: Host): Promise<Desk> => {
    const told = failure.then((failed) => {
      if (failed) host.log.warn('what this computer trusts could not be read', failed);
    });
    await atMost(host.clock, trustWithinMs, told);
    return composeDesk(host);
  };
}

const certificatesSchema = z.array(z.string());

async function trustSystem(tls: NetworkParts['tls'], script: URL): Promise<void> {
  const worker = new Worker(script);
  // an app that is closed does not wait for it
  worker.unref();
  const [certificates] = await once(worker, 'message');
  const known = new Set(tls.getCACertificates('default'));
  // a system has most of them too, some several times, and each would be read and kept once more
  const all = new Set([...known, ...certificatesSchema.parse(certificates)]);
  if (all.size > known.size) tls.setDefaultCACertificates([...all]);
}
