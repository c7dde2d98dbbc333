import type { Dataset, Table } from '@google-cloud/bigquery';
import type { z } from 'zod';
import type { Problem } from '../../shared/problem.ts';
import { isNotFound, readProblem } from './problems.ts';

/** The metadata of a dataset or a table, which is free; null if it does not exist. @throws Problem */
export async function metadataOf<T>(
  what: Dataset | Table,
  schema: z.ZodType<T>,
  read: (error: unknown) => Problem = readProblem,
): Promise<T | null> {
  try {
    const [metadata] = await what.getMetadata();
    return schema.parse(metadata);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw read(error);
  }
}
