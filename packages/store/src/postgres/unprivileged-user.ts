import { readFile } from 'node:fs/promises'

/** The user that PostgreSQL runs as. */
export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** Users made for such work, best first; any other with a number of its own is taken only when none of them exists. */
const PREFERRED = ['postgres', 'nobody', 'daemon']

/**
 * PostgreSQL refuses to run as root: picks an existing unprivileged user. `null` means that the current user is
 * unprivileged already, `undefined` that there is none to be found.
 */
export async function unprivilegedUser(passwd = '/etc/passwd'): Promise<SystemUser | null | undefined> {
  if (process.getuid?.() !== 0) return null
  const users = (await readFile(passwd, 'utf8'))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']): SystemUser => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => Number.isInteger(user.uid) && user.uid > 0 && user.gid > 0)
  for (const name of PREFERRED) {
    const found = users.find((user) => user.name === name)
    if (found) return found
  }
  return users[0]
}
