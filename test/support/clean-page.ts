import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach } from 'vitest';

// rendering is slow on a busy machine
configure({ asyncUtilTimeout: 5_000 });

const { innerWidth } = window;

// files share the modules of one page, so no test may leave anything behind
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
