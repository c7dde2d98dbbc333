import type { AppEvent, Bridge, CommandName, Input, Output, ReplyError } from '../../../shared/contract.ts';
import type { ProblemKind } from '../../../shared/problem.ts';

/** A command that failed with a reason. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly kind: ProblemKind;
  readonly field: string | undefined;
  readonly fix: string | undefined;

  constructor(error: ReplyError) {
    super(error.message);
    this.kind = error.kind;
    this.field = error.field;
    this.fix = error.fix;
  }
}

/** The capabilities of the shell around the page; check these instead of the shell's name. */
export type Capabilities = {
  /** False in a browser, which is silent until the first click or key. */
  readonly soundWithoutGesture: boolean;
  /** Prints in the background; false in a browser, where the page opens the print dialog. */
  readonly printsByItself: boolean;
};

export type Client = {
  readonly capabilities: Capabilities;
  /** @throws CallError with the reason in words */
  call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** @returns the function that ends the subscription */
  on(listener: (event: AppEvent) => void): () => void;
};

export function createClient(bridge: Bridge, capabilities: Capabilities): Client {
  return {
    capabilities,
    async call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
      const reply = await bridge.call(name, input);
      if (!reply.ok) throw new CallError(reply.error);
      return reply.value as Output<N>; // main answers each command with its own type
    },
    on: (listener) => bridge.on(listener),
  };
}

export const toCallError = (error: unknown): CallError =>
  error instanceof CallError
    ? error
    : new CallError({ kind: 'bug', message: error instanceof Error ? error.message : String(error) });
