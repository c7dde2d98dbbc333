import type { UkrainianOf } from '../catalog.ts';
import type { drafts as english } from '../en/drafts.ts';

export const drafts = {
  title: 'Чернетки',
} as const satisfies UkrainianOf<typeof english>;
