import type { ComputersView } from '../../../shared/computers-view.ts';
import { knownLag, lagText } from '../../../shared/lag.ts';
import { messageOf } from '../../../shared/problem.ts';
import { freeIn } from '../../free-bytes.ts';
import { isOfFile } from '../../ledger/verify.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Config } from '../../settings/config.ts';
import type { HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, skipped, warn } from './health-check.ts';

type Parts = Pick<HealthParts, 'config' | 'clock' | 'dataDir' | 'computers'> & {
  readonly ledger:
    | (Pick<Ledger, 'glance'> & {
        readonly entries: Pick<Ledger['entries'], 'countUnread'>;
      })
    | null;
};

const megabyte = 1024 * 1024;
const fewBytes = 200 * megabyte;
const littleBytes = 1024 * megabyte;
/** Google refuses a token signed five minutes off; the Messenger window is computed with this clock. */
const farMs = 120_000;
const offMs = 30_000;
/** A computer that is this far behind shows outdated orders. */
const lateMs = 60_000;

export function computerChecks({ config, clock, dataDir, ledger, computers }: Parts): readonly HealthCheck[] {
  const clockCheck = ({ name, url }: Server): HealthCheck => ({
    id: `computer.clock:${name.toLowerCase()}`,
    title: 'Clock of this computer',
    tried: `Compares it with the clock of ${name}`,
    run: async (signal) => {
      const skew = await skewTo(url, clock, signal);
      if (skew === null) return skipped('The server did not send its time');
      const seconds = Math.round(Math.abs(skew) / 1000);
      if (Math.abs(skew) < offMs) return ok(`${seconds} s difference`);
      const words = skew > 0 ? `It is ${seconds} s ahead` : `It is ${seconds} s behind`;
      const fix = 'Set the clock automatically in the date and time settings of this computer';
      return Math.abs(skew) < farMs ? warn(words, fix) : fail(words, fix);
    },
  });
  const view = computers?.();
  const lagCheck = ({ id, name }: ComputersView['computers'][number]): HealthCheck => ({
    id: `computer.sync:${id}`,
    title: `Sync of ${name}`,
    tried: 'Compared what this computer imported with what the others wrote',
    personal: [name],
    run: async () => {
      const now = clock.now();
      const computer = computers?.().computers.find((one) => one.id === id);
      if (computer === undefined) return skipped('It was removed');
      const lag = knownLag(computer, now);
      if (lag === null) return skipped(lagText(computer, now));
      const isLate = lag.ms >= lateMs;
      const fix = 'Check that the computer is online and awake; it then catches up automatically';
      return isLate ? warn(lagText(computer, now), fix) : ok(lagText(computer, now));
    },
  });
  return [
    ...serversOf(config).map(clockCheck),
    ...(view?.live ? view.computers.map(lagCheck) : []),
    {
      id: 'computer.disk',
      title: 'Disk space',
      tried: 'Reads the free space on the disk of the database',
      run: async () => {
        const free = await freeIn(dataDir);
        const words = `${Math.floor(free / megabyte)} MB free`;
        const fix = 'Free up space: without it no orders can be saved';
        if (free < fewBytes) return fail(words, fix);
        return free < littleBytes ? warn(words, fix) : ok(words);
      },
    },
    {
      id: 'computer.ledger',
      title: 'Database on this computer',
      tried: 'Checks its small tables and newest events',
      run: async () => {
        if (!ledger) return skipped('There is no database here yet');
        const faults = ledger.glance();
        if (faults.length === 0) return ok('No damage found');
        const fix = faults.some(isOfFile)
          ? 'Restart Orderbell: it repairs its database. If it is damaged again, the disk or memory of this computer may be failing: have it checked and make another computer the leader'
          : 'Restart Orderbell; if that does not help, report it';
        return fail(faults.join(' '), fix);
      },
    },
    {
      id: 'computer.unread',
      title: 'Events of other computers',
      tried: 'Counts those this version cannot read',
      run: async () => {
        const unread = ledger?.entries.countUnread() ?? 0;
        if (unread === 0) return ok('All can be read');
        return warn(
          `${unread} are set aside: a newer Orderbell version wrote them`,
          'Install the newest Orderbell here: it reads them at its first start. They are kept; no backup is needed',
        );
      },
    },
  ];
}

type Server = { readonly name: string; readonly url: string };

/** Servers whose `Date` header is compared with this computer's clock. */
function serversOf({ shopify, gmail, bigquery, manychat }: Config): readonly Server[] {
  const google = gmail?.apiBase ?? bigquery?.apiBase ?? 'https://www.googleapis.com';
  return [
    ...(shopify ? [{ name: 'Shopify', url: shopify.apiBase ?? `https://${shopify.shop}` }] : []),
    ...(gmail || bigquery ? [{ name: 'Google', url: google }] : []),
    ...(manychat ? [{ name: 'ManyChat', url: manychat.apiBase }] : []),
  ];
}

/** How far this clock is ahead, milliseconds; null when the server sends no time. */
async function skewTo(url: string, clock: Clock, signal: AbortSignal): Promise<number | null> {
  const before = clock.now();
  const answer = await fetch(url, { method: 'HEAD', signal, redirect: 'manual' }).catch((error: unknown) => {
    throw new Error(`It could not be reached: ${messageOf(error)}`);
  });
  const after = clock.now();
  await answer.body?.cancel();
  const date = Date.parse(answer.headers.get('date') ?? '');
  // the header is truncated to the second
  return Number.isNaN(date) ? null : (before + after) / 2 - (date + 500);
}
