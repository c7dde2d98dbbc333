import { z } from 'zod';

// The content security policy forbids `eval`, which zod tries for each schema: import this before any schema.
z.config({ jitless: true });
