import type { NoticeRow } from '../../../shared/notices.ts';
import type { CsvColumns } from '../../csv.ts';
import { plainText } from '../../csv.ts';

/** A notification as exported: times in ISO 8601, unknown values absent. */
export type NoticeLine = {
  readonly queuedAt?: string | undefined;
  readonly releasedBy?: string | undefined;
  readonly state: string;
  readonly reason?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly manager: string;
  readonly channel: string;
  readonly occasion: string;
  readonly order?: string | undefined;
  readonly number?: string | undefined;
  readonly source?: string | undefined;
  readonly takenBy?: string | undefined;
  readonly takenAt?: string | undefined;
  readonly takenVia?: string | undefined;
  /** From enqueueing until the order was taken, in whole seconds. */
  readonly secondsToTake?: number | undefined;
};

const isoOf = (at: number | null | undefined): string | undefined =>
  at == null ? undefined : new Date(at).toISOString();

export function noticeLine(row: NoticeRow): NoticeLine {
  const { queuedAt, releasedBy, state, reason, endedAt, manager, channel, occasion, order, taken } = row;
  return {
    queuedAt: isoOf(queuedAt),
    releasedBy: releasedBy ?? undefined,
    state,
    reason: reason ?? undefined,
    endedAt: isoOf(endedAt),
    manager,
    channel,
    occasion,
    order: order?.id,
    number: order?.number,
    source: order?.source,
    takenBy: taken?.by,
    takenAt: isoOf(taken?.at),
    takenVia: taken?.via ?? undefined,
    secondsToTake:
      taken === null || queuedAt === null ? undefined : Math.max(0, Math.round((taken.at - queuedAt) / 1000)),
  };
}

export const noticeCsvColumns: CsvColumns<NoticeLine> = {
  queuedAt: (line) => line.queuedAt,
  releasedBy: (line) => line.releasedBy,
  state: (line) => line.state,
  reason: (line) => plainText(line.reason),
  endedAt: (line) => line.endedAt,
  manager: (line) => plainText(line.manager),
  channel: (line) => line.channel,
  occasion: (line) => line.occasion,
  order: (line) => plainText(line.order),
  number: (line) => plainText(line.number),
  source: (line) => line.source,
  takenBy: (line) => plainText(line.takenBy),
  takenAt: (line) => line.takenAt,
  takenVia: (line) => line.takenVia,
  secondsToTake: (line) => line.secondsToTake,
};
