import { notifications } from '@mantine/notifications';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

const { innerWidth } = window;

// files share the modules of one page, so nothing that a test draws, shows or resizes may be left for the next
afterEach(() => {
  cleanup();
  notifications.clean();
  notifications.cleanQueue();
  Object.assign(window, { innerWidth });
});
