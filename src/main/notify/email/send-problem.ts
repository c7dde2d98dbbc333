import { Problem } from '../../../shared/problem.ts';
import { connectionFaults, neverConnected } from '../../connection-faults.ts';
import { gmailProblem } from '../../intake/gmail/gmail-problem.ts';

/** The fix if the consent to send is missing or incomplete. */
export const allowFix = 'Let Orderbell send e-mail: Setup, Gmail';

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
      return said('signed-out', 'Google no longer accepts the consent to send e-mail', allowFix);
    case 'refused':
      if (/accessNotConfigured/.test(known.message)) return known;
      // the fix of the known problem concerns the permission to read
      return isScopeMissing(known)
        ? said('signed-out', 'Gmail may not send e-mail', allowFix)
        : said('refused', known.message);
    default:
      return known;
  }
}

const isScopeMissing = ({ message }: Problem): boolean =>
  /insufficient ?permission|insufficient authentication scopes/i.test(message);
