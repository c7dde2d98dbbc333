import type { z } from 'zod';
import type { CommandName, Input, Output, Reply, ReplyError } from '../../shared/contract.ts';
import { inputSchemas, isCommandName } from '../../shared/contract.ts';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { Log } from '../ports.ts';

/** One function per command; a command without one does not compile. `page` identifies the page that calls. */
export type Handlers = {
  readonly [N in CommandName]: (input: Input<N>, page?: string) => Output<N> | Promise<Output<N>>;
};

export type Dispatch = (name: string, input: unknown, page?: string) => Promise<Reply<unknown>>;

/** The page name in a shell with one window. */
export const onlyPage = 'window';

/**
 * Runs one command of the renderer, over any transport. Input is parsed first. An expected failure is returned in the user's
 * words; any other error is logged as a bug and returned without its details.
 */
export function createDispatch(handlers: () => Handlers, log: Log): Dispatch {
  const run = <N extends CommandName>(
    name: N,
    input: unknown,
    page: string,
  ): Output<N> | Promise<Output<N>> => {
    const parsed = parse(name, input);
    if (!parsed.success) throw badInput(parsed.error);
    return handlers()[name](parsed.data as Input<N>, page); // the schema of this very command
  };

  return async (name, input, page = onlyPage) => {
    try {
      if (!isCommandName(name)) throw new Problem('not-found', `no command named ${name}`);
      return { ok: true, value: await run(name, input, page) };
    } catch (error) {
      if (!isProblem(error)) log.error('command failed', { name, error });
      return { ok: false, error: forRenderer(error) };
    }
  };
}

/** Values that the parser cannot handle, such as bytes that cannot be frozen, are refused as invalid. */
function parse(name: CommandName, input: unknown) {
  try {
    return inputSchemas[name].safeParse(input);
  } catch (cause) {
    throw new Problem('bad-input', 'not valid', { cause });
  }
}

function badInput({ issues: [first] }: z.ZodError): Problem {
  return new Problem('bad-input', first?.message ?? 'not valid', { field: first?.path.join('.') ?? '' });
}

function forRenderer(error: unknown): ReplyError {
  if (isProblem(error)) {
    const { kind, message, field, fix } = error;
    return { kind, message, ...(field !== undefined && { field }), ...(fix !== undefined && { fix }) };
  }
  return { kind: 'bug', message: 'Something went wrong inside Orderbell. The log has the details.' };
}
