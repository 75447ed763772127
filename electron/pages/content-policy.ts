/** Headers of everything that the window loads. */

/** Scripts and connections from the application only; style elements are how Naive UI brings its styles. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A picture comes from a stranger: opened by itself it may style itself, and neither run nor load anything. */
export const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const shared = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

export const pageHeaders = (type: string): Record<string, string> => ({
  ...shared,
  'Content-Type': type,
  'Content-Security-Policy': pagePolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-cache',
});

/** Kept for a minute: long enough for pictures fetched ahead, short enough for a data set imported anew. */
export const pictureHeaders = (type: string): Record<string, string> => ({
  ...shared,
  'Content-Type': type,
  'Content-Security-Policy': picturePolicy,
  'Cache-Control': 'private, max-age=60',
});
