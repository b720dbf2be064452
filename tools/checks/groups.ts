import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FILES, parseTsv, readSources } from '@yingma/edition'
import type { Guard } from '../guards/guard.ts'

/** Every named group of the rules is used: a group that nobody names is a leftover that an editor would trust. */
export const groups: Guard = {
  name: 'groups',
  check(root) {
    const file = FILES.groups
    const { rows } = parseTsv(
      file,
      readSources(root).get(file) ?? '',
      { required: ['group', 'members'], extra: '' },
      [],
    )
    const folder = join(root, 'rules')
    const cells =
      rows.length === 0
        ? []
        : readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\s/))
    const used = new Set(cells)
    const findings = rows
      .filter((row) => !used.has(`@${row.get('group')}`))
      .map((row) => ({ file, line: row.row, message: `no rule names @${row.get('group')}` }))
    return { checked: rows.length, findings }
  },
}
