import { expect, it } from 'vitest';
import { answerTo } from '../../../../src/main/intake/chatbot/managers-door.ts';
import { orderIdSchema, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { languages } from '../../../../src/shared/languages.ts';
import { resources } from '../../../../src/shared/texts.ts';

it.each(languages)(
  'says that an order is handed over in the word of its state in the window: %s',
  (language) => {
    const action = {
      kind: 'take',
      order: orderIdSchema.parse('order:1'),
      by: subscriberIdSchema.parse('1'),
    } as const;
    const answer = answerTo(action, {
      language: () => language,
      shift: () => null,
      take: () => ({ kind: 'handed-over', number: '#1' }),
    });
    // but for an ending
    expect(answer).toContain(resources[language].common['status_handed-over'].slice(0, -1));
  },
);
