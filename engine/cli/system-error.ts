/** Errors of the operating system in words, for errors that no part of the engine has given words of its own. */
const meanings = new Map([
  ['EACCES', 'you have no right to'],
  ['EPERM', 'the system does not allow it'],
  ['EROFS', 'the disk is read-only'],
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of this path is a file, not a folder'],
  ['EEXIST', 'a file stands in its place'],
  ['EISDIR', 'it is a folder'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'the disk is full; free some space and try again'],
  ['EDQUOT', 'your disk quota is used up; free some space and try again'],
  ['EIO', 'the disk does not answer as it should'],
]);

export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;

/** `/etc/passwd/x: a part of this path is a file, not a folder (ENOTDIR in mkdir)` */
export function systemErrorInWords({
  code = '',
  syscall = '',
  path,
  message,
}: NodeJS.ErrnoException): string {
  // Node says so where a folder and those above it cannot be made, also on a disk that is read-only.
  const noFolder = code === 'ENOENT' && syscall === 'mkdir';
  const meaning = noFolder
    ? 'the folder cannot be made; is its disk there, and not read-only?'
    : meanings.get(code);
  return meaning === undefined || path === undefined
    ? message
    : `${path}: ${meaning} (${code} in ${syscall})`;
}
