import type { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { Clock } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { tableOf } from './ensure.ts';
import { metadataOf } from './metadata-of.ts';
import { shopOn } from './shop-label.ts';
import type { Whose } from './shop-labels.ts';

const labelsSchema = z.object({ labels: z.record(z.string(), z.string()).default({}) });

/** For how long a check of the table's shop stays valid: the table may be deleted and created again. */
const lookAgainMs = 60_000;

/** Guards queries to the dataset until it is known not to be another shop's: an import cannot be undone. */
export function createShopGate(bigquery: BigQuery, config: BigQueryConfig, clock: Clock, whose: Whose) {
  let oursAt = Number.NEGATIVE_INFINITY;

  async function pass(): Promise<void> {
    if (!whose.isMinded() || clock.uptime() - oursAt <= lookAgainMs) return;
    await whose.asked();
    const begun = clock.uptime();
    const found = await metadataOf(tableOf(bigquery, config), labelsSchema);
    if (found === null) return;
    whose.hear(found.labels);
    // another shop may label an unlabelled table at any moment
    if (shopOn(found.labels) !== null) oursAt = begun;
  }

  return <A extends readonly unknown[], T>(ask: (...question: A) => Promise<T>) =>
    async (...question: A): Promise<T> => {
      await pass();
      return ask(...question);
    };
}
