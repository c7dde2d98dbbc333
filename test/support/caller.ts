import type { CommandName, Input, Output, Reply } from '../../src/shared/contract.ts';

export type Call = <N extends CommandName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** Sends commands of the contract and throws refusals. @param ask the transport to the app */
export const callerOf =
  (ask: (name: CommandName, input: unknown) => Promise<Reply<unknown>>): Call =>
  async <N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await ask(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as Output<N>; // the app follows the contract
  };
