/** What a study may be called: it is a name for files too. */
export const STUDY_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
