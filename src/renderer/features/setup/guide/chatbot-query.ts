import { ownQuery } from '../../../state/queries/own-store.ts';

/** Which requests of the bot have arrived. */
export const chatbotQuery = ownQuery({
  ask: (client) => client.call('chatbot.status', undefined),
  when: ({ kind }) => kind === 'chats-changed' || kind === 'connections-changed' || kind === 'app-changed',
  everyMs: 5_000,
});
