import { readFile } from 'node:fs/promises'
import type { AssistProblem } from '@yingma/assist'
import type { Edition, Language } from '@yingma/core'
import type { NormaliseInput } from '@yingma/normalise'

/** What a model suggested for a name, in words; undefined where it suggested nothing. */
export type SuggestionOf = (input: NormaliseInput) => string | undefined

export type SuggestionsRead =
  | { readonly ok: true; readonly of: SuggestionOf }
  | { readonly ok: false; readonly problem: AssistProblem }

/** Reads what `yingma suggest` wrote, for people who review the same names. Only agreed picks of items of the edition count. */
export async function readSuggestions(
  file: string | undefined,
  edition: Edition,
  language: Language,
): Promise<SuggestionsRead> {
  if (file === undefined) return { ok: true, of: () => undefined }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { ok: false, problem: { code: 'eval-file-unreadable', file, reason: message } }
  }
  const found = new Map<string, string>()
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = lineOf(line)
    if (read === undefined) return { ok: false, problem: { code: 'suggest-not-a-suggestion', file, row: at + 1 } }
    const items = read.codes.map((code) => edition.byCode.get(code.toUpperCase()))
    if (items.length === 0 || items.includes(undefined)) continue
    const named = items.map((item) => `${item?.code} ${language === 'zh' ? item?.name : item?.nameEn}`).join(' + ')
    const said = language === 'zh' ? `模型 ${read.model} 建议 ${named}` : `the model ${read.model} suggests ${named}`
    found.set(keyOf(read.name, read.modality), said)
  }
  return { ok: true, of: ({ name, modality = '' }) => found.get(keyOf(name, modality)) }
}

interface Line {
  readonly name: string
  readonly modality: string
  readonly model: string
  readonly codes: readonly string[]
}

function lineOf(line: string): Line | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  const { name, modality, model, outcome, codes } = (value ?? {}) as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || typeof modality !== 'string' || typeof model !== 'string') return undefined
  if (typeof outcome !== 'string') return undefined
  if (codes === null || outcome !== 'agreed') return { name, modality, model, codes: [] }
  const isList = Array.isArray(codes) && codes.every((code) => typeof code === 'string')
  return isList ? { name, modality, model, codes } : undefined
}

function keyOf(name: string, modality: string): string {
  return `${modality}\n${name}`
}
