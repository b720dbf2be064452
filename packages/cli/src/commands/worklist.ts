import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DICOM_CHARSETS,
  type DicomCharset,
  type DicomJson,
  edgeCatalogue,
  worklistOf,
  writeDataset,
} from '@yingma/edge'
import { writeBytes } from '../border/byte-files.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'

export const command: Command = {
  usage: 'CODE…',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '项目在 DICOM 工作列表里的属性：申请的检查和方案的代码序列、描述、设备类型、部位、侧别。默认写 DICOM JSON；--dicom 每个代码写一个 DICOM 文件。\n本院项目的代码超过 16 位，写在长代码（0008,0119）里。',
    en: 'The attributes of items on a DICOM modality worklist: code sequences of requested procedure and protocol, descriptions,\nmodality, body part, laterality. As DICOM JSON; with --dicom a DICOM file for each code.\nCodes of a hospital of its own are longer than 16 characters and stand in Long Code Value (0008,0119).',
  },
  options: [
    {
      name: 'dicom',
      value: 'FOLDER',
      text: { zh: '在此文件夹里为每个代码写 代码.dcm', en: 'write CODE.dcm for each code into this folder' },
    },
    {
      name: 'charset',
      value: 'C',
      choices: DICOM_CHARSETS,
      text: { zh: 'DICOM 文件的字符集，默认 utf-8', en: 'character set of the DICOM files, utf-8 if not said' },
    },
    {
      name: 'system',
      value: 'NAME',
      text: { zh: '编码系统，默认 99YINGMA', en: 'coding scheme designator, 99YINGMA if not said' },
    },
    {
      name: 'local-system',
      value: 'NAME',
      text: { zh: '本院项目的编码系统，默认 99LOCAL', en: "designator of a hospital's own items, 99LOCAL if not said" },
    },
  ],
  examples: [
    { line: 'yingma worklist 20040100110000', text: { zh: '一个项目', en: 'one item' } },
    {
      line: 'yingma worklist 20040100110000 30072201110000 --dicom worklists --charset gb18030',
      text: { zh: '两个 DICOM 文件', en: 'two DICOM files' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  for (const option of ['system', 'local-system']) {
    const value = options.get(option)
    if (value !== undefined && !/^[A-Z0-9][A-Z0-9_-]{0,15}$/.test(value)) {
      return refuseUsage(call, { code: 'cli-value-not-allowed', option, value, allowed: ['[A-Z0-9_-]{1,16}'] })
    }
  }
  return withEdition(call, async (edition) => {
    const system = options.get('system')
    const localSystem = options.get('local-system')
    const named = { ...(system === undefined ? {} : { system }), ...(localSystem === undefined ? {} : { localSystem }) }
    const made = operands.map((code) => ({ code, worklist: worklistOf(code, edition, named) }))
    const problems = made.flatMap(({ worklist }) => (worklist.ok ? [] : [worklist.problem]))
    if (problems.length > 0) return sayProblems({ catalogue: edgeCatalogue, problems }, call, 1)
    const datasets = made.flatMap(({ code, worklist }) => (worklist.ok ? [{ code, dataset: worklist.value }] : []))
    const folder = options.get('dicom')
    if (folder !== undefined) return await writeFiles(folder, datasets, call)
    writeJson(call, datasets.length === 1 ? datasets[0]!.dataset : datasets.map(({ dataset }) => dataset))
    return 0
  })
}

async function writeFiles(
  folder: string,
  datasets: readonly { readonly code: string; readonly dataset: DicomJson }[],
  call: Call,
): Promise<ExitCode> {
  await mkdir(folder, { recursive: true })
  for (const { code, dataset } of datasets) {
    const bytes = writeDataset(dataset, call.options.get('charset') as DicomCharset | undefined)
    const file = join(folder, `${code}.dcm`)
    const problem = bytes.ok ? await writeBytes(file, oneOf(bytes.value)) : bytes.problem
    if (problem !== undefined) return sayProblems({ catalogue: edgeCatalogue, problems: [problem] }, call, 1)
    if (!call.json) call.terminal.out(`${file}\n`)
  }
  if (call.json)
    writeJson(
      call,
      datasets.map(({ code }) => join(folder, `${code}.dcm`)),
    )
  return 0
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes)
}
