import { z } from 'zod';

const faultSchema = z.object({
  code: z.string().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  /** As node-fetch names it. */
  erroredSysCall: z.string().optional().catch(undefined),
});
export type ConnectionFault = z.infer<typeof faultSchema>;

const causesSchema = z.object({
  cause: faultSchema.extend({ errors: z.array(faultSchema).optional().catch(undefined) }),
});

/** What the system says of a request that got no answer: what `fetch` threw, and each address that was tried. */
export function connectionFaults(error: unknown): readonly ConnectionFault[] {
  const cause = causesSchema.safeParse(error).data?.cause;
  return cause ? [cause, ...(cause.errors ?? [])] : [];
}

/** A connection that was never made carried nothing; one that broke may have. */
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
