/** An error body in the format of Google's services. */
export const googleError = (code: number, message: string, reason: string): object => ({
  error: {
    code,
    message,
    errors: [{ message, domain: 'global', reason }],
    status: statuses[code] ?? 'UNKNOWN',
  },
});

const statuses: { readonly [code: number]: string } = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  412: 'FAILED_PRECONDITION',
};
