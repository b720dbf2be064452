import { expand, readSources, renderDataProblem } from '@yingma/edition'
import type { Guard } from '../guards/guard.ts'

/** The sources expand: every reference resolves, every cell is allowed, no item comes twice. */
export const expansion: Guard = {
  name: 'expansion',
  check(root) {
    const sources = readSources(root)
    const result = expand(sources)
    if (result.ok) return { checked: result.edition.items.length, findings: [] }
    return {
      checked: sources.size,
      findings: result.problems.map((problem) => ({
        file: problem.file,
        ...(problem.row === undefined ? {} : { line: problem.row }),
        message: renderDataProblem(problem, 'en'),
      })),
    }
  },
}
