import { createServer } from 'node:net';
import { Problem } from '../../shared/problem.ts';
import type { WantedPort } from './options.ts';

/**
 * The wanted port if it is free; 0 if it is taken and no one asked for it explicitly.
 * @throws Problem `refused` in one line when an explicit port is taken or may not be used
 */
export async function freePort({ port, namedBy }: WantedPort): Promise<number> {
  if (port === 0) return 0;
  const code = await tryPort(port);
  if (code === null) return port;
  if (namedBy === null) return 0;
  const cause = code === 'EADDRINUSE' ? 'is used by another program' : `cannot be used (${code})`;
  throw new Problem('refused', `${namedBy}: port ${port} ${cause}; choose another, or 0 for any free port`);
}

function tryPort(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
  });
}
