import { Problem } from '../../../shared/problem.ts';
import { connectionFaults, neverConnected } from '../../connection-faults.ts';
import { gmailProblem } from '../../intake/gmail/gmail-problem.ts';

/** The fix if the consent to send is missing or incomplete. */
export const allowFix = 'Allow sending e-mail in Setup → Gmail';

/** Maps Google's response to an e-mail: anything but a refusal may have been sent. */
export function sendProblem(error: unknown): Problem {
  const known = gmailProblem(error);
  const said = (kind: Problem['kind'], message: string, fix?: string): Problem =>
    new Problem(kind, message, { cause: error, ...(fix !== undefined && { fix }) });
  switch (known.kind) {
    case 'unreachable':
      return neverConnected(connectionFaults(error))
        ? known
        : said('unknown-outcome', `${known.message}; the e-mail may have been sent`);
    case 'signed-out':
      return said('signed-out', 'The consent to send e-mail has expired or was withdrawn', allowFix);
    case 'refused':
      if (/accessNotConfigured/.test(known.message)) return known;
      // the fix of the known problem concerns the permission to read
      return isScopeMissing(known)
        ? said('signed-out', 'Gmail is not allowed to send e-mail', allowFix)
        : said('refused', known.message);
    default:
      return known;
  }
}

const isScopeMissing = ({ message }: Problem): boolean =>
  /insufficient ?permission|insufficient authentication scopes/i.test(message);
