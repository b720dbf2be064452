import type { Guard } from './guard.ts'
import { sourceFiles } from './source-files.ts'

const LIMIT = 300
const TEST_LIMIT = 400

/** A source file has at most 300 lines, a test 400, without blank lines and comments. The linter's own rule counts comments. */
export const fileLength: Guard = {
  name: 'file-length',
  check(root) {
    const files = sourceFiles(root)
    const findings = files.flatMap(({ path, text }) => {
      const isTest = /\.(test|contract)\.tsx?$/.test(path)
      const [limit, advice] = isTest ? [TEST_LIMIT, 'move rows into case files'] : [LIMIT, 'split it by concept']
      const lines = countCodeLines(text)
      return lines > limit ? [{ file: path, message: `${lines} lines, at most ${limit}: ${advice}` }] : []
    })
    return { checked: files.length, findings }
  },
}

/** Lines that hold code: neither blank nor wholly comment. */
function countCodeLines(text: string): number {
  let count = 0
  let inComment = false
  for (const raw of text.split('\n')) {
    let line = raw.trim()
    if (inComment) {
      const end = line.indexOf('*/')
      if (end < 0) continue
      inComment = false
      line = line.slice(end + 2).trim()
    }
    if (line.startsWith('/*')) {
      const end = line.indexOf('*/', 2)
      inComment = end < 0
      line = end < 0 ? '' : line.slice(end + 2).trim()
    }
    if (line !== '' && !line.startsWith('//')) count++
  }
  return count
}
