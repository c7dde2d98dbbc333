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
  /** Sends the certificates this computer trusts. */
  readonly trustWorker: URL;
  readonly composeDesk: (host: Host) => Promise<Desk>;
};

/** Node tries each address but the last for only a quarter of a second, too short for a slow line. */
const attemptMs = 2_500;
/** Maximum wait for the system's certificates. An app that starts without them retries its failed requests. */
const trustWithinMs = 2_000;

/**
 * Makes requests work as in this computer's browsers: over a slow line, and behind a virus scanner or company network whose
 * certificates the system trusts and Node does not know.
 * @returns a function that composes the app once that is set up
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
  // a closing app does not wait for it
  worker.unref();
  const [certificates] = await once(worker, 'message');
  const known = new Set(tls.getCACertificates('default'));
  // most system certificates are known or repeated, and each would be parsed and kept again
  const all = new Set([...known, ...certificatesSchema.parse(certificates)]);
  if (all.size > known.size) tls.setDefaultCACertificates([...all]);
}
