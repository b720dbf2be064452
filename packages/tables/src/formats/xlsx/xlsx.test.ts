import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readAll } from '../../testing/read-all.ts'
import { sheetXml, workbookOf, zipOf } from '../../testing/zip.ts'

const rows = async (book: Buffer, options = {}): Promise<string[][]> => {
  const all = await readAll(book, { header: false, ...options })
  expect(all.problem).toBeUndefined()
  return all.rows
}

const styles = (formats: Record<number, string>, ids: number[]): Record<string, string> => ({
  'xl/styles.xml': `<styleSheet><numFmts>${Object.entries(formats)
    .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
    .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ids
    .map((id) => `<xf numFmtId="${id}"/>`)
    .join('')}</cellXfs></styleSheet>`,
})

describe('the cells of a workbook', () => {
  it('are text, numbers, truth values, errors and results of formulas as displayed', async () => {
    const book = await workbookOf({
      S: sheetXml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> 007 </t></is></c><c r="B1"><v>12.5</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>',
      ),
    })
    expect(await rows(book)).toEqual([[' 007 ', '12.5', 'TRUE', '#N/A', 'ab']])
  })

  it('come from the shared texts, without their phonetic notes', async () => {
    const shared =
      '<sst><si><t>CT胸部</t></si><si><r><t>平扫</t></r><r><t xml:space="preserve"> +增强</t></r><rPh><t>pingsao</t></rPh></si></sst>'
    const book = await workbookOf(
      { S: sheetXml('<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>') },
      { 'xl/sharedStrings.xml': shared },
    )
    expect(await rows(book)).toEqual([['平扫 +增强', 'CT胸部']])
  })

  it.each([
    ['General', 20010100110000, '20010100110000'],
    ['General', 1234567890123450000, '1.23456789012345E+18'],
    ['General', 0.1 + 0.2, '0.3'],
    ['General', 0.00001, '1E-05'],
    ['@', 42, '42'],
    ['0', 20010100110000, '20010100110000'],
    ['000000', 123, '000123'],
    ['0.00E+00', 300101007, '300101007'],
    ['0.00', 230.5, '230.50'],
    ['#,##0', 12345, '12,345'],
    ['yyyy/m/d', 45000, '2023/3/15'],
    ['m"月"d"日"', 45000, '3月15日'],
    ['0%', 0.25, '25%'],
    ['¥#,##0.00;[Red]-¥#,##0.00', -12, '-¥12.00'],
  ])('in the format %s show %d as %s', async (code, value, text) => {
    const book = await workbookOf(
      { S: sheetXml(`<row><c s="1"><v>${value}</v></c></row>`) },
      styles({ 170: code }, [0, 170]),
    )
    expect(await rows(book)).toEqual([[text]])
  })

  it.each([
    [14, 45000, '2023/3/15'],
    [31, 45000, '2023年3月15日'],
    [22, 45000.5, '2023/3/15 12:00'],
    [58, 45000, '3月15日'],
  ])('in the built-in format %d show %d as %s', async (id, value, text) => {
    const book = await workbookOf({ S: sheetXml(`<row><c s="1"><v>${value}</v></c></row>`) }, styles({}, [0, id]))
    expect(await rows(book)).toEqual([[text]])
  })

  it('count days from 1904 where the workbook says so', async () => {
    const book = await workbookOf(
      { S: sheetXml('<row><c s="1"><v>0</v></c></row>') },
      {
        ...styles({ 170: 'yyyy/m/d' }, [0, 170]),
        'xl/workbook.xml':
          '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>',
      },
    )
    expect(await rows(book)).toEqual([['1904/1/1']])
  })

  it('are found by their references, in any order, with gaps, and without any', async () => {
    const book = await workbookOf({
      S: sheetXml(
        '<row r="3"><c t="str" r="C3"><v>c</v></c></row><row><c r="A4"><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>',
      ),
    })
    const all = await readAll(book, { header: false })
    expect(all.rows).toEqual([
      ['', '', 'c'],
      ['1', '2', '3'],
    ])
    expect(all.numbers).toEqual([3, 4])
  })

  it('are read under any prefix, with CDATA, comments and escaped characters', async () => {
    const xml =
      '<?xml version="1.0"?><x:worksheet xmlns:x="m"><!-- > <row> --><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t><![CDATA[a<b&c]]></x:t></x:is></x:c><x:c r="B1" t="str"><x:v>&#20013;&lt;_x0009__x005F_x0041_</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await rows(await workbookOf({ S: xml }))).toEqual([['a<b&c', '中<\t_x0041_']])
  })

  it('are read from UTF-16', async () => {
    const xml = `\uFEFF${sheetXml('<row><c t="str"><v>胸部</v></c></row>')}`
    const book = await workbookOf({ S: '' }, { 'xl/worksheets/s0.xml': Buffer.from(xml, 'utf16le') })
    expect(await rows(book)).toEqual([['胸部']])
  })

  it('without text make no row, however many there are', async () => {
    const book = await workbookOf({ S: sheetXml(`<row><c><v>1</v></c></row>${'<row><c s="0"/></row>'.repeat(5000)}`) })
    const all = await readAll(book, { header: false })
    expect(all.rows).toEqual([['1']])
    expect(all.table?.report().blank).toBe(5000)
  })

  it('beyond the table make a bad row', async () => {
    const body = `${'<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(2100)}<row><c><v>1</v></c><c/><c><v>3</v></c></row>`
    const all = await readAll(await workbookOf({ S: sheetXml(body) }), { header: false, name: 'b.xlsx' })
    expect(all.problem).toEqual({ code: 'table-ragged-row', file: 'b.xlsx', row: 2101, expected: 2, actual: 3 })
  })
})

describe('the sheets of a workbook', () => {
  const one = sheetXml('<row><c><v>1</v></c></row>')
  const two = sheetXml('<row><c><v>2</v></c></row>')

  it('the first visible one with rows is read, and the others are named', async () => {
    const book = await workbookOf({ 空: sheetXml(''), A: one, B: two })
    const all = await readAll(book, { header: false })
    expect(all.rows).toEqual([['1']])
    expect(all.table?.sheet).toEqual({
      value: 'A',
      given: false,
      evidence: [{ code: 'first-sheet-with-rows', others: ['B'] }],
    })
    expect(all.table?.sheets).toEqual(['A', 'B'])
  })

  it('are chosen by name or number', async () => {
    const book = await workbookOf({ A: one, B: two })
    expect(await rows(book, { sheet: 'B' })).toEqual([['2']])
    expect(await rows(book, { sheet: 2 })).toEqual([['2']])
  })

  it('that do not exist are a problem that lists the others', async () => {
    const all = await readAll(await workbookOf({ A: one, B: two }), { sheet: 'C', name: 'b.xlsx' })
    expect(all.problem).toEqual({ code: 'table-unknown-sheet', file: 'b.xlsx', sheet: 'C', sheets: ['A', 'B'] })
  })

  it('carry a table on when they are named so and start with the same header', async () => {
    const head = '<row><c t="str"><v>名称</v></c></row>'
    const part = (n: number): string => sheetXml(`${head}<row><c><v>${n}</v></c></row>`)
    const book = await workbookOf({ T: part(1), T_2: part(2), T_3: part(3), T_5: part(5), U: part(9) })
    const all = await readAll(book)
    expect(all.rows).toEqual([['1'], ['2'], ['3']])
    expect(all.table?.sheet?.evidence).toEqual([{ code: 'first-sheet-with-rows', others: ['T_5', 'U'] }])
  })
})

describe('workbooks that cannot be read', () => {
  const good = (): Promise<Buffer> => workbookOf({ S: sheetXml('<row><c><v>1</v></c></row>') })

  it('are named when a password protects them', async () => {
    const book = await writeXlsx({
      sheets: [{ name: 'S', rows: [['a']] }],
      encryption: { password: 'x', spinCount: 1000 },
    })
    expect((await readAll(book, { name: 'p.xlsx' })).problem).toEqual({ code: 'table-password', file: 'p.xlsx' })
  })

  it('are named when cut off, anywhere', async () => {
    const book = await good()
    for (const length of [30, 200, book.length - 30, book.length - 5]) {
      expect((await readAll(book.subarray(0, length), { name: 'c.xlsx' })).problem?.code).toBe('table-damaged')
    }
  })

  it('are named when a part is missing', async () => {
    const book = await workbookOf(
      { S: '' },
      {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r0" Type="a/worksheet" Target="nowhere.xml"/></Relationships>',
      },
    )
    expect((await readAll(book, { name: 'm.xlsx' })).problem).toEqual({
      code: 'table-damaged',
      file: 'm.xlsx',
      part: 'xl/nowhere.xml',
      damage: 'missing',
    })
  })

  it('are named when a byte has changed', async () => {
    const book = await good()
    let caught = 0
    for (let at = 40; at < book.length - 40; at += 7) {
      const broken = Buffer.from(book)
      broken[at] = (broken[at] ?? 0) ^ 0x55
      const { problem, rows: read } = await readAll(broken, { header: false })
      // Either the damage is seen, or it was in a place that means nothing.
      if (problem === undefined) expect(read).toEqual([['1']])
      else caught++
    }
    expect(caught).toBeGreaterThan(20)
  })

  it('are named when they hold no sheet with rows', async () => {
    expect((await readAll(await workbookOf({ S: sheetXml('') }), { name: 'e.xlsx' })).problem).toEqual({
      code: 'table-no-rows',
      file: 'e.xlsx',
    })
  })

  it('are named when they are another kind of archive', async () => {
    expect((await readAll(await zipOf({ 'a.txt': 'x' }))).problem).toMatchObject({
      code: 'table-not-a-table',
      found: 'zip',
    })
    expect((await readAll(await zipOf({ 'word/document.xml': 'x' }))).problem).toMatchObject({ found: 'word' })
  })

  it('are refused when they unpack to more than the limit', async () => {
    const book = await workbookOf({ S: sheetXml(`<row><c t="str"><v>${'x'.repeat(100_000)}</v></c></row>`) })
    const { problem } = await readAll(book, { limits: { maxUnpackedBytes: 50_000 } })
    expect(problem).toMatchObject({ code: 'table-zip-bomb', part: 'xl/worksheets/s0.xml', maxUnpacked: 50_000 })
  })

  it('are refused when a part unpacks to hundreds of times its size', async () => {
    const bomb = Buffer.alloc(60 * 1024 * 1024, ' ')
    const book = await workbookOf({ S: '' }, { 'xl/worksheets/s0.xml': bomb })
    expect((await readAll(book, { limits: { maxRatio: 50 } })).problem).toMatchObject({
      code: 'table-zip-bomb',
      maxRatio: 50,
    })
  })

  it('are refused when shared texts or columns go beyond the limits', async () => {
    const shared = `<sst><si><t>${'x'.repeat(5000)}</t></si></sst>`
    const book = await workbookOf(
      { S: sheetXml('<row><c t="s"><v>0</v></c></row>') },
      { 'xl/sharedStrings.xml': shared },
    )
    expect((await readAll(book, { limits: { maxSharedText: 1000 } })).problem).toMatchObject({
      code: 'table-too-large',
    })
    const far = await workbookOf({ S: sheetXml('<row r="1"><c r="XFD1"><v>1</v></c></row>') })
    expect((await readAll(far)).problem).toMatchObject({
      code: 'table-too-many-columns',
      row: 1,
      actual: 16384,
      limit: 1024,
    })
  })

  it('never expand entities of their own', async () => {
    const xml = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${sheetXml('<row><c t="str"><v>&b;</v></c></row>')}`
    expect(await rows(await workbookOf({ S: xml }))).toEqual([['&b;']])
  })
})
