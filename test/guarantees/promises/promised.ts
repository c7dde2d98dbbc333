import type { Listed } from '../../support/measured/verdicts.ts';

export type Promised = Listed & {
  /** How the best test it. */
  readonly method: string;
  /** Which files prove it, in `test/`; a name that ends with `/` is a folder. */
  readonly tests: readonly string[];
};
