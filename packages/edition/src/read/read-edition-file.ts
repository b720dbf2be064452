import type { Scheme } from '@yingma/core'
import type { DataProblem } from '../data-problem.ts'
import { type EditionFile, FILES, type Sources, schemeFile } from './sources.ts'

/** Reads edition.json. Its shape is held by standard/schema/edition.schema.json; here only what loading needs is asked. */
export function readEditionFile(sources: Sources, problems: DataProblem[]): EditionFile | undefined {
  const file = readJson<EditionFile>(sources, FILES.edition, problems)
  if (file === undefined) return undefined
  for (const column of ['version', 'title', 'schemes', 'dictionaries', 'rules'] as const) {
    if (file[column] === undefined) problems.push({ code: 'data-missing-column', file: FILES.edition, column })
  }
  return problems.length > 0 ? undefined : file
}

export function readSchemes(sources: Sources, edition: EditionFile, problems: DataProblem[]): readonly Scheme[] {
  const schemes: Scheme[] = []
  for (const id of edition.schemes) {
    const file = schemeFile(id)
    const scheme = readJson<Scheme>(sources, file, problems)
    if (scheme === undefined) continue
    const width = scheme.fields.reduce((sum, field) => sum + field.width, 0)
    if (width !== scheme.length || scheme.id !== id) {
      problems.push({ code: 'data-code-width', file, value: scheme.id, width: scheme.length })
    }
    schemes.push(scheme)
  }
  return schemes
}

function readJson<T>(sources: Sources, file: string, problems: DataProblem[]): T | undefined {
  const text = sources.get(file)
  if (text === undefined) {
    problems.push({ code: 'data-missing-file', file })
    return undefined
  }
  try {
    return JSON.parse(text) as T
  } catch (error) {
    problems.push({ code: 'data-not-json', file, detail: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}
