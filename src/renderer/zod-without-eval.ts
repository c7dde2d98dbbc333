import { z } from 'zod';

// The page's policy forbids `eval`, and zod would try it as each schema is made: so this is imported before any schema.
z.config({ jitless: true });
