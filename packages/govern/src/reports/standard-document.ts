import {
  type Certificate,
  checkTitle,
  type Edition,
  escapeMarkup,
  type Item,
  type Language,
  type Scheme,
} from '@yingma/core'
import { DOCUMENT_WORDS } from './document-words.ts'

/** The style of the document; whoever serves it allows this text and no other. */
export const DOCUMENT_STYLE = `@page{size:A4;margin:18mm 15mm}body{font:11px/1.55 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111;background:#fff;max-width:60em;margin:auto;padding:0 1em}
h1{font-size:22px}h2{font-size:16px;break-after:avoid;margin-top:2em}h3{font-size:13px;break-after:avoid}a{color:#0b4fa0}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:2px 5px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eee}tr{break-inside:avoid}thead{display:table-header-group}.code{font-family:monospace;white-space:nowrap}.contents ul{padding-left:1.5em}.draft{border:2px solid #a00;color:#a00;padding:.4em .8em;font-weight:bold}
@media screen{body{font-size:14px;padding-bottom:4em}.scroll{overflow-x:auto}}@media print{.screen{display:none}a{color:inherit;text-decoration:none}.annex{break-before:page}}`

type Words = (typeof DOCUMENT_WORDS)[Language]
type Row = readonly string[]

/** One table of a section, under a heading of its own that the contents list. */
interface Part {
  readonly title: string
  readonly body: string
}

interface Section {
  readonly id: string
  readonly title: string
  readonly body: string | readonly Part[]
  readonly isAnnex?: boolean
}

export interface DocumentOptions {
  /** The edition is in the making: it says so on its first page. */
  readonly isDraft?: boolean
  /** Where the document in the other language is. */
  readonly other?: string
}

/**
 * The standard to read, as one page without scripts that prints well: scope, terms, principles, codes, the certificate and
 * annex tables, all from the data, with a list of contents.
 */
export function standardDocument(
  edition: Edition,
  certificate: Certificate,
  language: Language,
  { isDraft = false, other }: DocumentOptions = {},
): string {
  const words = DOCUMENT_WORDS[language]
  const title = escapeMarkup(edition.title[language])
  const sections = sectionsOf(edition, certificate, words, language).filter(({ body }) => body.length > 0)
  const toOther =
    other === undefined
      ? ''
      : `<p class="screen"><a href="${escapeMarkup(other)}" lang="${words.otherLang}">${words.other}</a></p>`
  return `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} ${edition.version}</title><style>${DOCUMENT_STYLE}</style></head>
<body><header>${toOther}<h1>${title}</h1><p>${escapeMarkup(words.version(edition.version))}</p>${isDraft ? `<p class="draft">${escapeMarkup(words.draft)}</p>` : ''}</header>
<nav class="contents" aria-labelledby="contents"><h2 id="contents">${escapeMarkup(words.contents)}</h2><ul>${sections.map(entryOf).join('')}</ul></nav>
<main>${sections.map(markupOf).join('\n')}</main>
</body></html>
`
}

function sectionsOf(edition: Edition, certificate: Certificate, words: Words, language: Language): readonly Section[] {
  return [
    { id: 'scope', title: words.scope, body: scope(edition, words) },
    { id: 'terms', title: words.terms, body: definitions(words.termList) },
    { id: 'principles', title: words.principles, body: definitions(words.principleList) },
    {
      id: 'codes',
      title: words.codes,
      body: edition.schemes.map((scheme) => schemeTable(edition, scheme, words, language)),
    },
    { id: 'certificate', title: words.certificate, body: certificateTable(certificate, words, language) },
    { id: 'values', title: words.values, body: valueTables(edition, words, language), isAnnex: true },
    { id: 'items', title: words.items, body: itemTables(edition, words), isAnnex: true },
    { id: 'retired', title: words.retired, body: retiredTable(edition, words), isAnnex: true },
    { id: 'synonyms', title: words.synonyms, body: synonymTable(edition, words, language), isAnnex: true },
  ]
}

function entryOf({ id, title, body }: Section): string {
  const parts =
    typeof body === 'string'
      ? ''
      : `<ul>${body.map((part, at) => `<li><a href="#${id}-${at + 1}">${escapeMarkup(part.title)}</a></li>`).join('')}</ul>`
  return `<li><a href="#${id}">${escapeMarkup(title)}</a>${parts}</li>`
}

function markupOf({ id, title, body, isAnnex = false }: Section): string {
  const inside =
    typeof body === 'string'
      ? body
      : body.map((part, at) => `<h3 id="${id}-${at + 1}">${escapeMarkup(part.title)}</h3>${part.body}`).join('')
  return `<section id="${id}"${isAnnex ? ' class="annex"' : ''}><h2>${escapeMarkup(title)}</h2>${inside}</section>`
}

function scope(edition: Edition, words: Words): string {
  const active = edition.items.filter(({ status }) => status === 'active')
  const modalities = [...new Set(active.map(({ modality }) => modality))].join(', ')
  return `<p>${escapeMarkup(words.scopeText(active.length, modalities))}</p>`
}

function definitions(list: readonly Row[]): string {
  return `<dl>${list.map(([term = '', text = '']) => `<dt><b>${escapeMarkup(term)}</b></dt><dd>${escapeMarkup(text)}</dd>`).join('')}</dl>`
}

function schemeTable(edition: Edition, { title, fields }: Scheme, words: Words, language: Language): Part {
  const rows = fields.map((field): Row => {
    const { dictionary, fixed = '' } = field
    const ids = typeof dictionary === 'string' ? [dictionary] : Object.values(dictionary ?? {})
    const titles = [...new Set(ids)].map((id) => edition.dictionaries.get(id)?.title[language] ?? id)
    return [field.title[language], String(field.width), dictionary === null ? fixed : titles.join('; ')]
  })
  return { title: title[language], body: table([words.field, words.width, words.dictionary], rows) }
}

function certificateTable({ checks, passed }: Certificate, words: Words, language: Language): string {
  const rows = checks.map(
    ({ id, examined, findings }): Row => [
      checkTitle(id, language),
      String(examined),
      findings.length === 0 ? words.passed : `${words.failed} (${findings.length})`,
    ],
  )
  return `<p><b>${passed ? words.passed : words.failed}</b></p>${table([words.certificate, words.examined, ''], rows)}`
}

function valueTables({ dictionaries }: Edition, words: Words, language: Language): readonly Part[] {
  return [...dictionaries.values()].map(({ title, values }) => {
    const rows = [...values.values()].map(({ code, name, nameEn }): Row => [code, name, nameEn])
    return { title: title[language], body: table([words.code, words.name, words.english], rows) }
  })
}

function itemTables({ items }: Edition, words: Words): readonly Part[] {
  const groups = new Map<string, Item[]>()
  for (const item of items.filter(({ status }) => status === 'active')) {
    const group = groups.get(item.modality)
    if (group === undefined) groups.set(item.modality, [item])
    else group.push(item)
  }
  return [...groups].map(([modality, list]) => {
    const rows = list.map(({ code, name, nameEn }): Row => [code, name, nameEn])
    return { title: `${modality} (${list.length})`, body: table([words.code, words.name, words.english], rows) }
  })
}

function retiredTable({ items }: Edition, words: Words): string {
  const rows = items
    .filter(({ status }) => status === 'retired')
    .map(({ code, name, successors }): Row => [code, name, successors.join(' ')])
  return rows.length === 0 ? '' : table([words.code, words.name, words.successors], rows)
}

function synonymTable({ suspectedSynonyms }: Edition, words: Words, language: Language): string {
  const rows = suspectedSynonyms.map(
    ({ dictionary, codes, preferred, reason }): Row => [
      codes.join(' '),
      preferred,
      `${dictionary}: ${reason[language]}`,
    ],
  )
  return rows.length === 0 ? '' : table([words.code, words.preferred, words.reason], rows)
}

/** A table whose first column is code where it is one. */
function table(heads: Row, rows: readonly Row[]): string {
  const head = heads.map((cell) => `<th>${escapeMarkup(cell)}</th>`).join('')
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, at) => `<td${at === 0 ? ' class="code"' : ''}>${escapeMarkup(cell)}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`
}
