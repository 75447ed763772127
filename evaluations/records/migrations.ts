import { studies } from './migrations/0001-studies.ts';
import { sessions } from './migrations/0002-sessions.ts';
import { covariates } from './migrations/0003-covariates.ts';

/** Migration n brings the store from version n - 1 to n. Published ones never change; a new one is a new file. */
export const migrations: readonly string[] = [studies, sessions, covariates];
