/** What is checked of Pub/Sub, in the order it is shown. */
export const pubsubChecks = [
  'key',
  'project',
  'api',
  'role',
  'topics',
  'shopify-publisher',
  'gmail-publisher',
  'clock',
] as const;
export type PubsubCheckId = (typeof pubsubChecks)[number];

/** One line: `unseen` cannot be seen from this computer, and says why. */
export type PubsubFinding = {
  readonly id: PubsubCheckId;
  readonly state: 'ok' | 'failed' | 'unseen';
  /** What was seen, or why nothing could be; null where `ok` says it all. */
  readonly cause: string | null;
  readonly fix: string | null;
  /** To be copied into Google's Cloud Shell; null where none helps. */
  readonly command: string | null;
};

export type PubsubReport = {
  /** The Google Cloud project; null while BigQuery is not connected. */
  readonly project: string | null;
  /** None while Pub/Sub is off. */
  readonly findings: readonly PubsubFinding[];
};
