import type { Clock, Log } from '../../main/ports.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { googleError } from '../google-error.ts';
import type { Answer } from '../http.ts';
import { isObject, json, textOf } from '../http.ts';
import type { Publish } from '../publish.ts';
import type { StoredMail } from './mailbox.ts';

const week = 7 * 86_400_000;
/** The fields of a request; Google refuses an unknown name. */
export const watchFields = ['labelFilterAction', 'labelFilterBehavior', 'labelIds', 'topicName'] as const;
export const behaviors = ['include', 'exclude'] as const;

export type WatchParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly address: string;
  readonly historyId: () => number;
  /** The project of the OAuth client: Gmail publishes to no other. */
  readonly projectId: string;
  /** Absent: there is no Pub/Sub, as without a grant. */
  readonly publish: Publish | undefined;
};

/** `users.watch`: for a week Gmail publishes each change of the mailbox, and one message at once. */
export function createWatch({ clock, log, address, historyId, projectId, publish }: WatchParts) {
  let watched: {
    readonly topic: string;
    readonly until: number;
    /** Whether a change of a mail with these labels is published. */
    readonly isWanted: (labels: readonly string[]) => boolean;
  } | null = null;

  // Gmail's message has no more details
  const changed = async (topic: string): Promise<void> => {
    if (!publish) throw new Error('User not authorized to perform this action.');
    await publish(topic, { data: JSON.stringify({ emailAddress: address, historyId: historyId() }) });
  };

  return {
    async answer(body: Buffer): Promise<Answer> {
      const asked = parseJson(body.toString('utf8'));
      const topic = isObject(asked) ? textOf(asked.topicName) : null;
      if (!isObject(asked) || !topic?.startsWith(`projects/${projectId}/topics/`)) {
        return refused(`Invalid topicName does not match projects/${projectId}/topics/*`);
      }
      const unknown = Object.keys(asked).find((name) => !watchFields.some((field) => field === name));
      if (unknown !== undefined) return refused(`Unknown name "${unknown}": Cannot find field.`);
      const labels = Array.isArray(asked.labelIds) ? asked.labelIds.map(String) : [];
      // the reference has it in small letters, the guide in capitals
      const behavior = (textOf(asked.labelFilterBehavior) ?? 'include').toLowerCase();
      if (!behaviors.some((one) => one === behavior)) {
        return refused("Invalid value at 'label_filter_behavior'");
      }
      const until = clock.now() + week;
      try {
        await changed(topic);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const message = `Error sending test message to Cloud PubSub ${topic} : ${why}`;
        return json(403, googleError(403, message, 'forbidden'));
      }
      const isNamed = (found: readonly string[]): boolean => labels.some((label) => found.includes(label));
      watched = {
        topic,
        until,
        isWanted: (found) => labels.length === 0 || isNamed(found) === (behavior === 'include'),
      };
      return json(200, { historyId: String(historyId()), expiration: String(until) });
    },
    /** Call when a mail has come. */
    arrived({ labelIds }: StoredMail): void {
      if (watched === null || watched.until <= clock.now() || !watched.isWanted(labelIds)) return;
      changed(watched.topic).catch((error: unknown) => log.debug('a change was not published', { error }));
    },
  };
}

const refused = (message: string): Answer => json(400, googleError(400, message, 'invalidArgument'));
