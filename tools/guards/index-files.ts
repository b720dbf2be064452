import type { Finding, Guard } from './guard.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

/**
 * A package says what it shares in one place, src/index.ts, and that file does nothing else. Inside a package files are
 * imported where they are: no second index and no file that only re-exports.
 */
export const indexFiles: Guard = {
  name: 'index-files',
  check(root) {
    const files = sourceFiles(root).filter(({ path }) => !path.endsWith('.test.ts'))
    return { checked: files.length, findings: files.flatMap(findingsOf) }
  },
}

const PACKAGE_INDEX = /^packages\/[^/]+\/src\/index\.ts$/
const RE_EXPORT = /^export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+'$|^export \{\}$/

function findingsOf({ path, text }: SourceFile): Finding[] {
  const statements = topLevelStatements(text)
  const others = statements.filter((statement) => !RE_EXPORT.test(statement))
  if (PACKAGE_INDEX.test(path)) {
    return others.map((statement) => ({
      file: path,
      message: `the index of a package only lists exports: move '${statement.slice(0, 40)}' to a file of its own`,
    }))
  }
  if (statements.length > 0 && others.length === 0) {
    return [{ file: path, message: 'only re-exports: import the files themselves, or list them in src/index.ts' }]
  }
  return []
}

/** The file without comments, cut where a line starts a new statement. */
function topLevelStatements(text: string): string[] {
  return text
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .split(/\n(?=[^\s}])/)
    .map((statement) => statement.trim().replace(/;$/, ''))
    .filter((statement) => statement !== '')
}
