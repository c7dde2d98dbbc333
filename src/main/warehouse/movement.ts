import type { Table } from '@google-cloud/bigquery';
import { z } from 'zod';
import { isNotFound, readProblem } from './problems.ts';

/** What BigQuery tells of a table for nothing; it moves whenever rows have come. */
export type Movement = {
  /** Rows, without those that were streamed a moment ago. */
  readonly rows: number;
  /** Changes with everything that comes, streamed rows included; says nothing by itself. */
  readonly mark: string;
  /** Streamed rows are not among `rows` yet. */
  readonly isStreaming: boolean;
};

const metadataSchema = z.object({
  numRows: z.coerce.number().default(0),
  lastModifiedTime: z.string().default(''),
  streamingBuffer: z.looseObject({ estimatedRows: z.string().optional() }).optional(),
});

/** @returns null while there is no table @throws Problem */
export async function movementOf(table: Table): Promise<Movement | null> {
  try {
    const [metadata] = await table.getMetadata();
    const { numRows, lastModifiedTime, streamingBuffer } = metadataSchema.parse(metadata);
    return {
      rows: numRows,
      mark: `${numRows} ${lastModifiedTime} ${streamingBuffer?.estimatedRows ?? ''}`,
      isStreaming: streamingBuffer !== undefined,
    };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw readProblem(error);
  }
}
