import { createHash } from 'node:crypto';
import type { DeskMeans } from '../../shared/desk-source.ts';
import { deskMeans, deskSources } from '../../shared/desk-source.ts';
import type { Config } from '../settings/config.ts';
import { waysOf } from '../settings/ways-of.ts';

/** What a desk has. */
export type Has = {
  readonly means: readonly DeskMeans[];
  /** The mark of the mailbox that its Gmail is; null while that is not known, or not said, as by earlier versions. */
  readonly mailbox: string | null;
};
/** What a desk has as far as it has said so. Null, not known: such a desk is neither poorer nor fuller than any. */
export type Had = Has | null;

export function meansOf(config: Pick<Config, 'shopify' | 'gmail' | 'tunnel' | 'manychat' | 'managers'>) {
  // one that listens and knows no manager tells nobody
  const ways = config.managers.flatMap((manager) => waysOf(manager, config));
  const has: { readonly [M in DeskMeans]: boolean } = {
    shopify: config.shopify !== null,
    gmail: config.gmail !== null,
    tunnel: config.tunnel.kind !== 'none',
    messenger: ways.includes('messenger'),
    email: ways.includes('email'),
  };
  return deskMeans.filter((one) => has[one]);
}

export const hasSource = (means: readonly DeskMeans[]): boolean =>
  deskSources.some((source) => means.includes(source));

/** By which computers tell mailboxes apart, and no address stands where it need not. */
export const mailboxMark = (address: string): string =>
  createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 16);

/** Whether both have Gmail, and neither reads what comes to the other. Where one has not said which, it counts as the same. */
export function isOtherMailbox(one: Has, other: Has): boolean {
  if (!one.means.includes('gmail') || !other.means.includes('gmail')) return false;
  return one.mailbox !== null && other.mailbox !== null && one.mailbox !== other.mailbox;
}

/** Whether one has all that the other has, and more. Whatever else it has, one without a source hears nothing. */
export function isFuller(one: Had, other: Had): boolean {
  if (one === null || other === null || !hasSource(one.means)) return false;
  if (!hasSource(other.means)) return true;
  if (one.means.length <= other.means.length || isOtherMailbox(one, other)) return false;
  return other.means.every((means) => one.means.includes(means));
}

const none = 'none';

/** As a label of BigQuery can hold it. */
export const writtenMeans = (means: readonly DeskMeans[]): string =>
  deskMeans.filter((one) => means.includes(one)).join('-') || none;

/** Null where nothing is written, or what a later version may have written of means that are not known here. */
export function readMeans(written: string | undefined): readonly DeskMeans[] | null {
  if (written === undefined) return null;
  if (written === none) return [];
  const words = written.split('-');
  const known = deskMeans.filter((one) => words.includes(one));
  return known.length === words.length ? known : null;
}
