import { z } from 'zod';
import { isLedgerRefusal } from '../ledger/database.ts';
import type { Clock, Settings } from '../ports.ts';
import type { RequestKind } from '../request-kind.ts';
import { requestKinds } from '../request-kind.ts';
import type { TunnelConfig } from '../settings/config.ts';

/** Of ngrok's free plan, in a month. https://ngrok.com/docs/pricing-limits/free-plan-limits/ */
export const freeRequests = 20_000;
const warnFrom = 0.8;

const countsSchema = z
  .object({
    /** `2026-11`, of the month in UTC. */
    month: z.string(),
    counts: z.partialRecord(z.enum(requestKinds), z.int().nonnegative()),
  })
  .readonly();
type Counts = z.infer<typeof countsSchema>;

export type Quota = {
  count(kind: RequestKind): void;
  /** Requests of this month until now. */
  used(): number;
  /** Whether so much of `freeRequests` is used that what can be spared should be. */
  isShort(): boolean;
  /** Writes down what was counted; else that happens once a minute. What a disk refuses here is given up. */
  flush(): void;
};

const setting = 'tunnel.requests';
const writeEveryMs = 60_000;

/** Counts what comes through the public address, because ngrok says nothing until the quota is used up. */
export function createQuota(settings: Settings, clock: Clock): Quota {
  let month = monthAt(clock.now());
  let kept: Counts = read();
  let cancel: (() => void) | null = null;

  function read(): Counts {
    const text = settings.get(setting);
    const known = text === null ? null : countsSchema.safeParse(JSON.parse(text)).data;
    return known ?? { month: month.name, counts: {} };
  }

  /** A request need not put its name together anew. */
  function monthOf(at: number): Month {
    if (at < month.from || at >= month.until) month = monthAt(at);
    return month;
  }

  function now(): Counts {
    const { name } = monthOf(clock.now());
    return kept.month === name ? kept : { month: name, counts: {} };
  }

  const used = (): number => Object.values(now().counts).reduce((sum, count) => sum + (count ?? 0), 0);

  /** @returns whether the disk took it */
  function write(): boolean {
    try {
      settings.set(setting, JSON.stringify(kept));
      return true;
    } catch (error) {
      // a commit that matters is told of by itself; what is counted is still here
      if (!isLedgerRefusal(error)) throw error;
      return false;
    }
  }

  function writeLater(): void {
    // each on its own would cost a write to the disk with every request
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

/** Only ngrok counts requests. */
export const isShortOf = ({ kind }: TunnelConfig, quota: Pick<Quota, 'isShort'>): boolean =>
  kind === 'ngrok' && quota.isShort();

/** A month in UTC as it is written down, and from when until when it goes, epoch milliseconds. */
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
