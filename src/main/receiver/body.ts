import type { Request, RequestHandler } from 'express';
import express from 'express';

/**
 * The bytes as received: a signature covers exactly these. Compressed bodies are refused, since a few KB can unpack to gigabytes.
 */
export const raw = (limit: string): RequestHandler =>
  express.raw({ type: () => true, limit, inflate: false });

/** The parser leaves an empty body undefined. */
export const bodyOf = (request: Request): Buffer => {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
};
