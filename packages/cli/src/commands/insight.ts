import type { Edition } from '@yingma/core'
import {
  buildMart,
  findEffects,
  insightProblems,
  isRole,
  openMart,
  type RoleId,
  readWorkload,
  SOURCE_ROLES,
} from '@yingma/insight'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { readJson } from '../insight/read-json.ts'
import { readLists } from '../insight/read-lists.ts'

export const command: Command = {
  usage: 'SOURCE --out DIR',
  operands: { min: 1, max: 1 },
  text: {
    zh: '由标准化后的检查表（yingma run 的输出文件夹、Parquet 文件，或 ClickHouse 表）重新汇总，供 yingma report 查询，并指出明显异常之处。',
    en: 'Makes the aggregates that yingma report asks, anew from a standardised table (the folder of yingma run, a Parquet file, a ClickHouse table), and says what stands out.',
  },
  options: [
    { name: 'out', short: 'o', value: 'DIR', text: { zh: '汇总数据的文件夹', en: 'folder for the aggregates' } },
    {
      name: 'engine',
      value: 'E',
      text: {
        zh: 'clickhouse://用户:密码@主机:8123/库；默认 DuckDB',
        en: 'clickhouse://user:password@host:8123/db; DuckDB if not said',
      },
    },
    {
      name: 'column',
      short: 'c',
      value: 'ROLE=COLUMN',
      repeat: true,
      text: {
        zh: `指定列的含义（${SOURCE_ROLES.map(({ id }) => id).join('、')}）`,
        en: `what a column is (${SOURCE_ROLES.map(({ id }) => id).join(', ')})`,
      },
    },
    {
      name: 'list',
      value: 'FILE',
      repeat: true,
      text: { zh: '区域互认清单（JSON）', en: 'recognition list of a region (JSON)' },
    },
    {
      name: 'workload',
      value: 'FILE',
      text: {
        zh: '科室的工作量分值表（JSON）；默认起始表，属假定',
        en: "a department's table of workload points (JSON); the starting table, an assumption, if not said",
      },
    },
    {
      name: 'as-of',
      value: 'TIME',
      text: { zh: '此后的时间算在未来，默认现在', en: 'later time stamps lie in the future; now if not said' },
    },
  ],
  examples: [
    { line: 'yingma insight out --out insight', text: { zh: 'yingma run 的输出', en: 'what yingma run wrote' } },
    {
      line: 'yingma insight exams_standardised --engine clickhouse://a/regional --out insight',
      text: { zh: '区域的 ClickHouse', en: 'the ClickHouse of a region' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  const out = options.get('out')
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const asOf = options.get('as-of')
  if (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/u.test(asOf))
    return refuseUsage(call, {
      code: 'cli-value-not-allowed',
      option: 'as-of',
      value: asOf,
      allowed: ['2026-01-31T00:00:00'],
    })
  const columns: Partial<Record<RoleId, string>> = {}
  for (const given of options.all('column')) {
    const [role = '', column] = given.split(/=(.*)/su)
    if (!isRole(role) || column === undefined)
      return refuseUsage(call, {
        code: 'cli-value-not-allowed',
        option: 'column',
        value: given,
        allowed: SOURCE_ROLES.map(({ id }) => `${id}=…`),
      })
    columns[role] = column
  }
  return withEdition(call, async (edition) => {
    const lists = readLists(options.all('list'), edition)
    if (lists.problems.length > 0) return sayProblems({ catalogue: insightProblems, problems: lists.problems }, call, 1)
    const workload = workloadOf(call, edition)
    if (workload?.ok === false) return sayProblems({ catalogue: insightProblems, problems: workload.problems }, call, 1)
    const address = options.get('engine')
    const built = await buildMart({
      source: operands[0] ?? '',
      out,
      edition,
      columns,
      lists: lists.read,
      ...(address === undefined ? {} : { address }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(workload === undefined ? {} : { workload: workload.workload }),
    })
    if (!built.ok) return sayProblems({ catalogue: insightProblems, problems: [built.problem] }, call, 1)
    const opened = await openMart(out, address === undefined ? {} : { address })
    if (!opened.ok) return sayProblems({ catalogue: insightProblems, problems: [opened.problem] }, call, 1)
    const { findings, notLooked } = await findEffects(opened.value, { kind: 'all' })
    await opened.value.close()
    if (call.json) {
      writeJson(call, { ...built.value, findings, notLooked })
      return 0
    }
    const n = (count: number) => count.toLocaleString('en')
    const { exams, items } = built.value
    call.terminal.out(
      call.language === 'zh'
        ? `${n(exams)} 次检查，${n(items)} 条项目，已汇总到 ${out}；明显异常 ${findings.length} 处\n`
        : `${n(exams)} exams, ${n(items)} items, aggregates in ${out}; ${findings.length} things stand out\n`,
    )
    for (const { kind, where, observed, expected } of findings) {
      const place = Object.values(where).join(' ')
      call.terminal.out(`  ${kind}  ${place}  ${observed.toPrecision(3)} / ${expected.toPrecision(3)}\n`)
    }
    return 0
  })
}

function workloadOf({ options }: Call, edition: Edition): ReturnType<typeof readWorkload> | undefined {
  const file = options.get('workload')
  if (file === undefined) return undefined
  const parsed = readJson(file)
  return parsed.ok ? readWorkload(parsed.value, edition) : parsed
}
