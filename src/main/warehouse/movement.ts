import type { Table } from '@google-cloud/bigquery';
import { z } from 'zod';
import { isNotFound, readProblem } from './problems.ts';

/** A table's free metadata that changes whenever rows arrive. */
export type Movement = {
  /** Number of rows, without those still in the streaming buffer. */
  readonly rows: number;
  /** Changes with every arrival, streamed rows included; opaque. */
  readonly mark: string;
  /** Streamed rows are not in `rows` yet. */
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
