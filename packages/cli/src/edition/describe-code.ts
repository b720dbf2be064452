import {
  type CodeProblem,
  checkForm,
  type Decoded,
  type Edition,
  type FieldReading,
  type Item,
  type Language,
  neighbours,
  renderProblem,
} from '@yingma/core'
import { layColumns } from '../command-line/columns.ts'
import type { Terminal } from '../command-line/terminal.ts'

const WORDS = {
  zh: {
    checkForm: '校验码',
    concept: '概念标识',
    origin: { published: '标准项目', extension: '扩展项目' },
    retired: '已停用，接替者',
    derived: '派生代码，同项目',
    parent: '本院项目，上级',
    nearest: '最接近',
    neighbours: '差一键的代码',
  },
  en: {
    checkForm: 'check form',
    concept: 'concept id',
    origin: { published: 'published item', extension: 'extension item' },
    retired: 'retired, successors',
    derived: 'derived from',
    parent: 'local item under',
    nearest: 'nearest',
    neighbours: 'one keystroke away',
  },
} as const

/** An item as machines read it, in few words. */
export function itemBrief({ code, name, nameEn }: Item): { code: string; name: string; nameEn: string } {
  return { code, name, nameEn }
}

/** A decoded code as machines read it. */
export function decodedJson(input: string, decoded: Decoded, language: Language): Readonly<Record<string, unknown>> {
  if (decoded.kind === 'invalid') {
    return {
      input,
      kind: decoded.kind,
      problems: decoded.problems.map((problem) => problemJson(problem, language)),
      nearest: decoded.nearest.map(itemBrief),
    }
  }
  if (decoded.kind === 'local') {
    const { code, suffix, parent } = decoded
    return { input, kind: decoded.kind, code, suffix, parent: decodedJson(parent.code, parent, language) }
  }
  const { kind, code, scheme, modality, name, nameEn, facets, fields } = decoded
  return {
    input,
    kind,
    code,
    checkForm: decoded.checkForm,
    ...(decoded.kind === 'item' ? itemFacts(decoded.item) : {}),
    name,
    nameEn,
    scheme,
    modality,
    facets,
    fields: fields.map(fieldJson),
    ...(decoded.kind === 'derived' ? { base: itemBrief(decoded.base) } : {}),
    ...(decoded.kind === 'well-formed'
      ? {
          problems: decoded.problems.map((problem) => problemJson(problem, language)),
          nearest: decoded.nearest.map(itemBrief),
        }
      : {}),
  }
}

function itemFacts({ conceptId, origin, status, successors }: Item): Readonly<Record<string, unknown>> {
  return { conceptId, origin, status, ...(successors.length === 0 ? {} : { successors }) }
}

function fieldJson({ field, facet, title, start, end, text, value }: FieldReading): unknown {
  const said = value === null ? null : { code: value.code, name: value.name, nameEn: value.nameEn }
  return { field, facet, title, start, end, text, value: said }
}

function problemJson(problem: CodeProblem, language: Language): unknown {
  return { ...problem, text: renderProblem(problem, language) }
}

/** A decoded code as people read it: heading, facts, one line a field; for a code that is wrong the problems and the nearest items. */
export function decodedText(
  input: string,
  decoded: Decoded,
  { edition, language, terminal }: { edition: Edition; language: Language; terminal: Terminal },
): string {
  const words = WORDS[language]
  if (decoded.kind === 'invalid') {
    const problems = decoded.problems.map((problem) => terminal.paint('red', renderProblem(problem, language)))
    return lines([terminal.paint('bold', input), ...indent([...problems, ...nearLines(decoded.nearest, language)])])
  }
  if (decoded.kind === 'local') {
    const { code, parent } = decoded
    const below = decodedText(parent.code, parent, { edition, language, terminal })
    return `${terminal.paint('bold', code)}  ${words.parent}:\n${below}`
  }
  const { code, name, nameEn, checkForm: form } = decoded
  const facts = [form === null ? '' : `${words.checkForm} ${form}`]
  const notes: string[] = []
  if (decoded.kind === 'item') {
    const { conceptId, origin, status, successors } = decoded.item
    facts.push(`${words.concept} ${conceptId}`, words.origin[origin])
    if (status === 'retired') notes.push(terminal.paint('yellow', `${words.retired} ${successors.join(', ')}`))
    const near = neighbours(code, edition).map(({ item }) => item)
    if (near.length > 0)
      notes.push(
        `${words.neighbours}: ${near.slice(0, 3).map(brief(language)).join('; ')}${near.length > 3 ? ` … (${near.length})` : ''}`,
      )
  }
  if (decoded.kind === 'derived') facts.push(`${words.derived} ${brief(language)(decoded.base)}`)
  if (decoded.kind === 'well-formed') {
    notes.push(...decoded.problems.map((problem) => terminal.paint('red', renderProblem(problem, language))))
    notes.push(...nearLines(decoded.nearest, language))
  }
  const [first, second] = language === 'zh' ? [name, nameEn] : [nameEn, name]
  return lines([
    `${terminal.paint('bold', code)}  ${first}`,
    ...indent([terminal.paint('dim', second), facts.filter(Boolean).join(' · ')]),
    ...indent(fieldLines(decoded.fields, language)),
    ...indent(notes.map((note) => terminal.paint('dim', note))),
  ])
}

/** Field by field: characters, title, meaning. */
function fieldLines(fields: readonly FieldReading[], language: Language): readonly string[] {
  const rows = fields
    .filter(({ value }) => value !== null)
    .map(({ text, title, value }) => [text, title[language], (language === 'zh' ? value?.name : value?.nameEn) ?? ''])
  return layColumns(rows)
}

function nearLines(nearest: readonly Item[], language: Language): readonly string[] {
  if (nearest.length === 0) return []
  return [
    `${WORDS[language].nearest}:`,
    ...layColumns(nearest.map((item) => [` ${item.code}`, nameOf(item, language)])),
  ]
}

function brief(language: Language): (item: Item) => string {
  return (item) => `${item.code} ${nameOf(item, language)}`
}

/** The name of an item in the language of the call. */
export function nameOf({ name, nameEn }: Pick<Item, 'name' | 'nameEn'>, language: Language): string {
  return language === 'zh' ? name : nameEn
}

/** The check form of an item; an extension has none. */
export function formOf({ code }: Pick<Item, 'code'>): string | null {
  return checkForm(code)
}

function indent(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '').map((text) => `  ${text}`)
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}
