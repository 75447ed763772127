/** What may go wrong with the folder that holds everything: synced, on a network, full, not writable. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Finding {
  what: string;
  cure: string;
}

/** Free space below which the demo's import and trainings may not fit. */
const LOW_MB = 500;
const MOVE = 'set PINWISE_HOME to a folder on a disk of this machine that no other program syncs';

const syncers: readonly [name: string, pattern: RegExp][] = [
  ['Dropbox', /[\\/]Dropbox( \([^\\/]*\))?([\\/]|$)/i],
  ['OneDrive', /[\\/]OneDrive( - [^\\/]*)?([\\/]|$)/i],
  ['iCloud', /[\\/]Mobile Documents([\\/]|$)|[\\/]iCloud ?Drive([\\/]|$)/i],
  ['Google Drive', /[\\/](Google ?Drive|GoogleDrive-[^\\/]*|My Drive)([\\/]|$)/i],
  ['Nextcloud', /[\\/](Nextcloud|ownCloud)([\\/]|$)/i],
];

/** Linux's magic numbers of file systems that lie on another machine (statfs(2)). */
const network = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x01021997, '9P'],
]);

/** The folder that is there, on the way to `home`. */
function existing(home: string): string {
  for (let folder = home; ; folder = dirname(folder)) {
    if (existsSync(folder) || folder === dirname(folder)) return folder;
  }
}

/** MB that are free where `home` is or will be; null where the system does not say. */
export function freeMb(home: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(existing(home));
    return Math.floor((bavail * bsize) / 2 ** 20);
  } catch {
    return null;
  }
}

export function homeWarnings(home: string): Finding[] {
  const found: Finding[] = [];
  const folder = existing(home);
  const syncer = syncerOf(home);
  if (syncer) {
    found.push({
      what: `${home} is synced by ${syncer}, which locks or copies files while they change`,
      cure: MOVE,
    });
  }
  const share = networkOf(folder);
  if (share) {
    found.push({
      what: `${home} is on a network (${share}), where a judgement may not reach the disk`,
      cure: MOVE,
    });
  }
  const free = freeMb(home);
  if (free !== null && free < LOW_MB) {
    found.push({
      what: `only ${free} MB are free for ${home}`,
      cure: 'free some space, or move PINWISE_HOME',
    });
  }
  if (!statSync(folder).isDirectory()) {
    found.push({ what: `${folder} is a file, not a folder`, cure: 'set PINWISE_HOME to a folder' });
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    found.push({
      what: `${folder} cannot be written to`,
      cure: 'give yourself the right to, or move PINWISE_HOME',
    });
  }
  return found;
}

/** Name of the program that syncs this path, by the names that such folders have. */
export function syncerOf(path: string): string | undefined {
  return syncers.find(([, pattern]) => pattern.test(path))?.[0];
}

function networkOf(folder: string): string | undefined {
  if (folder.startsWith('\\\\')) return 'a share';
  if (process.platform !== 'linux') return undefined;
  try {
    // Signed on some architectures.
    return network.get(statfsSync(folder).type >>> 0);
  } catch {
    return undefined;
  }
}
