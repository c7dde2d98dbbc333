import { messageOf } from '../../shared/problem.ts';
import type { Clock, Connection, ConnectionStatus, Log, Loop } from '../ports.ts';
import type { TunnelConfig } from '../settings/config.ts';

/** The receiver's way out: a public address that leads to it. Polling works without one; deliveries then wait for the next ask-back. */
export interface Tunnel extends Loop, Connection {
  /** Null while no public address leads here. */
  publicUrl(): string | null;
}

export type TunnelParts = {
  readonly config: TunnelConfig;
  /** The receiver on loopback, `http://127.0.0.1:PORT`. */
  readonly receiverUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the public address appears, changes or goes. */
  readonly onChange: () => void;
  readonly connectNgrok?: ConnectNgrok;
};

export type NgrokListener = { readonly url: string; close(): Promise<void> };
export type ConnectNgrok = (
  options: { readonly address: string; readonly authtoken: string; readonly domain: string },
  onStatus: (status: 'connected' | 'closed') => void,
) => Promise<NgrokListener>;

const probeEveryMs = 5 * 60_000;
const firstRetryMs = 5_000;

export function createTunnel({
  config,
  receiverUrl,
  clock,
  log,
  onChange,
  connectNgrok = forwardWithNgrok,
}: TunnelParts): Tunnel {
  let url = config.kind === 'url' ? config.publicUrl : null;
  let listener: NgrokListener | null = null;
  let problem: string | null = null;
  let lastSuccessAt: number | null = null;
  let cancelTimer = (): void => {};
  let stopped = false;
  let work: Promise<unknown> = Promise.resolve();

  const later = (ms: number, task: () => Promise<unknown>): void => {
    cancelTimer = clock.after(ms, () => {
      work = task();
    });
  };

  async function open(retryMs: number): Promise<void> {
    if (config.kind !== 'ngrok' || stopped) return;
    try {
      const address = receiverUrl.replace('http://', '');
      listener = await connectNgrok(
        { address, authtoken: config.authtoken, domain: config.domain },
        (status) => {
          url = status === 'connected' ? `https://${config.domain}` : null;
          onChange();
        },
      );
      url = listener.url;
      problem = null;
      onChange();
      await probe();
    } catch (error) {
      problem = messageOf(error);
      log.warn('the tunnel could not be opened', { error: problem, nextTryInMs: retryMs });
      onChange();
      later(retryMs, () => open(Math.min(retryMs * 2, probeEveryMs)));
    }
  }

  /** Through the public address, because a tunnel that looks alive may lead nowhere. */
  async function probe(): Promise<void> {
    if (url === null || stopped) return;
    try {
      const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) throw new Error(`${url}/healthz answered ${answer.status}`);
      problem = null;
      lastSuccessAt = clock.now();
    } catch (error) {
      problem = `The public address does not lead to this computer (${messageOf(error)})`;
    }
    onChange();
    cancelTimer();
    if (!stopped) later(probeEveryMs, probe);
  }

  const status = (): ConnectionStatus => {
    const facts = url === null ? [] : [{ label: 'address', value: url }];
    const base = { account: url, lastSuccessAt, facts };
    if (config.kind === 'none') {
      return {
        ...base,
        state: 'off',
        problem: null,
        fix: 'Without a public address orders still come, within two minutes.',
      };
    }
    if (problem !== null) return { ...base, state: 'failing', problem, fix: fixFor(problem) };
    return { ...base, state: lastSuccessAt === null ? 'checking' : 'working', problem: null, fix: null };
  };

  return {
    name: 'tunnel',
    publicUrl: () => url,
    status,
    check: async () => {
      await probe();
      return status();
    },
    start: () => {
      work = config.kind === 'ngrok' ? open(firstRetryMs) : probe();
    },
    stop: async () => {
      stopped = true;
      cancelTimer();
      await work;
      await listener?.close();
    },
  };
}

/** The errors ngrok is known by, in words with a way out (FACTS of ngrok's error pages). */
function fixFor(problem: string): string {
  if (problem.includes('ERR_NGROK_334'))
    return 'Another computer uses this address. Stop Orderbell there, or take another domain.';
  if (/ERR_NGROK_10[57]/.test(problem)) return 'Copy the authtoken again from the ngrok dashboard.';
  return 'Check the internet connection and the address, then press Check.';
}

const forwardWithNgrok: ConnectNgrok = async ({ address, authtoken, domain }, onStatus) => {
  // loaded on demand: its native part is not needed by desks that have their own address
  const ngrok = await import('@ngrok/ngrok');
  const listener = await ngrok.forward({
    addr: address,
    authtoken,
    domain,
    proto: 'http',
    schemes: ['HTTPS'],
    onStatusChange: (status: string) => onStatus(status === 'connected' ? 'connected' : 'closed'),
  });
  const url = listener.url();
  if (url === null) throw new Error('ngrok opened no address');
  return { url, close: () => listener.close() };
};
