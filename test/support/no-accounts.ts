import type { Config } from '../../src/main/settings/config.ts';

/** A shop without connected accounts. */
export const noAccounts: Config = {
  shopify: null,
  gmail: null,
  bigquery: null,
  manychat: null,
  telegram: null,
  managers: [],
  tunnel: { kind: 'none' },
};
