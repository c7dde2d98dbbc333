import type { DeskMeans, DeskSource } from './desk-source.ts';
import type { DeskId } from './ids.ts';

/** The computers of the shop that are known here. */
export type DesksView = {
  readonly desks: readonly {
    readonly id: DeskId;
    /** Who works at it. */
    readonly name: string;
    readonly isThis: boolean;
    /** Whether it is the one that listens to the shop's sources. */
    readonly listens: boolean;
    /** When it last gave a sign, by this computer's clock, epoch milliseconds; null when it has given none that is dated. */
    readonly signAt: number | null;
    /** When it said that it is there after it had been forgotten; null when that is long ago or never was. */
    readonly backAt: number | null;
    /** What is connected there; null when it has not said so. */
    readonly means: readonly DeskMeans[] | null;
  }[];
  readonly unheard: readonly UnheardView[];
  /** When the one that listens began to, as seen here, epoch milliseconds. */
  readonly since: number | null;
  /** When its last sign was seen here, epoch milliseconds. */
  readonly signAt: number | null;
  /** Without BigQuery this computer knows of no other. */
  readonly canBeChosen: boolean;
  /** Why it is not known just now who listens. */
  readonly problem: string | null;
  readonly link: LinkView;
};

/** A source that nobody listens to, though one of the shop's computers has it: why that is so, and what to do, in words. */
export type UnheardView = {
  readonly source: DeskSource;
  readonly problem: string;
  readonly fix: string;
  /** One mailbox is read, and this is another. */
  readonly isOtherMailbox?: true;
  /** Who works at the computer of that one. */
  readonly whose?: string;
};

/** The live link between the shop's computers, as seen from this one. */
export type LinkView = {
  /**
   * `alone`: it listens, and no other computer was linked to it yet. `no-address`: the one that listens is not reached from
   * outside. `not-linked`: it does not listen and has no invite code from the one that does.
   */
  readonly state:
    | 'impossible'
    | 'alone'
    | 'listening'
    | 'no-address'
    | 'not-linked'
    | 'connecting'
    | 'open'
    | 'away'
    | 'revoked';
  /** Why there is no line, in words. */
  readonly problem: string | null;
  /** When the next attempt is made, epoch milliseconds. */
  readonly nextAt: number | null;
  /** The computers whose keys count. */
  readonly linked: readonly DeskId[];
  /** Those this one is on the line with now. */
  readonly online: readonly DeskId[];
  /** Requests of the tunnel's month that are left for the link; null without a limit. */
  readonly left: number | null;
};
