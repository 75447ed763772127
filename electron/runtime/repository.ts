import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Git-ignored: whatever the set-up and the build want to find again. */
export const cache = join(root, '.cache');
