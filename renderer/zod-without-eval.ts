/** Imported before any schema is made: the window's content policy forbids the code that Zod would generate. */
import * as z from 'zod';

z.config({ jitless: true });
