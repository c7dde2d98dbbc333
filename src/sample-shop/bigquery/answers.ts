import { googleError } from '../google-error.ts';
import type { Answer } from '../http.ts';
import { json } from '../http.ts';

export const fail = (code: number, message: string, reason: string): Answer =>
  json(code, googleError(code, message, reason));
export const unsupported = (method: string): Answer =>
  fail(400, `${method} is not supported here`, 'invalid');
