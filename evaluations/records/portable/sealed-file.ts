/**
 * A file that carries its own seal: one line of JSON, then a zip archive.
 *
 *   {"pinwise":"study","format":1,"key":"...","seal":"..."}\n PK...
 *
 * The seal is an Ed25519 signature over the line without the seal and the whole archive, so that no byte of the file
 * can change unnoticed. It says that the file came whole from the holder of `key`; who that is, the fingerprint tells.
 */
import {
  type KeyObject,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  createPrivateKey,
  sign,
  verify,
} from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { RecordsError } from '../records-error.ts';

export type Kind = 'study' | 'answers';
/** Contents by name within the archive. */
export type Parts = Record<string, Uint8Array>;

const FORMAT = 1;
/** What the archive may unpack to: a study of 5,000 questions with pictures is far below. */
const MOST_BYTES = 2 ** 31;
const LONGEST_LINE = 1000;

/** A private key, as it is kept in the store. */
export function makeKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** sha256 (hex) of the public key: names a machine that signs. */
export const fingerprintOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');

export function seal(kind: Kind, parts: Parts, privateKey: string): Buffer {
  const signer = createPrivateKey(privateKey);
  const key = createPublicKey(signer).export({ type: 'spki', format: 'der' }).toString('base64');
  // Pictures are compressed already; a fixed time keeps the same content the same file.
  const archive = zipSync(parts, { level: 6, mtime: '2000-01-01T00:00:00' });
  const signature = sign(null, Buffer.concat([signedLine(kind, key), archive]), signer).toString('base64');
  return Buffer.concat([Buffer.from(lineOf(kind, key, signature)), archive]);
}

export interface Unsealed {
  parts: Parts;
  /** Fingerprint of the key that sealed it. */
  origin: string;
}

/**
 * @param name of the file, for messages
 * @throws RecordsError `bad-file` for anything but a whole file of this kind, byte for byte as it was sealed
 */
export function unseal(bytes: Uint8Array, kind: Kind, name: string): Unsealed {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = content.subarray(0, LONGEST_LINE).indexOf(0x0a);
  const line = end < 0 ? null : content.toString('latin1', 0, end + 1);
  const head = line === null ? null : readLine(line);
  if (!head) throw new RecordsError('bad-file', `${name} is not a file that Pinwise wrote, or is not whole`);
  if (head.format > FORMAT) {
    throw new RecordsError(
      'bad-file',
      `${name} was written by a newer Pinwise (format ${head.format}): read it there`,
    );
  }
  if (head.pinwise !== kind) {
    throw new RecordsError('bad-file', `${name} holds ${wordsFor[head.pinwise]}, not ${wordsFor[kind]}`);
  }
  const archive = content.subarray(end + 1);
  const key = publicKeyOf(head.key);
  const seal = Buffer.from(head.seal, 'base64');
  const signed = Buffer.concat([signedLine(kind, head.key), archive]);
  // The line itself must be the one that we write: then no byte of it is free.
  const whole =
    key !== null &&
    line === lineOf(kind, head.key, seal.toString('base64')) &&
    verify(null, signed, key, seal);
  if (!whole) {
    throw new RecordsError(
      'bad-file',
      `${name} was changed after it was sealed, or is not whole: get it again`,
    );
  }
  return { parts: unpack(archive, name), origin: fingerprintOf(key) };
}

const wordsFor: Record<Kind, string> = { study: 'a study', answers: 'answers' };

const lineOf = (kind: Kind, key: string, signature: string): string =>
  `${JSON.stringify({ pinwise: kind, format: FORMAT, key, seal: signature })}\n`;

const signedLine = (kind: Kind, key: string): Buffer =>
  Buffer.from(`${JSON.stringify({ pinwise: kind, format: FORMAT, key })}\n`);

function readLine(line: string): { pinwise: Kind; format: number; key: string; seal: string } | null {
  try {
    const { pinwise, format, key, seal } = JSON.parse(line) as Record<string, unknown>;
    if (pinwise !== 'study' && pinwise !== 'answers') return null;
    return typeof format === 'number' && typeof key === 'string' && typeof seal === 'string'
      ? { pinwise, format, key, seal }
      : null;
  } catch {
    return null;
  }
}

function publicKeyOf(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function unpack(archive: Uint8Array, name: string): Parts {
  let size = 0;
  try {
    return unzipSync(archive, {
      filter: ({ originalSize }) => {
        size += originalSize;
        if (size > MOST_BYTES) throw new RangeError('too large');
        return true;
      },
    });
  } catch (cause) {
    throw new RecordsError('bad-file', `${name} cannot be unpacked`, { cause });
  }
}
