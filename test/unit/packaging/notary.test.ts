import { expect, it } from 'vitest';
import { notaryFault } from '../../../packaging/notary.ts';

const apple = { APPLE_ID: 'a@shop.example', APPLE_APP_SPECIFIC_PASSWORD: 'word', APPLE_TEAM_ID: 'TEAM' };

it('a release for macOS names what Apple’s notary would miss', () => {
  expect(notaryFault('darwin', apple)).toBeNull();
  expect(notaryFault('darwin', { ...apple, APPLE_TEAM_ID: '', APPLE_ID: undefined })).toMatch(
    /APPLE_ID, APPLE_TEAM_ID not set/,
  );
});

it('a release for other systems needs no notary', () => {
  expect(notaryFault('win32', {})).toBeNull();
  expect(notaryFault('linux', {})).toBeNull();
});
