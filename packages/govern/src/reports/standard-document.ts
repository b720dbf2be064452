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

const STYLE = `@page{size:A4;margin:18mm 15mm}body{font:11px/1.55 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111;max-width:60em;margin:auto;padding:0 1em}
h1{font-size:22px}h2{font-size:16px;break-after:avoid;margin-top:2em}h3{font-size:13px;break-after:avoid}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:2px 5px;text-align:left;vertical-align:top}
th{background:#eee}tr{break-inside:avoid}thead{display:table-header-group}.code{font-family:monospace;white-space:nowrap}nav a{margin-right:1em}`

type Words = (typeof DOCUMENT_WORDS)[Language]
type Row = readonly string[]

/** The standard to read, as one page without scripts: scope, terms, principles, codes, the certificate and annex tables, all from the data. */
export function standardDocument(edition: Edition, certificate: Certificate, language: Language): string {
  const words = DOCUMENT_WORDS[language]
  const title = escapeMarkup(edition.title[language])
  const parts = [
    ['scope', words.scope, scope(edition, words)],
    ['terms', words.terms, definitions(words.termList)],
    ['principles', words.principles, definitions(words.principleList)],
    ['codes', words.codes, edition.schemes.map((scheme) => schemeTable(edition, scheme, words, language)).join('')],
    ['certificate', words.certificate, certificateTable(certificate, words, language)],
    ['values', words.values, valueTables(edition, words, language)],
    ['items', words.items, itemTables(edition, words)],
    ['retired', words.retired, retiredTable(edition, words)],
    ['synonyms', words.synonyms, synonymTable(edition, words, language)],
  ] as const
  const said = parts.filter(([, , body]) => body !== '')
  const links = said.map(([id, name]) => `<a href="#${id}">${escapeMarkup(name)}</a>`).join('')
  const sections = said.map(([id, name, body]) => `<section id="${id}"><h2>${escapeMarkup(name)}</h2>${body}</section>`)
  return `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${escapeMarkup(words.version(edition.version))}</p><nav>${links}</nav>
${sections.join('\n')}
</body></html>
`
}

function scope(edition: Edition, words: Words): string {
  const active = edition.items.filter(({ status }) => status === 'active')
  const modalities = [...new Set(active.map(({ modality }) => modality))].join(', ')
  return `<p>${escapeMarkup(words.scopeText(active.length, modalities))}</p>`
}

function definitions(list: readonly Row[]): string {
  return `<dl>${list.map(([term = '', text = '']) => `<dt><b>${escapeMarkup(term)}</b></dt><dd>${escapeMarkup(text)}</dd>`).join('')}</dl>`
}

function schemeTable(edition: Edition, { title, fields }: Scheme, words: Words, language: Language): string {
  const rows = fields.map((field): Row => {
    const { dictionary, fixed = '' } = field
    const ids = typeof dictionary === 'string' ? [dictionary] : Object.values(dictionary ?? {})
    const titles = [...new Set(ids)].map((id) => edition.dictionaries.get(id)?.title[language] ?? id)
    return [field.title[language], String(field.width), dictionary === null ? fixed : titles.join('; ')]
  })
  return `<h3>${escapeMarkup(title[language])}</h3>${table([words.field, words.width, words.dictionary], rows)}`
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

function valueTables({ dictionaries }: Edition, words: Words, language: Language): string {
  const tables = [...dictionaries.values()].map(({ title, values }) => {
    const rows = [...values.values()].map(({ code, name, nameEn }): Row => [code, name, nameEn])
    return `<h3>${escapeMarkup(title[language])}</h3>${table([words.code, words.name, words.english], rows)}`
  })
  return tables.join('')
}

function itemTables({ items }: Edition, words: Words): string {
  const groups = new Map<string, Item[]>()
  for (const item of items.filter(({ status }) => status === 'active')) {
    const group = groups.get(item.modality)
    if (group === undefined) groups.set(item.modality, [item])
    else group.push(item)
  }
  const tables = [...groups].map(([modality, list]) => {
    const rows = list.map(({ code, name, nameEn }): Row => [code, name, nameEn])
    return `<h3>${escapeMarkup(modality)} (${list.length})</h3>${table([words.code, words.name, words.english], rows)}`
  })
  return tables.join('')
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
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
}
