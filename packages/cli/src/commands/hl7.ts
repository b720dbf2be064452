import {
  type AnnotateOptions,
  CHARSETS,
  type Charset,
  createExamCoder,
  DEFAULT_MAX_MESSAGE,
  DEFAULT_SYSTEM,
  edgeCatalogue,
  filterStream,
  Hl7Tally,
  OBX_CHOICES,
  type ObxChoice,
  PROXY_DEFAULTS,
} from '@yingma/edge'
import { loadVocabulary } from '@yingma/edition'
import { bytesOf, writeBytes } from '../border/byte-files.ts'
import { countsText } from '../border/counts-text.ts'
import { runProxy } from '../border/run-proxy.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode, Option } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'
import { withEdition } from '../edition/with-edition.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

const MEBIBYTE = 1024 * 1024

const PROXY_OPTIONS: readonly Option[] = [
  {
    name: 'listen',
    value: 'PORT',
    text: {
      zh: '作为 MLLP 代理，在此端口等待发送方；0 为任意空闲端口',
      en: 'be an MLLP proxy, wait for senders on this port; 0 is any free one',
    },
  },
  {
    name: 'forward',
    value: 'HOST:PORT',
    text: { zh: '消息转发到这里，应答原样返回', en: 'messages go on to here, answers come back as they are' },
  },
  {
    name: 'host',
    value: 'ADDRESS',
    text: {
      zh: `监听的地址，默认 ${PROXY_DEFAULTS.host}（MLLP 不加密）`,
      en: `address to listen on, ${PROXY_DEFAULTS.host} if not said (MLLP is not encrypted)`,
    },
  },
  {
    name: 'tls-cert',
    value: 'FILE',
    text: { zh: '发送方走 TLS：本代理的证书（PEM）', en: 'senders speak TLS: certificate of the proxy (PEM)' },
  },
  { name: 'tls-key', value: 'FILE', text: { zh: '该证书的私钥（PEM）', en: 'key of that certificate (PEM)' } },
  {
    name: 'tls-ca',
    value: 'FILE',
    text: {
      zh: '发送方须出示由此机构签发的证书（PEM）',
      en: 'senders must show a certificate of this authority (PEM)',
    },
  },
  {
    name: 'forward-tls',
    text: { zh: '与接收方走 TLS，并核对其证书', en: 'speak TLS to the receiver, whose certificate is checked' },
  },
  {
    name: 'forward-ca',
    value: 'FILE',
    text: {
      zh: '签发接收方证书的机构（PEM），默认系统所认',
      en: 'authority of the receiver (PEM), those of the system if not said',
    },
  },
  {
    name: 'max-connections',
    value: 'N',
    text: {
      zh: `同时的连接数，默认 ${PROXY_DEFAULTS.maxConnections}`,
      en: `connections at once, ${PROXY_DEFAULTS.maxConnections} if not said`,
    },
  },
]

const TLS_OPTIONS = ['tls-cert', 'tls-key', 'tls-ca', 'forward-tls', 'forward-ca'] as const

export const command: Command = {
  usage: 'FILE… | --listen PORT --forward HOST:PORT',
  operands: { min: 0, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '给 HL7 v2 的医嘱和报告消息（ORM、OMI、ORU）加上标准编码：写在 OBR-4 和 OBX-3 的备用编码（第 4–6 组件）里，其余字节一律不变。\n只加，不改：读不准、有矛盾、已被占用、出错时，消息原样通过。患者字段不读，消息不保存、不入日志。\n作为过滤器处理文件或标准输入，或作为 MLLP 代理站在发送方和接收方之间。',
    en: 'Adds the standard coding to HL7 v2 orders and results (ORM, OMI, ORU): as alternate identifier in components 4 to 6 of\nOBR-4 and OBX-3; every other byte stays. It only adds: what cannot be read for certain, contradicts itself, is taken or\nfails passes as it came. Fields of patients are not read, messages neither kept nor logged.\nA filter for files and the standard input, or an MLLP proxy between sender and receiver.',
  },
  options: [
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '写入文件，默认写到标准输出', en: 'write to this file, to the standard output if not said' },
    },
    ...PROXY_OPTIONS,
    {
      name: 'institution',
      value: 'FILE',
      text: {
        zh: '本院的记忆（JSON），OBR-4.1 是本院编码',
        en: 'memory of the institution (JSON); OBR-4.1 is its local code',
      },
    },
    {
      name: 'system',
      value: 'NAME',
      text: {
        zh: `编码系统的名称（第 6 组件），默认 ${DEFAULT_SYSTEM}；集合为此名加 SET`,
        en: `name of the coding system in component 6, ${DEFAULT_SYSTEM} if not said; of sets the same with SET behind it`,
      },
    },
    {
      name: 'several',
      value: 'HOW',
      choices: ['set', 'leave'],
      text: {
        zh: '一个名称是几个项目时：写集合的标识（代码以 + 相连，默认），或原样通过',
        en: 'a name of several items: write the identifier of the set (codes joined by +; the default), or leave it as it is',
      },
    },
    {
      name: 'obx',
      value: 'WHICH',
      choices: OBX_CHOICES,
      text: {
        zh: 'OBX-3：凡名称本身读得准的（read，默认）、与医嘱相同的（same）、都不（none）',
        en: 'OBX-3: any whose name says the exam whole (read, the default), those that repeat the order (same), none',
      },
    },
    {
      name: 'charset',
      value: 'C',
      choices: CHARSETS,
      text: {
        zh: 'MSH-18 没有写时的字符集，默认按字节判断',
        en: 'encoding where MSH-18 says none, judged by the bytes if not said',
      },
    },
    {
      name: 'max-message',
      value: 'MIB',
      text: {
        zh: `更长的消息原样通过，默认 ${DEFAULT_MAX_MESSAGE / MEBIBYTE} MiB`,
        en: `longer messages pass as they came, ${DEFAULT_MAX_MESSAGE / MEBIBYTE} MiB if not said`,
      },
    },
  ],
  examples: [
    { line: 'yingma hl7 orders.hl7 --out orders.coded.hl7', text: { zh: '一个文件', en: 'a file' } },
    { line: 'cat orders.hl7 | yingma hl7 - > coded.hl7', text: { zh: '在管道中', en: 'in a pipe' } },
    {
      line: 'yingma hl7 --listen 2575 --forward 10.0.0.7:2575 --institution hospital.json',
      text: { zh: 'HIS 和 RIS 之间的代理', en: 'a proxy between HIS and RIS' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { operands, options } = call
  const problems = usageProblems(call)
  if (problems.length > 0) return refuseUsage(call, ...problems)
  return withEdition(call, async (edition) => {
    const opened = await openNormaliser(options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const coder = createExamCoder(edition, opened.value.normaliser, { sets: options.get('several') !== 'leave' })
    const annotate = annotateOptions(call, coder)
    if (options.has('listen')) return await runProxy(call, annotate)
    const tally = new Hl7Tally()
    const problem = await writeBytes(options.get('out') ?? '-', filterStream(bytesOf(operands), annotate, tally))
    if (problem !== undefined) return sayProblems({ catalogue: edgeCatalogue, problems: [problem] }, call, 1)
    call.terminal.err(call.json ? `${JSON.stringify(tally.counts())}\n` : countsText(tally.counts(), call.language))
    return 0
  })
}

function annotateOptions({ options }: Call, coder: AnnotateOptions['coder']): AnnotateOptions {
  const charset = options.get('charset') as Charset | undefined
  const obx = options.get('obx') as ObxChoice | undefined
  const maxMessage = options.get('max-message')
  return {
    coder,
    system: options.get('system') ?? DEFAULT_SYSTEM,
    ...(charset === undefined ? {} : { charset }),
    ...(obx === undefined ? {} : { obx }),
    ...(maxMessage === undefined ? {} : { maxMessage: Number(maxMessage) * MEBIBYTE }),
  }
}

function usageProblems({ operands, options }: Call): readonly UsageProblem[] {
  const problems: UsageProblem[] = []
  const proxy = options.has('listen')
  const [first] = operands
  if (!proxy && first === undefined) problems.push({ code: 'cli-operand-missing', usage: command.usage })
  if (proxy && first !== undefined) problems.push({ code: 'cli-operand-extra', operand: first, usage: command.usage })
  if (proxy && !options.has('forward')) problems.push({ code: 'cli-option-missing', option: 'forward' })
  if (proxy && options.has('out')) problems.push({ code: 'cli-options-exclude', option: 'listen', other: '--out' })
  for (const option of ['forward', 'host', 'max-connections', ...TLS_OPTIONS]) {
    if (!proxy && options.has(option)) problems.push({ code: 'cli-option-needs-option', option, other: '--listen' })
  }
  const needs: readonly (readonly [string, string])[] = [
    ['tls-cert', 'tls-key'],
    ['tls-key', 'tls-cert'],
    ['tls-ca', 'tls-cert'],
    ['forward-ca', 'forward-tls'],
  ]
  for (const [option, other] of needs) {
    if (options.has(option) && !options.has(other))
      problems.push({ code: 'cli-option-needs-option', option, other: `--${other}` })
  }
  const numbers: readonly (readonly [string, number, number])[] = [
    ['listen', 0, 65_535],
    ['max-connections', 1, 10_000],
    ['max-message', 1, 1024],
  ]
  for (const [option, least, most] of numbers) {
    const value = options.get(option)
    if (value === undefined || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most)) continue
    problems.push({ code: 'cli-value-not-allowed', option, value, allowed: [`${least} … ${most}`] })
  }
  const forward = options.get('forward')
  if (forward !== undefined && !/^.+:\d{1,5}$/.test(forward)) {
    problems.push({
      code: 'cli-value-not-allowed',
      option: 'forward',
      value: forward,
      allowed: ['ris.example.org:2575'],
    })
  }
  const system = options.get('system')
  if (system !== undefined && !/^[A-Za-z0-9][\w.-]{0,19}$/.test(system)) {
    problems.push({ code: 'cli-value-not-allowed', option: 'system', value: system, allowed: ['[A-Za-z0-9_.-]{1,20}'] })
  }
  return problems
}
