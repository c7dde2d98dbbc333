import { Problem } from '../../shared/problem.ts';
import { toldId } from '../intake/shopify/known-shop.ts';
import type { Settings } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Labels } from './labels.ts';

/** Label of the table of events with Shopify's id of its shop, which does not change with the domain. */
const shopLabel = 'orderbell_shop';

export const shopOn = (labels: Labels): string | null => labels[shopLabel] ?? null;
export const labelOf = (shop: string | null): Labels => (shop === null ? {} : { [shopLabel]: shop });

/** The dataset is used by another shop: nothing may be written to it or read from it. */
export const otherShop = ({ dataset }: BigQueryConfig): Problem =>
  new Problem('refused', `The dataset ${dataset} belongs to another shop`, {
    field: 'BIGQUERY_DATASET',
    fix: `Choose another dataset for this shop, like ${dataset}_2`,
  });

/** The last check of a dataset, stored for a start without Shopify: this shop's id, with a prefix if the dataset is not ours. */
const shopSetting = 'warehouse.shop';
const anothers = 'another';
const unknown = 'unknown';
const words: readonly string[] = [anothers, unknown];
type Read = Pick<Settings, 'get'>;

const headOf = ({ projectId, dataset }: BigQueryConfig): string => `${projectId}.${dataset} `;

export function keptOf(settings: Read, config: BigQueryConfig): string | null {
  const kept = settings.get(shopSetting);
  const head = headOf(config);
  return kept?.startsWith(head) ? kept.slice(head.length) : null;
}

/** Whether the dataset was another shop's at the last check. This computer then works alone. */
export const isOtherShops = (settings: Read, config: BigQueryConfig): boolean =>
  keptOf(settings, config)?.split(' ')[0] === anothers;

/** Whether the configured dataset has a shop's computers, but it is not known yet whether they are this shop's. */
export const mayBeOtherShops = (settings: Read): boolean =>
  settings.get(shopSetting)?.endsWith(` ${unknown}`) ?? false;

/** This shop's id in the stored value; null if it was not known. */
const idIn = (kept: string | null): string | null =>
  kept?.split(' ').find((part) => !words.includes(part)) ?? null;

/**
 * The shop id of this ledger: from Shopify for the configured domain, or as last known for this dataset, so that a mistyped
 * domain does not assign this computer to another shop. Null: unknown.
 */
export function ownShop(settings: Read, config: BigQueryConfig, domain: string | null): string | null {
  const told = domain === null ? null : toldId(settings, domain);
  return told ?? idIn(keptOf(settings, config));
}

/** The result of a check: `unsaid` if the table has no label, `unminded` if no shop is known here. */
export type Verdict = 'ours' | 'another' | 'unknown' | 'unsaid' | 'unminded';

export type Known = {
  readonly own: string | null;
  readonly wasAnothers: boolean;
  /** Whether only Shopify's answer can tell, and it is still missing. */
  readonly isUntold: boolean;
};

export function judge(found: string | null, { own, wasAnothers, isUntold }: Known): Verdict {
  if (found === null) return 'unsaid';
  if (own !== null) return found === own ? 'ours' : 'another';
  if (wasAnothers) return 'another';
  return isUntold ? 'unknown' : 'unminded';
}

export function noteVerdict(
  settings: Settings,
  config: BigQueryConfig,
  own: string | null,
  verdict: Verdict,
): void {
  const next = nextKept(keptOf(settings, config), own, verdict);
  const value = next && `${headOf(config)}${next}`;
  // also clears the value of a dataset that is not configured any more
  if (value !== settings.get(shopSetting)) settings.set(shopSetting, value);
}

function nextKept(before: string | null, own: string | null, verdict: Verdict): string | null {
  if (verdict === 'ours') return own;
  // our own id is needed to recognise a corrected label
  if (verdict === 'another') return own === null ? anothers : `${anothers} ${own}`;
  if (verdict === 'unknown') return unknown;
  return idIn(before);
}
