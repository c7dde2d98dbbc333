import type { WorkstationId } from './ids.ts';
import type { Lag } from './lag.ts';

/** The known computers of the shop. */
export type ComputersView = {
  readonly computers: readonly {
    readonly id: WorkstationId;
    /** The manager at it. */
    readonly name: string;
    readonly isThis: boolean;
    /** Whether it polls the sources and sends the notifications. */
    readonly isLeader: boolean;
    /** The last heartbeat by this computer's clock, epoch milliseconds; null if none since the start. */
    readonly lastSeenAt: number | null;
    /** When it reported itself back after its removal; null if long ago or never. */
    readonly backAt: number | null;
    /** Its lag at the last heartbeat; absent without Pub/Sub or a report. */
    readonly lag?: Lag;
  }[];
  /** When this computer saw the leader start, epoch milliseconds. */
  readonly leaderSince: number | null;
  /** Why the other computers cannot be reached, as a message. */
  readonly problem: string | null;
  /** Sources that the leader cannot read though another computer can, one sentence each; absent if none. */
  readonly unread?: readonly { readonly problem: string; readonly fix: string }[];
  /** When another copy of this data directory was last detected, epoch milliseconds; absent if not recently. */
  readonly copiedAt?: number;
  /** Without BigQuery this computer knows no others. */
  readonly canBeChosen: boolean;
  /** The Pub/Sub exchange; null if not connected: changes then arrive through BigQuery. */
  readonly live: {
    readonly problem: string | null;
    /** Events of this computer that Pub/Sub has not accepted yet. */
    readonly pending: number;
    /** Age of the oldest of them, in milliseconds. */
    readonly lagMs: number;
    /** Messages of other computers that could not be parsed. */
    readonly unreadable: number;
  } | null;
};
