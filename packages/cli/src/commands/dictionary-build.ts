import type { Pricer } from '@yingma/charge'
import { createCodec, type Edition } from '@yingma/core'
import {
  buildDictionary,
  loadOrderSets,
  protocolsByHand,
  protocolsFromDicom,
  setsOf,
  writePackage,
} from '@yingma/dictionary'
import { loadPinyin, loadVocabulary } from '@yingma/edition'
import { dictionaryFhir } from '@yingma/server'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { type SourcesRead, type Standard, sourcesOfFiles, sourcesOfRegistry } from '../dictionary/build-sources.ts'
import { buildSummary } from '../dictionary/build-summary.ts'
import { dictionaryProblems } from '../dictionary/dictionary-problems.ts'
import { choosePricer } from '../dictionary/price-schedule.ts'
import { withEdition } from '../edition/with-edition.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { DATA_OPTION } from '../registry/registry-place.ts'
import { withRegistry } from '../registry/with-registry.ts'

export const command: Command = {
  usage: '[OLD] --out DIR',
  operands: { min: 0, max: 1 },
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
    {
      name: 'registry',
      value: 'CODE',
      text: {
        zh: '不读文件，用登记库里这个机构的决定、人次、开关和设置',
        en: 'no file: decisions, volumes, switches and settings of this institution in the registry',
      },
    },
    DATA_OPTION,
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
    {
      line: 'yingma dictionary build --registry H1 --data .yingma --out new/',
      text: { zh: '由登记库生成', en: 'from the registry' },
    },
  ],
  run: (call) => withEdition(call, (edition) => run(call, edition)),
}

async function run(call: Call, edition: Edition): Promise<ExitCode> {
  const { options, operands } = call
  const [old] = operands
  const registry = options.get('registry')
  if (options.get('out') === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  if (old === undefined && registry === undefined) {
    return refuseUsage(call, { code: 'cli-operand-missing', usage: command.usage })
  }
  const date = dateOf(call)
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'date', value: date, allowed: ['YYYY-MM-DD'] })
  }
  const table = readTableOptions(options)
  if (table.problems.length > 0) return refuseUsage(call, ...table.problems)
  const chosen = choosePricer(edition, options.get('schedule'))
  if (!chosen.ok) return refuseUsage(call, chosen.problem)

  const standard = { edition, vocabulary: loadVocabulary(), codec: createCodec(edition) }
  const go = (sources: SourcesRead) => build(call, sources, standard, chosen.pricer)
  if (registry === undefined) return await go(await sourcesOfFiles(call, old ?? '', table.value, standard))
  return await withRegistry(call, async (store) => go(await sourcesOfRegistry(call, registry, store, standard)))
}

function dateOf({ options }: Call): string {
  return options.get('date') ?? new Date().toISOString().slice(0, 10)
}

async function build(
  call: Call,
  sources: SourcesRead,
  { edition, codec }: Standard,
  pricer: Pricer | null,
): Promise<ExitCode> {
  const { options, language, terminal } = call
  if (!sources.ok) return sayProblems({ catalogue: dictionaryProblems, problems: sources.problems }, call, 1)
  const { settings, answered, normaliser, unreadRules } = sources
  const dicom = options.get('dicom')
  const described =
    dicom === undefined ? undefined : await protocolsFromDicom(dicom, {}, { normaliser, devices: settings.devices })
  if (described?.ok === false)
    return sayProblems({ catalogue: dictionaryProblems, problems: [described.problem] }, call, 1)

  const date = dateOf(call)
  const dictionary = buildDictionary(answered, {
    edition,
    codec,
    settings,
    date,
    pinyin: loadPinyin(),
    pricer,
    sets: setsOf(loadOrderSets(), settings, codec),
    protocols: [...protocolsByHand(settings, codec, edition), ...(described?.rows ?? [])],
  })
  const folder = options.get('out') ?? ''
  const extra = dictionaryFhir(dictionary, edition, date)
  const plan = { folder, settings, date, language, pdf: !options.has('no-pdf'), extra }
  const written = await writePackage(dictionary, plan)
  if (!written.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [written.problem] }, call, 1)
  if (call.json) {
    const { draft, questions, reconciliation } = dictionary
    writeJson(call, {
      draft,
      items: dictionary.items.length,
      oldCodes: dictionary.crossed.length,
      reconciliation,
      questions,
      unreadRules,
      files: written.files,
      pdf: written.pdf,
    })
  } else terminal.out(buildSummary(dictionary, written, folder, language, sources))
  return dictionary.draft ? 1 : 0
}
