import type { UkrainianOf } from '../catalog.ts';
import type { setup as english } from '../en/setup.ts';

export const setup = {
  title: 'Підключення',
} as const satisfies UkrainianOf<typeof english>;
