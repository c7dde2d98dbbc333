import type { DeskMeans } from '../../shared/desk-source.ts';
import type { Clock } from '../ports.ts';
import type { Standing } from '../standing.ts';

/** The accounts behind what a desk can do; none where nothing is signed in to, as for an address. */
export type Standings = { readonly [M in DeskMeans]?: Standing | undefined };

/** What this desk can do when it listens. */
export type OwnMeans = {
  /** Whether it takes the keys or not. */
  readonly connected: readonly DeskMeans[];
  /**
   * What of it is of use: an account that refuses its keys is of none, and one that has not answered yet of as much as the desk
   * last said. @param said null when it has said nothing
   */
  usable(said: readonly DeskMeans[] | null): readonly DeskMeans[];
  /** To be asked at each look while another desk listens: whether each account has said lately if it takes its keys, or has had its time to. */
  areAsked(): boolean;
};

/** Looks that are farther apart have sleep between them, or a network that was down. */
const napMs = 2 * 60_000;
/** An account that says nothing for so long, while BigQuery answers, is not waited for: each was asked more than once. */
const patienceMs = 3 * 60_000;

export function createOwnMeans(
  connected: readonly DeskMeans[],
  standings: Standings,
  clock: Pick<Clock, 'uptime'>,
): OwnMeans {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let awakeSince = 0;
  return {
    connected,
    usable: (said) =>
      connected.filter((one) => {
        const standing = standings[one];
        if (standing === undefined) return true;
        return standing.isTried() ? standing.refusal() === null : said === null || said.includes(one);
      }),
    areAsked() {
      const now = clock.uptime();
      if (now - lookedAt > napMs) awakeSince = now;
      lookedAt = now;
      return now - awakeSince >= patienceMs || connected.every((one) => standings[one]?.isKnown() ?? true);
    },
  };
}
