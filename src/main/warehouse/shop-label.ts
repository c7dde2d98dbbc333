import { Problem } from '../../shared/problem.ts';
import { toldId } from '../intake/shopify/known-shop.ts';
import type { Settings } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Labels } from './labels.ts';

/** On the table of entries, whose they are: by Shopify's own id of the shop, which outlives a change of its domain. */
const shopLabel = 'orderbell_shop';

export const shopOn = (labels: Labels): string | null => labels[shopLabel] ?? null;
export const labelOf = (shop: string | null): Labels => (shop === null ? {} : { [shopLabel]: shop });

/** The dataset is in use by another shop: nothing may go there, nor be taken from it. */
export const otherShop = ({ dataset }: BigQueryConfig): Problem =>
  new Problem('refused', `The dataset ${dataset} holds the orders of another shop`, {
    field: 'BIGQUERY_DATASET',
    fix: `Choose another dataset for this shop, such as ${dataset}_2`,
  });

/** What was last found of a dataset, kept for a start without Shopify: this shop's id, after a word where it is not ours. */
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

/** Whether the dataset was another shop's when it was last looked at. This computer is alone with its shop then. */
export const isOtherShops = (settings: Read, config: BigQueryConfig): boolean =>
  keptOf(settings, config)?.split(' ')[0] === anothers;

/** Whether some shop's computers are where this one is sent, and nobody could say yet whether they are this shop's. */
export const mayBeOtherShops = (settings: Read): boolean =>
  settings.get(shopSetting)?.endsWith(` ${unknown}`) ?? false;

/** This shop's id in what was kept; null where it was not known. */
const idIn = (kept: string | null): string | null =>
  kept?.split(' ').find((part) => !words.includes(part)) ?? null;

/**
 * The shop of this ledger: by Shopify's word on the domain that is set, or as it was last known on this dataset, so that a domain
 * that was typed wrong makes this computer none of another shop. Null: unknown.
 */
export function ownShop(settings: Read, config: BigQueryConfig, domain: string | null): string | null {
  const told = domain === null ? null : toldId(settings, domain);
  return told ?? idIn(keptOf(settings, config));
}

/** What is to be made of a table: `unsaid` where nobody has written on it whose it is, `unminded` where none is known here. */
export type Verdict = 'ours' | 'another' | 'unknown' | 'unsaid' | 'unminded';

export type Known = {
  readonly own: string | null;
  readonly wasAnothers: boolean;
  /** Whether Shopify's word alone can tell, and is yet to come. */
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
  // also what was kept of a dataset that is not set any more
  if (value !== settings.get(shopSetting)) settings.set(shopSetting, value);
}

function nextKept(before: string | null, own: string | null, verdict: Verdict): string | null {
  if (verdict === 'ours') return own;
  // without it a label that is put right would not be known to be
  if (verdict === 'another') return own === null ? anothers : `${anothers} ${own}`;
  if (verdict === 'unknown') return unknown;
  return idIn(before);
}
