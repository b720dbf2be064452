import {
  DELIMITERS,
  type Delimiter,
  ROLES,
  type Role,
  TABLE_FORMATS,
  TABLE_KINDS,
  type TableFormat,
  type TableKind,
  type TableOptions,
} from '@yingma/tables'
import type { Options } from '../command-line/call.ts'
import type { Option } from '../command-line/command.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'

const DELIMITER_WORDS: Readonly<Record<string, Delimiter>> = {
  comma: ',',
  tab: '\t',
  semicolon: ';',
  bar: '|',
  none: '',
}

/** The options that say how a table is to be read; whatever is not given is guessed and said. */
export const TABLE_OPTIONS: readonly Option[] = [
  {
    name: 'column',
    short: 'c',
    value: 'ROLE=COLUMN',
    repeat: true,
    text: {
      zh: `指定列的用途，可多次给出；COLUMN 为表头或列号，ROLE 为 ${ROLES.join('、')}`,
      en: `which column is what, may be given several times; COLUMN is a header or number, ROLE one of ${ROLES.join(', ')}`,
    },
  },
  {
    name: 'encoding',
    value: 'E',
    text: { zh: '编码：utf-8、gb18030、big5、utf-16le …', en: 'encoding: utf-8, gb18030, big5, utf-16le …' },
  },
  {
    name: 'delimiter',
    value: 'D',
    text: { zh: '分隔符：, ; | 或 tab、none（每行一个名称）', en: 'delimiter: , ; | or tab, none (one name a line)' },
  },
  {
    name: 'header',
    value: 'ROW',
    text: { zh: '表头所在的行；no 表示没有表头', en: "row of the header; 'no' where there is none" },
  },
  { name: 'sheet', value: 'S', text: { zh: '工作表的名称或序号', en: 'sheet of a workbook, by name or number' } },
  { name: 'input-format', value: 'F', choices: TABLE_FORMATS, text: { zh: '输入的格式', en: 'format of the input' } },
  { name: 'kind', value: 'K', choices: TABLE_KINDS, text: { zh: '表的种类', en: 'kind of table' } },
  {
    name: 'keep',
    value: 'COLUMN',
    repeat: true,
    text: {
      zh: '保留一个像个人信息的列（默认不写入结果）；all 保留全部',
      en: "keep a column that looks personal (left out if not said); 'all' keeps them all",
    },
  },
]

/** Reads the options of `TABLE_OPTIONS`. */
export function readTableOptions(options: Options): {
  readonly value: TableOptions
  readonly problems: readonly UsageProblem[]
} {
  const problems: UsageProblem[] = []
  const columns: Partial<Record<Role, string>> = {}
  for (const text of options.all('column')) {
    const [role = '', ...rest] = text.split('=')
    const column = rest.join('=')
    if (!isRole(role) || column === '')
      problems.push({
        code: 'cli-value-not-allowed',
        option: 'column',
        value: text,
        allowed: ROLES.map((name) => `${name}=…`),
      })
    else columns[role] = column
  }
  const header = options.get('header')
  if (header !== undefined && !/^(?:no|[1-9]\d{0,6})$/.test(header))
    problems.push({ code: 'cli-value-not-allowed', option: 'header', value: header, allowed: ['1, 2 …', 'no'] })
  const word = options.get('delimiter')
  const delimiter = word === undefined ? undefined : (DELIMITER_WORDS[word] ?? DELIMITERS.find((one) => one === word))
  if (word !== undefined && delimiter === undefined)
    problems.push({
      code: 'cli-value-not-allowed',
      option: 'delimiter',
      value: word,
      allowed: [',', ';', '|', ...Object.keys(DELIMITER_WORDS)],
    })
  const [encoding, sheet, kind, format] = ['encoding', 'sheet', 'kind', 'input-format'].map((name) => options.get(name))
  const keep = options.all('keep')
  const value: TableOptions = {
    columns,
    required: ['name'],
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { header: header === 'no' ? false : Number(header) }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(kind === undefined ? {} : { kind: kind as TableKind }),
    ...(format === undefined ? {} : { format: format as TableFormat }),
    ...(keep.length === 0 ? {} : { keep: keep.includes('all') ? ('all' as const) : keep }),
  }
  return { value, problems }
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}
