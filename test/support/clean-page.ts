import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach } from 'vitest';

// a busy machine draws later
configure({ asyncUtilTimeout: 5_000 });

const { innerWidth } = window;

// files share the modules of one page, so nothing that a test draws, shows, resizes or stores may be left for the next
afterEach(() => {
  cleanup();
  notifications.clean();
  notifications.cleanQueue();
  Object.assign(window, { innerWidth });
});
afterAll(() => {
  window.localStorage.clear();
  window.sessionStorage.clear();
  window.history.replaceState(null, '', '#');
});
