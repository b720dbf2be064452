import type { Finding, Guard } from './guard.ts'
import { sourceFiles } from './source-files.ts'

// Built from parts so that this file does not find itself.
const UNFINISHED = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)
const SHAPELESS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'lib'])

/** No note to self in the code, and no file or folder whose name says nothing about what is in it. */
export const wording: Guard = {
  name: 'wording',
  check(root) {
    const files = sourceFiles(root)
    const findings = files.flatMap(({ path, text }) => {
      const notes = text.split('\n').flatMap((content, index): Finding[] => {
        const note = UNFINISHED.exec(content)?.[0]
        return note === undefined ? [] : [{ file: path, line: index + 1, message: `'${note}': do it or record it` }]
      })
      const shapeless = path.split(/[/.]/).find((part) => SHAPELESS.has(part))
      if (shapeless === undefined) return notes
      return [...notes, { file: path, message: `'${shapeless}' names no concept: name the file after its main export` }]
    })
    return { checked: files.length, findings }
  },
}
