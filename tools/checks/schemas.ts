import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTsv } from '@yingma/edition'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { Finding, Guard } from '../guards/guard.ts'

interface Kind {
  readonly files: RegExp
  readonly validate: ValidateFunction
}

/** Files for people, and the schemas themselves. */
const NO_DATA = /(^|\/)(README|CHANGELOG|NOTICE)[^/]*$|^schema\/|^releases\/[^/]+\/(?!manifest\.json)/

/** Every data file below standard/ has a schema (standard/schema/index.json) and keeps to it, tables row by row. */
export const schemas: Guard = {
  name: 'schemas',
  check(root) {
    const kinds = readKinds(root)
    const findings: Finding[] = []
    let checked = 0
    for (const file of dataFiles(root)) {
      const kind = kinds.find(({ files }) => files.test(file))
      if (kind === undefined) {
        findings.push({ file, message: 'no schema in standard/schema/index.json is for this file' })
        continue
      }
      const text = readFileSync(join(root, file), 'utf8')
      for (const { value, line } of file.endsWith('.tsv')
        ? rowsOf(file, text)
        : [{ value: JSON.parse(text) as unknown }]) {
        checked += 1
        if (kind.validate(value)) continue
        const message = (kind.validate.errors ?? []).map(say).join('; ')
        findings.push({ file, ...(line === undefined ? {} : { line }), message })
      }
    }
    return { checked, findings }
  },
}

function readKinds(root: string): readonly Kind[] {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    formats: { uri: true },
  })
  const index = readJson(root, 'schema/index.json') as readonly { files: string; schema: string }[]
  return index.map(({ files, schema }) => {
    const definition = readJson(root, `schema/${schema}`) as { $id: string }
    return { files: new RegExp(files), validate: ajv.getSchema(definition.$id) ?? ajv.compile(definition) }
  })
}

function dataFiles(root: string): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''))
    .filter((file) => !NO_DATA.test(file))
    .sort()
}

/** Rows as objects of their filled cells. */
function rowsOf(file: string, text: string): readonly { readonly value: unknown; readonly line?: number }[] {
  const table = parseTsv(file, text, { required: [], extra: '' }, [])
  return table.rows.map((row) => ({
    value: Object.fromEntries(
      table.columns.map((column) => [column, row.get(column)] as const).filter(([, cell]) => cell !== ''),
    ),
    line: row.row,
  }))
}

function readJson(root: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'))
}

function say({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : ''
  return `${instancePath} ${message ?? ''}${extra}`.trim()
}
