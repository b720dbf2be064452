import { conceptIdAt, isConceptId } from '@yingma/core'
import { FILES, parseTsv, readSources } from '@yingma/edition'
import type { Finding, Guard } from '../guards/guard.ts'

/**
 * The register of permanent ids is append-only by construction: row n carries the n-th id, so an id that was changed,
 * swapped, dropped or squeezed in shows; no id and no concept comes twice. (That nothing lacks an id, `expansion` checks.)
 */
export const conceptIds: Guard = {
  name: 'concept ids',
  check(root) {
    const file = FILES.ids
    const columns = { required: ['kind', 'code', 'id'] }
    const { rows } = parseTsv(file, readSources(root).get(file) ?? '', columns, [])
    const findings: Finding[] = []
    const concepts = new Map<string, number>()
    for (const [n, row] of rows.entries()) {
      const [id, line] = [row.get('id'), row.row]
      const concept = `${row.get('kind')} ${row.get('code').toUpperCase()}`
      const first = concepts.get(concept)
      concepts.set(concept, line)
      if (!isConceptId(id)) findings.push({ file, line, message: `${id} is no concept id` })
      else if (id !== conceptIdAt(n)) findings.push({ file, line, message: `${id} is not the id of this row` })
      if (first !== undefined) findings.push({ file, line, message: `${concept} has an id in row ${first} already` })
    }
    return { checked: rows.length, findings }
  },
}
