/** The channels between main and preloads; a window never sees their names. */
export const invokeChannel = 'studio:invoke';
export const eventChannel = 'studio:event';
export const portChannel = 'studio:engine-port';

/** Of the rater's window. */
export const ratingInvokeChannel = 'rating:invoke';
export const ratingEventChannel = 'rating:event';
