import type { DeskSource } from '../../shared/desk-source.ts';
import { deskSources } from '../../shared/desk-source.ts';

/** What a desk has as far as it has said so. Null, not known: such a desk is neither poorer nor fuller than any. */
export type Had = readonly DeskSource[] | null;

export const sourcesOf = (accounts: { readonly [S in DeskSource]: object | null }): readonly DeskSource[] =>
  deskSources.filter((source) => accounts[source] !== null);

/** Whether one has all that the other has, and more. */
export const isFuller = (one: Had, other: Had): boolean =>
  one !== null &&
  other !== null &&
  one.length > other.length &&
  other.every((source) => one.includes(source));

const none = 'none';

/** As a label of BigQuery can hold it. */
export const writtenSources = (sources: readonly DeskSource[]): string =>
  deskSources.filter((source) => sources.includes(source)).join('-') || none;

/** Null where nothing is written, or what a later version may have written of sources that are not known here. */
export function readSources(written: string | undefined): Had {
  if (written === undefined) return null;
  if (written === none) return [];
  const words = written.split('-');
  const known = deskSources.filter((source) => words.includes(source));
  return known.length === words.length ? known : null;
}
