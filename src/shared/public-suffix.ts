import { getDomain } from 'tldts';

/**
 * Whether many owners have names below this domain, such as `ua`, `co.uk` and `github.io`, by the public suffix list with its
 * private part.
 */
export const isPublicSuffix = (domain: string): boolean =>
  getDomain(domain, { allowPrivateDomains: true }) === null;
