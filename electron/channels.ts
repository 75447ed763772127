/** The three channels between main and preload; a window never sees their names. */
export const invokeChannel = 'studio:invoke';
export const eventChannel = 'studio:event';
export const portChannel = 'studio:engine-port';
