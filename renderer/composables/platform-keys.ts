/** What the key for shortcuts is called on this platform. */
export const modifier = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
