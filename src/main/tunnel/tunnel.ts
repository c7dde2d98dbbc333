import { hasCode, isProblem, messageOf } from '../../shared/problem.ts';
import { atMost } from '../at-most.ts';
import type { Clock, Connection, ConnectionStatus, Log, Loop } from '../ports.ts';
import type { TunnelConfig } from '../settings/config.ts';
import type { Reach } from './probe.ts';
import { probeByHttp } from './probe.ts';
import type { Quota } from './quota.ts';
import { freeRequests, isShortOf } from './quota.ts';

/**
 * Connects a public address to the receiver. Without one, polling still works, and changes arrive with the next reconciliation.
 */
export interface Tunnel extends Loop, Connection {
  /** Null if no public address leads here. */
  publicUrl(): string | null;
  /** Reports an authenticated request to this host: if it is the public address, the address leads here. */
  proven(host: string | undefined): void;
}

export type TunnelParts = {
  readonly config: TunnelConfig;
  /** The receiver on loopback, `http://127.0.0.1:PORT`. */
  readonly receiverUrl: string;
  /** The run id in the receiver's `/healthz`: the address is ours only if it returns this id. */
  readonly run: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the public address appears, changes or disappears, or starts or stops to lead here. */
  readonly onChange: () => void;
  /** This month's request quota. */
  readonly quota: Pick<Quota, 'used' | 'isShort'>;
  readonly connectNgrok?: ConnectNgrok;
  readonly reach?: Reach;
};

export type NgrokListener = { readonly url: string; close(): Promise<void> };
export type ConnectNgrok = (
  options: { readonly address: string; readonly authtoken: string; readonly domain: string },
  onStatus: (status: 'connected' | 'closed') => void,
) => Promise<NgrokListener>;

const probeEveryMs = 5 * 60_000;
/** With little quota left, fewer probes leave the requests for deliveries. */
const thriftyProbeEveryMs = 30 * 60_000;
const probeLimitMs = 10_000;
const firstRetryMs = 5_000;
/** A shell has five seconds to stop; a tunnel opened later is closed at once. */
const stopMs = 3_000;
const lostMs = 60_000;
const ngrokClosed = 'ngrok has lost its connection';
const paidPlan =
  'Use a paid ngrok plan or your own address. Without one, orders still arrive within two minutes, but the chatbot and the buttons in Messenger stop working.';
const leadsElsewhere = 'The public address leads to another computer';
const cannotRun = 'ngrok cannot run on this computer: a system component is missing';

export function createTunnel({
  config,
  receiverUrl,
  run,
  clock,
  log,
  onChange,
  quota,
  connectNgrok = forwardWithNgrok,
  reach = probeByHttp,
}: TunnelParts): Tunnel {
  let url = config.kind === 'url' ? config.publicUrl : null;
  let listener: NgrokListener | null = null;
  let problem: string | null = null;
  let lastSuccessAt: number | null = null;
  let cancelTimer = (): void => {};
  let opening: Promise<void> | null = null;
  let retryMs = firstRetryMs;
  /** The current session of the tunnel. */
  let session = 0;
  /** Uptime of the last reopening because the address did not lead here; null once it does. */
  let reopenedAt: number | null = null;
  const stopping = new AbortController();

  function later(ms: number, task: () => Promise<void>): void {
    cancelTimer();
    if (!stopping.signal.aborted) cancelTimer = clock.after(ms, () => void task());
  }

  /** Reports changes only: a listener reconciles missed events with Shopify. */
  function change(
    next: { readonly url: string | null; readonly problem: string | null },
    isNews = false,
  ): void {
    const differs = next.url !== url || next.problem !== problem;
    ({ url, problem } = next);
    if ((isNews || differs) && !stopping.signal.aborted) onChange();
  }

  function open(): Promise<void> {
    opening ??= openNgrok().finally(() => {
      opening = null;
    });
    return opening;
  }

  async function openNgrok(): Promise<void> {
    if (config.kind !== 'ngrok' || stopping.signal.aborted) return;
    const { authtoken, domain } = config;
    session += 1;
    const mine = session;
    cancelTimer();
    try {
      // a lost connection may never recover: after sleep its sockets are dead
      const lost = listener;
      listener = null;
      await lost?.close().catch((error: unknown) => log.warn('a lost tunnel could not be closed', { error }));
      const address = receiverUrl.replace('http://', '');
      const opened = await connectNgrok({ address, authtoken, domain }, (status) => {
        if (mine !== session) return;
        if (status === 'closed') {
          change({ url: null, problem: ngrokClosed });
          // usually it reconnects by itself; otherwise it is reopened
          later(lostMs, look);
          return;
        }
        // reported before ngrok confirms the domain, which it may refuse or which may belong to someone else
        if (listener === null) return;
        change({ url: listener.url, problem: null });
        later(0, probe);
      });
      if (stopping.signal.aborted) return opened.close();
      listener = opened;
      retryMs = firstRetryMs;
      // after a reopening, the problem remains until a probe finds that the address leads here
      change({ url: opened.url, problem: reopenedAt === null ? null : problem });
      await probe();
    } catch (error) {
      // by its code, because the system's message is localized
      const isMissing = hasCode(error, 'ERR_DLOPEN_FAILED') || /native binding/.test(messageOf(error));
      log.warn('the tunnel could not be opened', {
        error: messageOf(error),
        nextTryInMs: isMissing ? null : retryMs,
      });
      change({ url: null, problem: isMissing ? cannotRun : messageOf(error) });
      if (isMissing) return;
      later(retryMs, open);
      retryMs = Math.min(retryMs * 2, probeEveryMs);
    }
  }

  /**
   * Probes through the public address, because a tunnel that looks connected may lead elsewhere.
   * @param reopens whether to reopen ngrok at once if the address leads elsewhere, not after another look
   */
  async function probe(reopens = false): Promise<void> {
    const [asked, mine] = [url, session];
    if (asked === null || stopping.signal.aborted) return;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(probeLimitMs)]);
    const failure = await reach(asked, signal).then(
      (answering) => (answering === run ? null : { words: leadsElsewhere, isAnswered: true }),
      (error: unknown) => ({
        words: `The public address does not lead to this computer (${messageOf(error)})`,
        isAnswered: isProblem(error), // otherwise this computer may be offline, which reopening does not fix
      }),
    );
    // the result belongs to an earlier address or session
    if (asked !== url || mine !== session || stopping.signal.aborted) return;
    if (failure === null) return leadsHere();
    change({ url, problem: failure.words });
    if (config.kind !== 'ngrok' || !failure.isAnswered) return later(nextProbeMs(), probe);
    // ngrok reports connected before it is refused the address, and then neither reports that nor retries for hours. Another
    // reopening soon after the last will hardly help.
    const restMs = reopenedAt === null ? 0 : reopenedAt + nextProbeMs() - clock.uptime();
    if (!reopens || restMs > 0 || opening !== null) return later(Math.max(restMs, lostMs), () => probe(true));
    reopenedAt = clock.uptime();
    await open();
  }

  const nextProbeMs = (): number => (isShortOf(config, quota) ? thriftyProbeEveryMs : probeEveryMs);

  function leadsHere(): void {
    const isFirst = lastSuccessAt === null;
    lastSuccessAt = clock.now();
    reopenedAt = null;
    change({ url, problem: null }, isFirst);
    later(nextProbeMs(), probe);
  }

  /** Opens or probes the tunnel, and reopens it if the address leads elsewhere. Never rejects. */
  const look = (): Promise<void> =>
    config.kind === 'ngrok' && (listener === null || url === null) ? open() : probe(true);

  const status = (): ConnectionStatus => {
    const used = quota.used();
    const facts = [
      ...(url === null ? [] : [{ label: 'Address', value: url }]),
      ...(config.kind === 'ngrok'
        ? [{ label: 'Requests this month', value: `${used} of ${freeRequests} on the free plan` }]
        : []),
    ];
    const base = { account: url, lastSuccessAt, facts };
    if (config.kind === 'none') {
      return {
        ...base,
        state: 'off',
        problem: null,
        fix: 'Without a public address orders still arrive within two minutes.',
      };
    }
    if (problem !== null) return { ...base, state: 'failing', problem, fix: fixFor(problem) };
    const state = lastSuccessAt === null ? ('checking' as const) : ('working' as const);
    if (!isShortOf(config, quota)) return { ...base, state, problem: null, fix: null };
    const isOver = used >= freeRequests;
    return {
      ...base,
      state,
      problem: isOver
        ? 'This month’s requests of ngrok’s free plan are used up'
        : `${Math.floor((used * 100) / freeRequests)} % of this month’s requests of ngrok’s free plan are used`,
      fix: paidPlan,
    };
  };

  return {
    name: 'tunnel',
    publicUrl: () => url,
    proven(host) {
      if (url === null || stopping.signal.aborted || host?.toLowerCase() !== new URL(url).host) return;
      leadsHere();
    },
    status,
    check: async () => {
      await look();
      return status();
    },
    start: () => void look(),
    stop: async () => {
      stopping.abort();
      cancelTimer();
      await atMost(
        clock,
        stopMs,
        (opening ?? Promise.resolve()).then(() => listener?.close()),
      );
    },
  };
}

/** Maps ngrok's errors to a fix. */
function fixFor(problem: string): string {
  if (problem === leadsElsewhere)
    return 'Stop Orderbell on the other computer or use another address here, then press Check.';
  if (problem === cannotRun)
    return 'On Windows install Microsoft’s Visual C++ Redistributable, then restart Orderbell.';
  if (problem.includes('ERR_NGROK_334'))
    return 'Another computer uses this address. Stop Orderbell there, or use another domain.';
  if (/ERR_NGROK_108\b/.test(problem))
    return 'Too many programs use this ngrok account at once. Stop one of them, or use a separate account for this computer.';
  if (/ERR_NGROK_(718|734|1214)\b/.test(problem)) return paidPlan;
  if (/ERR_NGROK_10[57]\b/.test(problem)) return 'Copy the authtoken again from the ngrok dashboard.';
  return 'Check the internet connection and the address, then press Check.';
}

const forwardWithNgrok: ConnectNgrok = async ({ address, authtoken, domain }, onStatus) => {
  // imported on demand: computers with their own address do not need its native module
  const ngrok = await import('@ngrok/ngrok');
  try {
    const listener = await ngrok.forward({
      addr: address,
      authtoken,
      domain,
      proto: 'http',
      schemes: ['HTTPS'],
      onStatusChange: (status: string) => onStatus(status === 'connected' ? 'connected' : 'closed'),
    });
    const url = listener.url();
    if (url === null) throw new Error('ngrok did not open an address');
    return {
      url,
      close: async () => {
        await listener.close();
        await ngrok.kill();
      },
    };
  } catch (error) {
    // ngrok's session is global in the process and survives a refused address: the next attempt would reuse this authtoken and
    // report no status
    throw await ngrok.kill().then(
      () => error,
      () => error,
    );
  }
};
