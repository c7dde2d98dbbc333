import type { Listed } from '../../support/measured/verdicts.ts';

export type Promised = Listed & {
  /** How it is tested. */
  readonly method: string;
  /** Its test files in `test/`; a name that ends with `/` is a folder. */
  readonly tests: readonly string[];
};
