import { z } from 'zod';
import { isLedgerRefusal } from '../ledger/database.ts';
import type { Clock, Settings } from '../ports.ts';
import type { RequestKind } from '../request-kind.ts';
import { requestKinds } from '../request-kind.ts';
import type { TunnelConfig } from '../settings/config.ts';

/** Monthly limit of ngrok's free plan. https://ngrok.com/docs/pricing-limits/free-plan-limits/ */
export const freeRequests = 20_000;
const warnFrom = 0.8;

const countsSchema = z
  .object({
    /** UTC month, such as `2026-11`. */
    month: z.string(),
    counts: z.partialRecord(z.enum(requestKinds), z.int().nonnegative()),
  })
  .readonly();
type Counts = z.infer<typeof countsSchema>;

export type Quota = {
  count(kind: RequestKind): void;
  /** Number of requests this month. */
  used(): number;
  /** Whether `freeRequests` is so nearly used up that optional requests must be avoided. */
  isShort(): boolean;
  /** Stores the counter, which otherwise happens once a minute. Disk errors are ignored. */
  flush(): void;
};

const setting = 'tunnel.requests';
const writeEveryMs = 60_000;

/** Counts requests through the public address, because ngrok reports nothing until the quota is used up. */
export function createQuota(settings: Settings, clock: Clock): Quota {
  let month = monthAt(clock.now());
  let kept: Counts = read();
  let cancel: (() => void) | null = null;

  function read(): Counts {
    const text = settings.get(setting);
    const known = text === null ? null : countsSchema.safeParse(JSON.parse(text)).data;
    return known ?? { month: month.name, counts: {} };
  }

  /** Caches the month's name, so that it is not formatted for each request. */
  function monthOf(at: number): Month {
    if (at < month.from || at >= month.until) month = monthAt(at);
    return month;
  }

  function now(): Counts {
    const { name } = monthOf(clock.now());
    return kept.month === name ? kept : { month: name, counts: {} };
  }

  const used = (): number => Object.values(now().counts).reduce((sum, count) => sum + (count ?? 0), 0);

  /** @returns whether it was stored */
  function write(): boolean {
    try {
      settings.set(setting, JSON.stringify(kept));
      return true;
    } catch (error) {
      // the ledger reports its disk errors itself; the counter stays in memory
      if (!isLedgerRefusal(error)) throw error;
      return false;
    }
  }

  function writeLater(): void {
    // batched, because otherwise each request would cause a write to the disk
    cancel ??= clock.after(writeEveryMs, () => {
      cancel = null;
      if (!write()) writeLater();
    });
  }

  return {
    count(kind) {
      const { month, counts } = now();
      kept = { month, counts: { ...counts, [kind]: (counts[kind] ?? 0) + 1 } };
      writeLater();
    },
    used,
    isShort: () => used() >= warnFrom * freeRequests,
    flush: () => {
      if (cancel === null) return;
      cancel();
      cancel = null;
      write();
    },
  };
}

/** Only ngrok limits requests. */
export const isShortOf = ({ kind }: TunnelConfig, quota: Pick<Quota, 'isShort'>): boolean =>
  kind === 'ngrok' && quota.isShort();

/** A UTC month: its stored name, start and end in epoch milliseconds. */
type Month = { readonly name: string; readonly from: number; readonly until: number };

function monthAt(now: number): Month {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    name: date.toISOString().slice(0, 7),
    from: Date.UTC(year, month),
    until: Date.UTC(year, month + 1),
  };
}
