/** A rater's PIN, kept as a salted scrypt hash: it keeps raters of one machine from answering for each other. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

export const PIN_FORM = /^\d{4,8}$/;
const LENGTH = 32;

/** What is stored in place of the PIN: salt and hash, in hex. */
export function protectPin(pin: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(pin, salt, LENGTH).toString('hex')}`;
}

export function matchesPin(pin: string, kept: string): boolean {
  const [salt, hash] = kept.split(':').map((part) => Buffer.from(part, 'hex'));
  return timingSafeEqual(scryptSync(pin, salt, LENGTH), hash);
}
