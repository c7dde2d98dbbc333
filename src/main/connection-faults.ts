import { z } from 'zod';
import { messageOf, Problem } from '../shared/problem.ts';

const faultSchema = z.object({
  code: z.string().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  /** The name that node-fetch uses. */
  erroredSysCall: z.string().optional().catch(undefined),
});
export type ConnectionFault = z.infer<typeof faultSchema>;

const causesSchema = z.object({
  cause: faultSchema.extend({ errors: z.array(faultSchema).optional().catch(undefined) }),
});

/** The system errors of a request without a response: from `fetch` itself and from each address it tried. */
export function connectionFaults(error: unknown): readonly ConnectionFault[] {
  const cause = causesSchema.safeParse(error).data?.cause;
  return cause ? [cause, ...(cause.errors ?? [])] : [];
}

/** Whether no connection was made, so that nothing was sent. A broken connection may have sent data. */
export const neverConnected = (faults: readonly ConnectionFault[]): boolean =>
  faults.some(({ code = '', syscall = '', erroredSysCall = syscall }) => {
    return (
      erroredSysCall === 'connect' ||
      erroredSysCall === 'getaddrinfo' ||
      code === 'UND_ERR_CONNECT_TIMEOUT' ||
      code === 'ECONNREFUSED' ||
      /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code)
    );
  });

/**
 * The problem of a request to a service that got no answer.
 * @param writes whether the service may have done what was asked
 */
export function unansweredProblem(service: string, error: unknown, writes: boolean): Problem {
  const certificate = certificateProblem(service, error);
  if (certificate) return certificate;
  const faults = connectionFaults(error);
  const code = faults.find((fault) => fault.code)?.code ?? messageOf(error);
  return writes && !neverConnected(faults)
    ? new Problem(
        'unknown-outcome',
        `No response from ${service} (${code}); the message may have been sent`,
        {
          cause: error,
        },
      )
    : new Problem('unreachable', `Could not reach ${service} (${code})`, { cause: error });
}

const untrusted = /\b[A-Z_]*(?:CERT|LEAF_SIGNATURE)(?:_[A-Z_]+)?\b/;

/** The problem of the server's certificate; null for other errors. */
export function certificateProblem(service: string, error: unknown): Problem | null {
  const faults = [faultSchema.safeParse(error).data, ...connectionFaults(error)];
  const code = untrusted.exec([...faults.map((fault) => fault?.code), messageOf(error)].join(' '))?.[0];
  if (code === undefined) return null;
  return new Problem(
    'unreachable',
    `The connection to ${service} is not safe: its certificate is not trusted (${code})`,
    {
      cause: error,
      fix: 'Correct this computer’s date. If a virus scanner or company network inspects traffic, install its certificate in the system. Then restart Orderbell',
    },
  );
}
