import type { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { BigQueryConfig } from '../settings/config.ts';
import { isAlreadyThere, isConflict, isNotFound, readProblem } from './problems.ts';

export type Labels = { readonly [name: string]: string };
export type LabelChange = { readonly [name: string]: string | null };
/** What stands on the table, with the mark by which a change proves that it was read. */
export type Labelled = {
  readonly labels: Labels;
  readonly etag: string;
  /** When BigQuery last changed it, by its own clock, epoch milliseconds. */
  readonly changedAt: number;
};

/**
 * A table without a row, whose labels say who listens. Metadata are free, and a change that names an `etag` is refused with
 * 412 when another desk was first: so that one of several wins, in every project, with or without billing.
 */
export type DesksTable = {
  /** @throws Problem */
  read(): Promise<Labelled>;
  /**
   * Changes these labels; what is null goes.
   * @returns what stands there now, or null when another was first @throws Problem when it is not known
   */
  write(known: Labelled, labels: LabelChange): Promise<Labelled | null>;
};

const desksTable = 'desks';

const metadataSchema = z.object({
  etag: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  lastModifiedTime: z.coerce.number().default(0),
});
const description = 'Which computer of the shop listens to its sources: see the labels. It has no rows.';

export function createDesksTable(bigquery: BigQuery, config: BigQueryConfig): DesksTable {
  const dataset = bigquery.dataset(config.dataset, { location: config.location });
  const table = dataset.table(desksTable, { location: config.location });
  const labelledOf = (metadata: unknown): Labelled => {
    const { etag, labels, lastModifiedTime } = metadataSchema.parse(metadata);
    return { etag, labels, changedAt: lastModifiedTime };
  };
  const look = async (): Promise<Labelled> => labelledOf((await table.getMetadata())[0]);

  async function make(): Promise<Labelled> {
    try {
      await dataset.createTable(desksTable, { description, schema: { fields: [] } });
    } catch (error) {
      if (!isAlreadyThere(error)) throw error;
    }
    return look();
  }

  return {
    async read() {
      try {
        return await look().catch((error: unknown) => {
          if (isNotFound(error)) return make();
          throw error;
        });
      } catch (error) {
        throw readProblem(error);
      }
    },
    async write({ labels: before, etag }, labels) {
      try {
        const merged: LabelChange = { ...before, ...labels };
        // BigQuery takes a label off that is null, which the library's types do not know
        const [metadata] = await table.setMetadata({ labels: merged as Labels, etag });
        return labelledOf(metadata);
      } catch (error) {
        if (isConflict(error)) return null;
        throw readProblem(error);
      }
    },
  };
}
