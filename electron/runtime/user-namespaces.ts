import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Why Chromium's sandbox cannot start here, with the cure; undefined when it can. Ubuntu 24.04 and some hardened
 * kernels refuse user namespaces to programs that no AppArmor profile names. The sandbox is never switched off for
 * it: root alone runs without one, since root's cannot work.
 */
export function sandboxProblem(program: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined;
  const restricted =
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === 1 ||
    setting('/proc/sys/kernel/unprivileged_userns_clone') === 0 ||
    setting('/proc/sys/user/max_user_namespaces') === 0;
  const helper = join(dirname(program), 'chrome-sandbox');
  if (!restricted || isSetuidRoot(helper)) return undefined;
  return (
    'this system keeps programs from making user namespaces, which the sandbox of Electron needs. ' +
    `This cures it for this Electron alone:\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
  );
}

function setting(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isSetuidRoot(file: string): boolean {
  try {
    const { uid, mode } = statSync(file);
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}
