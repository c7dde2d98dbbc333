import { messageOf, Problem } from '../../shared/problem.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const noRoom = 'Orderbell lies where nothing can be written, so a newer version cannot take its place';

/** An installer starts the newer version without flags: it would open another ledger. */
export const wouldLoseFlags = (): Problem =>
  new Problem(
    'refused',
    'The newer version would start without the folder or the port that this one was started with',
    {
      fix: 'Quit Orderbell, which puts the newer version in its place, and start it again as before',
    },
  );

/** Translates errors of electron-updater for the person who clicked the button. */
export function updateProblemOf(cause: unknown): Problem {
  const said = `${codeOf(cause)} ${messageOf(cause)}`;
  if (/read-only volume/i.test(said)) {
    return new Problem('refused', noRoom, {
      cause,
      fix: 'Move Orderbell to the Applications folder, and start it from there',
    });
  }
  if (/ERR_UPDATER_INVALID_SIGNATURE|[Cc]ode signature/.test(said)) {
    return new Problem(
      'refused',
      'The newer version is not signed by the maker of this one; it was thrown away',
      { cause, fix: 'Tell whoever looks after Orderbell, and go on with this version' },
    );
  }
  if (/ERR_CHECKSUM_MISMATCH|checksum mismatch/.test(said)) {
    return new Problem('refused', 'The newer version came damaged; it was thrown away', {
      cause,
      fix: 'Look again later',
    });
  }
  if (/ERR_UPDATER_(LATEST_VERSION|CHANNEL_FILE)_NOT_FOUND|NO_PUBLISHED_VERSIONS|\b404\b/.test(said)) {
    return new Problem('not-found', 'No newer version is published where this one looks', {
      cause,
      fix: 'Look again later: a release may be on its way',
    });
  }
  return new Problem('unreachable', 'It could not be asked whether there is a newer version', {
    cause,
    fix: 'See whether this computer is online, then look again',
  });
}
