import type { Icon } from '@tabler/icons-react';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { StatusLine } from './status-line.ts';

/** A tone is never shown by colour alone. */
export const toneIcons: { readonly [tone in StatusLine['tone']]: Icon } = {
  bad: IconAlertTriangle,
  warn: IconAlertTriangle,
  info: IconInfoCircle,
};
