import { createCodec, type Edition, type Vocabulary } from '@yingma/core'
import {
  answerFromMemory,
  buildDictionary,
  loadOrderSets,
  protocolsByHand,
  protocolsFromDicom,
  readOldDictionary,
  setsOf,
  writePackage,
} from '@yingma/dictionary'
import { loadPinyin, loadVocabulary } from '@yingma/edition'
import { contentsOf, createInstitution, createNormaliser, emptyMemory, withChanges } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { buildSummary } from '../dictionary/build-summary.ts'
import { dictionaryProblems } from '../dictionary/dictionary-problems.ts'
import { loadSettings } from '../dictionary/load-settings.ts'
import { choosePricer } from '../dictionary/price-schedule.ts'
import { withEdition } from '../edition/with-edition.ts'
import { loadChanges, loadMemory } from '../normalise/institution-file.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'

export const command: Command = {
  usage: 'OLD --out DIR',
  operands: { min: 1, max: 1 },
  text: {
    zh: '由旧字典（CSV、Excel 等，有本院编码、名称、价格、人次）和医院的决定，生成新的检查项目字典：工作簿（字典、新旧对照、物价、未决问题、变更记录、组套、设备协议）、打印册、HIS/RIS 导入文件与回退文件。每个旧编码都有去向；有未决问题时只生成草稿，退出码 1。',
    en: 'Makes the new exam dictionary of a hospital from its old one (CSV, Excel …: codes, names, prices, counts) and its decisions: a workbook (dictionary, crosswalk, prices, open questions, change log, order sets, devices), a booklet, import files for HIS and RIS, roll-back files. Every old code is accounted for; with open questions it is a draft and the exit code is 1.',
  },
  options: [
    { name: 'out', short: 'o', value: 'DIR', text: { zh: '输出文件夹', en: 'folder for the files' } },
    {
      name: 'settings',
      value: 'FILE',
      text: {
        zh: '医院的设置（JSON）：选用项目、设备、准备、目标系统的列 …',
        en: 'settings of the hospital (JSON): chosen items, devices, notes, columns of its systems …',
      },
    },
    {
      name: 'institution',
      value: 'FILE',
      text: { zh: '机构记忆文件（已有的决定）', en: 'memory of the institution (its decisions)' },
    },
    {
      name: 'decisions',
      value: 'FILE',
      text: {
        zh: '填好的审核工作簿，加在机构记忆之上',
        en: 'a review workbook that was filled in, on top of the memory',
      },
    },
    {
      name: 'accept',
      value: 'WHAT',
      choices: ['mapped'],
      text: {
        zh: 'mapped：规则有把握的读法视为已接受，对照表里注明',
        en: 'mapped: readings that the rules are sure of count as accepted, the crosswalk says so',
      },
    },
    { name: 'schedule', value: 'ID', text: { zh: '价格表，如 jiangxi-2025', en: 'price schedule, e.g. jiangxi-2025' } },
    {
      name: 'date',
      value: 'DAY',
      text: { zh: '生效日 YYYY-MM-DD，默认今天', en: 'first day in use, YYYY-MM-DD; today by default' },
    },
    {
      name: 'dicom',
      value: 'FILE',
      text: {
        zh: 'DICOM 描述表，用来得出设备与协议对照',
        en: 'table of DICOM descriptions, for the table of devices and protocols',
      },
    },
    { name: 'no-pdf', text: { zh: '不打印 PDF', en: 'print no PDF' } },
    ...TABLE_OPTIONS,
  ],
  examples: [
    {
      line: 'yingma dictionary build old.xlsx --accept mapped --out new/',
      text: { zh: '先看草稿和未决问题', en: 'a first draft with its open questions' },
    },
    {
      line: 'yingma dictionary build old.xlsx --institution hospital.json --settings dictionary.json --schedule jiangxi-2025 --out new/',
      text: { zh: '按医院的决定生成', en: 'by the decisions of the hospital' },
    },
  ],
  run: (call) => withEdition(call, (edition) => run(call, edition)),
}

async function run(call: Call, edition: Edition): Promise<ExitCode> {
  const { options, operands, language, terminal } = call
  const [old = ''] = operands
  const folder = options.get('out')
  if (folder === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const date = options.get('date') ?? new Date().toISOString().slice(0, 10)
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'date', value: date, allowed: ['YYYY-MM-DD'] })
  }
  const table = readTableOptions(options)
  if (table.problems.length > 0) return refuseUsage(call, ...table.problems)
  const chosen = choosePricer(edition, options.get('schedule'))
  if (!chosen.ok) return refuseUsage(call, chosen.problem)

  const vocabulary = loadVocabulary()
  const codec = createCodec(edition)
  const loaded = await loadSettings(options.get('settings'), old, codec)
  if (!loaded.ok) return sayProblems({ catalogue: dictionaryProblems, problems: loaded.problems }, call, 1)
  const { settings } = loaded
  const memory = await memoryOf(call, edition, vocabulary, settings.institution)
  if (!memory.ok) return sayProblems({ catalogue: dictionaryProblems, problems: memory.problems }, call, 1)
  const read = await readOldDictionary(old, table.value)
  if (!read.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [read.problem] }, call, 1)

  const contents = contentsOf(memory.value)
  const general = createNormaliser(edition, vocabulary)
  const normaliser = createInstitution(contents, { edition, vocabulary, general })
  const dicom = options.get('dicom')
  const described =
    dicom === undefined ? undefined : await protocolsFromDicom(dicom, {}, { normaliser, devices: settings.devices })
  if (described?.ok === false)
    return sayProblems({ catalogue: dictionaryProblems, problems: [described.problem] }, call, 1)

  const acceptMapped = options.get('accept') === 'mapped'
  const answered = answerFromMemory(read.entries, { normaliser, decisions: contents.decisions, acceptMapped })
  const dictionary = buildDictionary(answered, {
    edition,
    codec,
    settings,
    date,
    pinyin: loadPinyin(),
    pricer: chosen.pricer,
    sets: setsOf(loadOrderSets(), settings, codec),
    protocols: [...protocolsByHand(settings, codec, edition), ...(described?.rows ?? [])],
  })
  const written = await writePackage(dictionary, { folder, settings, date, language, pdf: !options.has('no-pdf') })
  if (!written.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [written.problem] }, call, 1)
  if (call.json) {
    const { draft, questions, reconciliation } = dictionary
    writeJson(call, {
      draft,
      items: dictionary.items.length,
      oldCodes: dictionary.crossed.length,
      reconciliation,
      questions,
      files: written.files,
      pdf: written.pdf,
    })
  } else terminal.out(buildSummary(dictionary, written, folder, language))
  return dictionary.draft ? 1 : 0
}

/** The memory that the call names, with the decisions of a workbook on top; nothing is saved. */
async function memoryOf(call: Call, edition: Edition, vocabulary: Vocabulary, institution: string) {
  const file = call.options.get('institution')
  const memory =
    file === undefined
      ? { ok: true as const, value: emptyMemory(institution) }
      : await loadMemory(file, edition, vocabulary, false)
  const decisions = call.options.get('decisions')
  if (!memory.ok || decisions === undefined) return memory
  const changes = await loadChanges(decisions, edition, vocabulary, createCodec(edition))
  if (!changes.ok) return changes
  return {
    ok: true as const,
    value: withChanges(memory.value, changes.value, { at: new Date().toISOString(), note: decisions }),
  }
}
