import { loadVocabulary } from '@yingma/edition'
import { createTableWriter, type TableProblem } from '@yingma/tables'
import { foreignScheme, type Gap, importCatalogue } from '@yingma/terminology'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { readForeign } from '../terminology/read-foreign.ts'
import { writeFolder } from '../terminology/write-folder.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

const REQUIRED = ['into', 'system', 'code', 'display'] as const

export const command: Command = {
  usage: 'TABLE --system URI --code COLUMN --display COLUMN --into FOLDER',
  operands: { min: 1, max: 1 },
  text: {
    zh: '把您自己的代码表（省级、行业代码，LOINC、SNOMED CT 等；CSV、XLSX 等）变成 FHIR 的 CodeSystem 和到标准的 ConceptMap，并报告缺口：哪些代码没有标准项目，哪些标准项目没有代码。\n对应关系取自 --target 列（多个代码用 + 相连）；没有此列时按名称读，只有读得准的才算。表里有矛盾时什么也不写。',
    en: 'Turns your own table of codes (provincial and industry codes, LOINC, SNOMED CT …; CSV, XLSX …) into a FHIR CodeSystem and\na ConceptMap to the standard, and reports the gaps: codes without a standard item, standard items without a code.\nThe mapping is the column --target (several codes joined by +); without it the names are read, and only certain\nreadings count. A table that contradicts itself gives nothing.',
  },
  options: [
    { name: 'into', value: 'FOLDER', text: { zh: '新的文件夹', en: 'a new folder' } },
    {
      name: 'system',
      value: 'URI',
      text: {
        zh: '代码系统的地址，如 http://loinc.org',
        en: 'canonical address of the code system, e.g. http://loinc.org',
      },
    },
    {
      name: 'version',
      value: 'V',
      text: { zh: '代码系统的版本，默认当天日期', en: 'its version, the date of today if not said' },
    },
    {
      name: 'title',
      value: 'NAME',
      text: { zh: '给人看的名称，默认文件名', en: 'its name for people, the address if not said' },
    },
    {
      name: 'id',
      value: 'ID',
      text: { zh: '资源的 id，默认 foreign', en: 'id of the resources, foreign if not said' },
    },
    { name: 'code', value: 'COLUMN', text: { zh: '代码列', en: 'column of codes' } },
    { name: 'display', value: 'COLUMN', text: { zh: '名称列', en: 'column of names' } },
    { name: 'english', value: 'COLUMN', text: { zh: '英文名称列', en: 'column of English names' } },
    { name: 'parent', value: 'COLUMN', text: { zh: '上级代码列', en: 'column of parents' } },
    {
      name: 'modality',
      value: 'COLUMN',
      text: { zh: '设备类型列，帮助读名称', en: 'column of modalities, which helps to read names' },
    },
    { name: 'target', value: 'COLUMN', text: { zh: '标准代码列', en: 'column of standard codes' } },
    { name: 'complete', text: { zh: '表里有该系统的全部代码', en: 'the table holds every code of the system' } },
    { name: 'institution', value: 'FILE', text: { zh: '本院的记忆（JSON）', en: 'memory of the institution (JSON)' } },
  ],
  examples: [
    {
      line: 'yingma import codes 省目录.xlsx --system http://example.org/province --code 编码 --display 名称 --into province',
      text: { zh: '按名称对应', en: 'mapped by name' },
    },
    {
      line: 'yingma import codes loinc.csv --system http://loinc.org --code LOINC_NUM --display LONG_COMMON_NAME --target yingma --into loinc',
      text: { zh: '按列对应', en: 'mapped by a column' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { operands, options } = call
  const missing = REQUIRED.filter((option) => !options.has(option))
  if (missing.length > 0) {
    return refuseUsage(call, ...missing.map((option) => ({ code: 'cli-option-missing', option }) as const))
  }
  const [file = ''] = operands
  return withEdition(call, async (edition) => {
    const opened = await openNormaliser(options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const column = (name: string): string | undefined => options.get(name)
    const columns = {
      code: column('code')!,
      display: column('display')!,
      parent: column('parent'),
      english: column('english'),
      target: column('target'),
      modality: column('modality'),
    }
    const read = await readForeign(file, columns, opened.value.normaliser)
    if (!read.ok) return sayProblems({ catalogue: tableCatalogue, problems: [read.problem] }, call, 1)
    const system = options.get('system')!
    const today = new Date().toISOString().slice(0, 10)
    const made = foreignScheme(
      read.rows,
      {
        file,
        system,
        version: options.get('version') ?? today,
        title: options.get('title') ?? system,
        id: options.get('id') ?? 'foreign',
        complete: options.has('complete'),
        date: today,
      },
      edition,
    )
    if (!made.ok) return sayProblems({ catalogue: importCatalogue, problems: made.problems }, call, 1)
    const { codeSystem, conceptMap, gaps, mapped } = made.value
    const json = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
    const into = options.get('into')!
    const written = await writeFolder(into, [
      { path: 'CodeSystem.json', bytes: json(codeSystem) },
      { path: 'ConceptMap.json', bytes: json(conceptMap) },
    ])
    if (written !== undefined) return sayProblems({ catalogue: importCatalogue, problems: [written] }, call, 1)
    const problem = await writeGaps(`${into}/gaps.csv`, gaps)
    if (problem !== undefined) return sayProblems({ catalogue: tableCatalogue, problems: [problem] }, call, 1)
    say(call, into, { codes: read.rows.length, mapped, gaps })
    return 0
  })
}

async function writeGaps(target: string, gaps: readonly Gap[]): Promise<TableProblem | undefined> {
  const columns = (['side', 'code', 'display', 'why'] as const).map((name) => ({ name, origin: 'ours' as const }))
  const opened = await createTableWriter(target, { format: 'csv', columns, mark: true })
  if (!opened.ok) return opened.problem
  const problem = await opened.value.write(gaps.map(({ side, code, display, why }) => [side, code, display, why]))
  if (problem !== undefined) return problem
  const closed = await opened.value.close()
  return closed.ok ? undefined : closed.problem
}

function say(
  call: Call,
  folder: string,
  { codes, mapped, gaps }: { readonly codes: number; readonly mapped: number; readonly gaps: readonly Gap[] },
): void {
  const foreign = gaps.filter(({ side }) => side === 'foreign').length
  const standard = gaps.length - foreign
  if (call.json) {
    writeJson(call, { folder, codes, mapped, unmapped: foreign, standardWithoutCode: standard })
    return
  }
  call.terminal.out(
    call.language === 'zh'
      ? `${folder}：${codes} 个代码，${mapped} 个有标准项目，${foreign} 个没有；${standard} 个标准项目没有代码（gaps.csv）\n`
      : `${folder}: ${codes} codes, ${mapped} with a standard item, ${foreign} without; ${standard} standard items without a code (gaps.csv)\n`,
  )
}
