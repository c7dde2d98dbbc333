import { messageOf, Problem } from '../../shared/problem.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const noRoom = 'Orderbell is in a read-only folder, so it cannot be updated';

/** An installer starts the newer version without flags: it would open another ledger. */
export const wouldLoseFlags = (): Problem =>
  new Problem('refused', 'The update would start without the data directory or port of this start', {
    fix: 'Quit Orderbell to install the update, then start it as before',
  });

/** Translates errors of electron-updater for the person who clicked the button. */
export function updateProblemOf(cause: unknown): Problem {
  const said = `${codeOf(cause)} ${messageOf(cause)}`;
  if (/read-only volume/i.test(said)) {
    return new Problem('refused', noRoom, {
      cause,
      fix: 'Move Orderbell to the Applications folder and start it from there',
    });
  }
  if (/ERR_UPDATER_INVALID_SIGNATURE|[Cc]ode signature/.test(said)) {
    return new Problem('refused', 'The update was rejected: it has a different signature', {
      cause,
      fix: 'Tell the person who maintains Orderbell, and keep using this version',
    });
  }
  if (/ERR_CHECKSUM_MISMATCH|checksum mismatch/.test(said)) {
    return new Problem('refused', 'The update was rejected: the download is damaged', {
      cause,
      fix: 'Try again later',
    });
  }
  if (/ERR_UPDATER_(LATEST_VERSION|CHANNEL_FILE)_NOT_FOUND|NO_PUBLISHED_VERSIONS|\b404\b/.test(said)) {
    return new Problem('not-found', 'No update was found on the update server', {
      cause,
      fix: 'Try again later: a release may be in progress',
    });
  }
  return new Problem('unreachable', 'Couldn’t check for updates', {
    cause,
    fix: 'Check that this computer is online, then try again',
  });
}
