import { serveStdio } from '@yingma/assist'
import { insightProblems } from '@yingma/insight'
import { createAgentLibrary, loadStandard } from '@yingma/server'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems } from '../command-line/say-problems.ts'
import { stopSignal } from '../command-line/stop-signal.ts'
import { withEdition } from '../edition/with-edition.ts'
import { readLists } from '../insight/read-lists.ts'

export const command: Command = {
  usage: '[--list FILE]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '给智能体用的工具（Model Context Protocol，标准输入输出）：search、item、decode、encode、normalise、explain、quote、recognise、coverage、diff，以及版本和项目内涵两类资源。只读；不联网；不保存也不记录收到的内容。服务器上的同一套工具在 /mcp，用 API 密钥访问。',
    en: 'Tools for agents (Model Context Protocol over standard input and output): search, item, decode, encode, normalise, explain, quote, recognise, coverage, diff, with editions and item sheets as resources. Reads only, uses no network, keeps and logs nothing that is sent. A server has the same tools at /mcp, for API keys.',
  },
  options: [
    {
      name: 'list',
      value: 'FILE',
      repeat: true,
      text: { zh: '区域互认清单（JSON）', en: 'recognition list of a region (JSON)' },
    },
  ],
  examples: [
    { line: 'yingma mcp', text: { zh: '写进智能体的 MCP 设置', en: 'as the command in the MCP settings of an agent' } },
    { line: 'yingma mcp --list hr.json --lang en', text: { zh: '带互认清单', en: 'with a recognition list' } },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  return withEdition(call, async (edition) => {
    const lists = readLists(call.options.all('list'), edition)
    if (lists.problems.length > 0) return sayProblems({ catalogue: insightProblems, problems: lists.problems }, call, 1)
    const library = createAgentLibrary(loadStandard(), lists.read)
    await serveStdio(
      library,
      { language: call.language, onFault: (error) => call.terminal.err(`${(error as Error).stack}\n`) },
      stopSignal(),
    )
    return 0
  })
}
