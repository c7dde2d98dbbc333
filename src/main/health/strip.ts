import type { CompletenessDay, Difference } from '../../shared/completeness.ts';
import type { StripView } from '../../shared/views.ts';

export type StripFacts = {
  readonly today: CompletenessDay | null;
  /** Differences of today. */
  readonly differences: readonly Difference[];
  /** How many orders of the days before are late at a stage. */
  readonly before: number;
} & Pick<StripView, 'touches' | 'parked' | 'noticesToLook' | 'quarantined' | 'warehouseOff' | 'notifyOff'>;

/** The completeness of today in one line: counts, and the time of the oldest proof among the sources that can be asked. */
export function buildStrip({ today, differences, before, ...rest }: StripFacts): StripView {
  // payment links become Shopify orders, and visits are reported as chats
  const sources = (today?.sources ?? []).filter(({ source }) => source !== 'chat-bot');
  const proofs = sources.map(({ askedAt }) => askedAt).filter((at) => at !== null);
  return {
    ...rest,
    sources: sources.filter(
      ({ source, late, inLedger }) => source !== 'pay-links' || late.length > 0 || inLedger > 0,
    ),
    day: today?.day ?? '',
    late: differences.filter((one) => one.late).length,
    before,
    provenAt: proofs.length === 0 ? null : Math.min(...proofs),
  };
}
