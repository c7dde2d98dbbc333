import type { WorkstationId } from './ids.ts';
import type { Lag } from './lag.ts';

/** The computers of the shop that are known here. */
export type ComputersView = {
  readonly computers: readonly {
    readonly id: WorkstationId;
    /** Who works at it. */
    readonly name: string;
    readonly isThis: boolean;
    /** Whether it polls the sources and sends the notifications. */
    readonly isLeader: boolean;
    /** When it last said that it is on, by this computer's clock, epoch milliseconds; null when it has not since the start. */
    readonly lastSeenAt: number | null;
    /** When it said that it is there after it had been forgotten; null when that is long ago or never was. */
    readonly backAt: number | null;
    /** How far it was behind when it last said so; absent without Pub/Sub, and where it has not. */
    readonly lag?: Lag;
  }[];
  /** When the leader became it, as seen here, epoch milliseconds. */
  readonly leaderSince: number | null;
  /** Why the other computers cannot be reached now, in words. */
  readonly problem: string | null;
  /** The sources that the leader cannot read though another computer can, each in one sentence; absent while there are none. */
  readonly unread?: readonly { readonly problem: string; readonly fix: string }[];
  /** When another copy of this data directory was last noticed, epoch milliseconds; absent when not lately. */
  readonly copiedAt?: number;
  /** Without BigQuery this computer knows of no other. */
  readonly canBeChosen: boolean;
  /** The exchange by Pub/Sub; null where it is not connected, and then changes come by BigQuery. */
  readonly live: {
    readonly problem: string | null;
    /** How many events of this computer Pub/Sub has yet to accept. */
    readonly pending: number;
    /** How long the oldest of them has waited, in milliseconds. */
    readonly lagMs: number;
    /** Messages of other computers that could not be read. */
    readonly unreadable: number;
  } | null;
};
