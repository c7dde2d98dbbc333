import type { UkrainianOf } from '../catalog.ts';
import type { chats as english } from '../en/chats.ts';

export const chats = {
  title: 'Чати',
} as const satisfies UkrainianOf<typeof english>;
