import type { TableLimits } from '../../model/limits.ts'
import type { ByteSource } from '../../source/byte-source.ts'
import { formatCode, type NumberDisplay, needsFormatter, numberDisplay } from '../number-display.ts'
import { ReadFailure } from '../read-failure.ts'
import { partText } from './part-text.ts'
import { attribute, cellText, createXmlScanner, type XmlHandler } from './xml-scanner.ts'
import type { ZipArchive, ZipEntry } from './zip-reader.ts'

export interface SheetEntry {
  readonly name: string
  readonly hidden: boolean
  readonly entry: ZipEntry
}

/** An opened workbook: its sheets, its shared texts, and how the numbers of each style are shown. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[]
  readonly shared: readonly string[]
  readonly displays: readonly NumberDisplay[]
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly path: string
}

/**
 * Reads what stands around the sheets.
 *
 * @throws ReadFailure
 */
export async function openWorkbook(source: ByteSource, zip: ZipArchive, limits: TableLimits): Promise<Workbook> {
  const file = source.name
  const root = (await relations(zip, file, '')).find((relation) => relation.type === 'officeDocument')
  const path = root?.path ?? 'xl/workbook.xml'
  const main = entryOf(zip, file, path)
  const declared: { name: string; hidden: boolean; id: string }[] = []
  let date1904 = false
  await scanPart(zip, file, main, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(?:1|true|on)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
      declared.push({ name: attribute(attributes, 'name') ?? '', hidden, id: attribute(attributes, 'id') ?? '' })
    },
    close: ignore,
    text: ignore,
  })
  const related = await relations(zip, file, path)
  const sheets: SheetEntry[] = []
  for (const { name, hidden, id } of declared) {
    const relation = related.find((r) => r.id === id)
    // Charts and dialogs are sheets too, without cells.
    if (relation?.type === 'worksheet') sheets.push({ name, hidden, entry: entryOf(zip, file, relation.path) })
  }
  const stylesPath = related.find((relation) => relation.type === 'styles')?.path
  const sharedPath = related.find((relation) => relation.type === 'sharedStrings')?.path
  const styles = stylesPath === undefined ? undefined : zip.entries.get(stylesPath.toLowerCase())
  const shared = sharedPath === undefined ? undefined : zip.entries.get(sharedPath.toLowerCase())
  return {
    sheets,
    displays: styles === undefined ? [] : await readDisplays(zip, file, styles, date1904),
    shared: shared === undefined ? [] : await readShared(zip, file, shared, limits),
  }
}

const ignore = (): void => undefined

function entryOf(zip: ZipArchive, file: string, path: string): ZipEntry {
  const entry = zip.entries.get(path.toLowerCase())
  if (entry === undefined) throw new ReadFailure({ code: 'table-damaged', file, part: path, damage: 'missing' })
  return entry
}

async function relations(zip: ZipArchive, file: string, path: string): Promise<Relation[]> {
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  const entry = zip.entries.get(`${folder}_rels/${path.slice(slash)}.rels`.toLowerCase())
  const found: Relation[] = []
  if (entry === undefined) return found
  await scanPart(zip, file, entry, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = (attribute(attributes, 'Target') ?? '').replaceAll('\\', '/')
      const type = (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? ''
      found.push({ id: attribute(attributes, 'Id') ?? '', type, path: resolvePath(folder, target) })
    },
    close: ignore,
    text: ignore,
  })
  return found
}

function resolvePath(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** @throws ReadFailure where the part is not well formed */
async function scanPart(zip: ZipArchive, file: string, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const scanner = createXmlScanner(handler)
  const broken = (): ReadFailure => new ReadFailure({ code: 'table-damaged', file, part: entry.name, damage: 'syntax' })
  for await (const text of partText(zip, entry)) if (!scanner.feed(text)) throw broken()
  if (!scanner.end()) throw broken()
}

async function readDisplays(
  zip: ZipArchive,
  file: string,
  entry: ZipEntry,
  date1904: boolean,
): Promise<NumberDisplay[]> {
  const own = new Map<number, string>()
  const ids: number[] = []
  let inCells = false
  await scanPart(zip, file, entry, {
    open(name, attributes) {
      if (name === 'numFmt')
        own.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) ids.push(Number(attribute(attributes, 'numFmtId') ?? '0'))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text: ignore,
  })
  const codes = ids.map((id) => formatCode(id, own))
  // The library takes a while to load, and most workbooks do without it.
  const formatter = codes.some(needsFormatter) ? (await import('@e965/xlsx')).SSF : null
  return codes.map((code) => numberDisplay(code, formatter, date1904))
}

async function readShared(zip: ZipArchive, file: string, entry: ZipEntry, limits: TableLimits): Promise<string[]> {
  const shared: string[] = []
  let text = ''
  let total = 0
  let inText = false
  let inPhonetic = false
  await scanPart(zip, file, entry, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') inPhonetic = true
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') shared.push(cellText(text))
    },
    text(raw) {
      if (!inText || inPhonetic) return
      text += raw
      total += raw.length
      if (total > limits.maxSharedText)
        throw new ReadFailure({ code: 'table-too-large', file, limit: limits.maxSharedText })
    },
  })
  return shared
}
