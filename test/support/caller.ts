import type { CommandName, Input, Output, Reply } from '../../src/shared/contract.ts';

export type Call = <N extends CommandName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** Asks as the contract has it, and throws what is refused. @param ask how a question gets to the app */
export const callerOf =
  (ask: (name: CommandName, input: unknown) => Promise<Reply<unknown>>): Call =>
  async <N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await ask(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as Output<N>; // the app answers by the contract
  };
