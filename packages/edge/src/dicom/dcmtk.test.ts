import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { border } from '../testing/border-coder.ts'
import { dicomFile, hasDcmtk, imageLines } from '../testing/dicom-image.ts'
import { readImageHeader } from './image-header.ts'
import { readFolder } from './read-folder.ts'
import { reportStudies } from './study-report.ts'
import { worklistOf } from './worklist.ts'
import { writeDataset } from './write-dataset.ts'

const { edition, normaliser } = border()
const withDcmtk = hasDcmtk()
const newFolder = () => mkdtemp(join(tmpdir(), 'yingma-edge-'))

function worklistBytes(code: string, charset: 'utf-8' | 'gb18030' = 'utf-8'): Uint8Array {
  const worklist = worklistOf(code, edition)
  if (!worklist.ok) throw new Error(worklist.problem.code)
  const written = writeDataset(worklist.value, charset)
  if (!written.ok) throw new Error(written.problem.code)
  return written.value
}

test('what we write, dcmtk dumps and writes again, and its file reads the same as ours', async (context) => {
  if (!withDcmtk) context.skip('no dcmtk')
  const folder = await newFolder()
  const ours = join(folder, 'ours.dcm')
  await writeFile(ours, worklistBytes('20072201110000'))
  const dump = execFileSync('dcmdump', ['-q', '+U8', ours], { encoding: 'utf8' })
  expect(dump).toContain('(0008,0102) SH [99YINGMA]')
  expect(dump).toContain('(0008,0104) LO [CT左膝关节(平扫)]')
  expect(dump).toContain('(0020,0060) CS [L]')
  expect(dump).toContain('(0018,0015) CS [KNEE]')
  expect(dump.match(/\(0008,0100\) SH \[20072201110000\]/g)).toHaveLength(2)
  const dumped = join(folder, 'ours.dump')
  await writeFile(dumped, execFileSync('dcmdump', ['-q', '+L', ours]))
  for (const syntax of ['+te', '+ti', '+tb', '+td']) {
    const theirs = join(folder, `theirs${syntax}.dcm`)
    execFileSync('dump2dcm', ['-q', syntax, dumped, theirs])
    expect(readImageHeader(await readFile(theirs), true)).toEqual(readImageHeader(await readFile(ours), true))
  }
  expect(readImageHeader(await readFile(ours), true)).toMatchObject({
    requested: 'CT左膝关节(平扫)',
    codes: [{ value: '20072201110000', scheme: '99YINGMA', meaning: 'CT左膝关节(平扫)' }],
  })
})

test('dcmtk reads our GB18030, and our JSON is what dcmtk makes of our file', async (context) => {
  if (!withDcmtk) context.skip('no dcmtk')
  const file = join(await newFolder(), 'gb.dcm')
  await writeFile(file, worklistBytes('30010100110000', 'gb18030'))
  expect(execFileSync('dcmdump', ['-q', '+U8', file], { encoding: 'utf8' })).toContain('[MR颅脑(平扫)]')
  const utf8 = join(await newFolder(), 'utf8.dcm')
  await writeFile(utf8, worklistBytes('30010100110000'))
  const theirs = JSON.parse(execFileSync('dcm2json', ['-q', utf8], { encoding: 'utf8' }))
  const ours = worklistOf('30010100110000', edition)
  expect(ours.ok && ours.value).toEqual(theirs)
})

test('a folder of dcmtk files: what agrees is quiet, what disagrees is named', async (context) => {
  if (!withDcmtk) context.skip('no dcmtk')
  const folder = await newFolder()
  await mkdir(join(folder, 'disk'))
  const image = (name: string, values: Readonly<Record<string, string>>, options: readonly string[] = []) =>
    dicomFile(join(folder, 'disk'), name, imageLines(values), options)
  const knee = { study: '1.1', requested: '左膝关节MR平扫', modality: 'MR', bodyPart: 'KNEE' }
  await image('a1', { ...knee, series: '1.1.1', laterality: 'L', seriesDescription: 'T2 SAG' }, ['+td'])
  await image('a2', { ...knee, series: '1.1.2', laterality: 'R', seriesDescription: 'T1 COR' })
  await image('a3', { ...knee, series: '1.1.3', bodyPart: 'HEAD' }, ['+ti'])
  await image('a4', { ...knee, series: '1.1.4', contrastAgent: 'Gd-DTPA' }, ['+tb'])
  const film = { study: '1.2', modality: 'DX', studyDescription: '胸部正侧位', bodyPart: 'CHEST', series: '1.2.1' }
  await image('b1', { ...film, viewPosition: 'PA' })
  await image('c1', { study: '1.3', modality: 'CT', studyDescription: '颅脑MR平扫', series: '1.3.1' })
  await image('d1', {
    study: '1.4',
    modality: 'CT',
    studyDescription: '胸部CT增强',
    series: '1.4.1',
    seriesDescription: 'Chest 5.0',
  })
  await writeFile(join(folder, 'disk', 'README.txt'), 'no image')

  const read = await readFolder(folder)
  if (!read.ok) throw new Error(read.problem.code)
  expect(read.value).toMatchObject({ files: 15, images: 7, others: 8, unreadable: [] })
  const studies = reportStudies(read.value.series, { edition, normaliser })
  const found = studies.map(({ study, source, disagreements, series }) => [
    study,
    source,
    disagreements.map(({ code }) => code),
    series.map((one) => one.disagreements.map(({ code, images }) => `${code}: ${images}`)),
  ])
  expect(found).toEqual([
    ['1.1', 'request', [], [[], ['side: R'], ['part: HEAD'], ['contrast: ContrastBolusAgent']]],
    ['1.2', 'description', ['view-missing'], [[]]],
    ['1.3', 'description', [], [['modality: CT']]],
    ['1.4', 'description', ['contrast-not-seen'], [[]]],
  ])
  expect(studies[0]?.order).toMatchObject({ state: 'mapped', codes: ['30072201110000'] })
})

test('Chinese under GB18030, under a wrong character set and under none is read', async (context) => {
  if (!withDcmtk) context.skip('no dcmtk')
  const folder = await newFolder()
  const gb = Buffer.from([0xd0, 0xd8, 0xb2, 0xbf, 0x43, 0x54]).toString('latin1')
  for (const charset of ['GB18030', 'ISO_IR 100', '']) {
    const lines = imageLines({ charset, studyDescription: 'PLACE' })
    const file = await dicomFile(folder, `x${charset}`, lines)
    const bytes = Buffer.from((await readFile(file)).toString('latin1').replace('PLACE ', gb), 'latin1')
    expect(readImageHeader(bytes, true)).toMatchObject({ studyDescription: '胸部CT' })
  }
})

test('an item coded on the worklist is found in the images that carry it back', async (context) => {
  if (!withDcmtk) context.skip('no dcmtk')
  const folder = await newFolder()
  const lines = imageLines({ modality: 'CT', bodyPart: 'CHEST', studyDescription: 'THORAX' })
  const request = [
    '(0040,0275) SQ',
    '(fffe,e000) -',
    '(0032,1064) SQ',
    '(fffe,e000) -',
    '(0008,0100) SH [20040100110000]',
    '(0008,0102) SH [99YINGMA]',
    '(fffe,e00d) -',
    '(fffe,e0dd) -',
    '(fffe,e00d) -',
    '(fffe,e0dd) -',
  ]
  await dicomFile(folder, 'i', [...lines.slice(0, -1), ...request, lines.at(-1)!])
  const read = await readFolder(folder)
  const [study] = read.ok ? reportStudies(read.value.series, { edition, normaliser }) : []
  expect(study).toMatchObject({ source: 'code', order: { state: 'mapped', codes: ['20040100110000'] } })
})
