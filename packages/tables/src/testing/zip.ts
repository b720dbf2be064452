import { createZipWriter } from '../write/zip-writer.ts'

/** A ZIP archive in memory, for files that no program would write. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const pieces: Buffer[] = []
  const zip = createZipWriter((bytes) => {
    pieces.push(Buffer.from(bytes))
    return Promise.resolve()
  })
  for (const [name, content] of Object.entries(files)) {
    await zip.begin(name)
    await zip.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content)
    await zip.end()
  }
  await zip.finish()
  return Buffer.concat(pieces)
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook around sheets given as XML; `parts` replaces or adds parts. */
export function workbookOf(
  sheets: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string | Buffer>> = {},
): Promise<Buffer> {
  const names = Object.keys(sheets)
  const shared = parts['xl/sharedStrings.xml'] !== undefined
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="x"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Type="${OFFICE}/worksheet" Target="worksheets/s${i}.xml"/>`).join('')}<Relationship Id="st" Type="${OFFICE}/styles" Target="/xl/styles.xml"/>${shared ? `<Relationship Id="sh" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>` : ''}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>',
    ...Object.fromEntries(Object.values(sheets).map((xml, i) => [`xl/worksheets/s${i}.xml`, xml])),
    ...parts,
  })
}

export const sheetXml = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
