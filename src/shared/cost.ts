/** Operations in BigQuery: load jobs are free; streamed rows and queries are billed. */
export const costKinds = ['load', 'stream', 'query'] as const;
export type CostKind = (typeof costKinds)[number];

/** This computer's BigQuery usage this month. Bytes are whole numbers. */
export type CostView = {
  /** `2026-11`, UTC. */
  readonly month: string;
  readonly mode: 'load' | 'stream';
  readonly kinds: readonly {
    readonly kind: CostKind;
    readonly jobs: number;
    readonly bytes: number;
    /** The billed usage, before the free tier. */
    readonly billed: number;
  }[];
  /** Table storage of all computers; null until BigQuery has reported it. */
  readonly stored: number | null;
  readonly freeQueryBytes: number;
  readonly freeStoredBytes: number;
};
