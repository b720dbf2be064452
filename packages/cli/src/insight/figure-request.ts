import { DIMENSIONS, type Filter, insightProblems, type Mart, openMart, type Viewer } from '@yingma/insight'
import type { Call } from '../command-line/call.ts'
import type { ExitCode, Option } from '../command-line/command.ts'
import { sayProblems } from '../command-line/say-problems.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'

export const ENGINE_OPTION: Option = {
  name: 'engine',
  value: 'E',
  text: { zh: '汇总在 ClickHouse 时的地址', en: 'address where the aggregates lie in ClickHouse' },
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: UsageProblem }

/** Filters as `--where DIMENSION=VALUE` says them; several values of one dimension are alternatives. */
export function readFilters(given: readonly string[]): Read<readonly Filter[]> {
  const values = new Map<Filter['dimension'], string[]>()
  for (const each of given) {
    const [name = '', value] = each.split(/=(.*)/su)
    const dimension = DIMENSIONS.find(({ id }) => id === name)
    if (dimension === undefined || value === undefined) {
      const allowed = DIMENSIONS.map(({ id }) => `${id}=…`)
      return { ok: false, problem: { code: 'cli-value-not-allowed', option: 'where', value: each, allowed } }
    }
    values.set(dimension.id, [...(values.get(dimension.id) ?? []), value])
  }
  return { ok: true, value: [...values].map(([dimension, wanted]) => ({ dimension, values: wanted })) }
}

/** Who looks: everybody's data, one institution's, or the sum to be shared. */
export function readViewer({ options }: Call): Read<Viewer> {
  const institution = options.get('institution')
  if (!options.has('shared'))
    return { ok: true, value: institution === undefined ? { kind: 'all' } : { kind: 'institution', institution } }
  if (institution !== undefined)
    return { ok: false, problem: { code: 'cli-options-exclude', option: 'institution', other: '--shared' } }
  return { ok: true, value: { kind: 'shared', institutions: null } }
}

/** Opens the aggregates in a folder, does something with them and closes them. */
export async function withMart(call: Call, folder: string, use: (mart: Mart) => Promise<ExitCode>): Promise<ExitCode> {
  const address = call.options.get('engine')
  const opened = await openMart(folder, address === undefined ? {} : { address })
  if (!opened.ok) return sayProblems({ catalogue: insightProblems, problems: [opened.problem] }, call, 1)
  try {
    return await use(opened.value)
  } finally {
    await opened.value.close()
  }
}
