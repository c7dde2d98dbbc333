import { asProblem } from '../../../shared/problem.ts';
import type { HeardStanding } from '../../standing.ts';
import type { GmailClient } from './gmail-client.ts';

/** Asks the mailbox itself who it is, and hears of it whether it takes its keys. */
export const heardProfile =
  (
    client: Pick<GmailClient, 'profile'>,
    standing: Pick<HeardStanding, 'hearOfAll'>,
    stopping: AbortSignal,
  ): GmailClient['profile'] =>
  async () => {
    const hear = (problem: Parameters<typeof standing.hearOfAll>[0]): void => {
      if (!stopping.aborted) standing.hearOfAll(problem);
    };
    try {
      const profile = await client.profile();
      hear(null);
      return profile;
    } catch (error) {
      hear(asProblem(error));
      throw error;
    }
  };
